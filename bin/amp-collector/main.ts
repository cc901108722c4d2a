import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interruptible } from './aws/connection';
import { COMMANDS, type CommandName } from './command-line/commands';
import { commandHelp, generalHelp } from './command-line/help';
import { isCommand, parse, type Invocation } from './command-line/parse';
import { EXIT, CommandError, UsageError } from './command-error';
import type { Interruption } from './interruption';
import { endOf, Terminal } from './output/terminal';

/** What a command does: prints, and answers with the exit code. */
export type Run<N extends CommandName>
  = (invocation: Invocation<N>, terminal: Terminal, interruptible: Interruptible) => Promise<number> | number;

/** Each command is loaded when it is called, so that the others, and help, cost nothing. */
const IMPLEMENTATIONS: { readonly [N in CommandName]: () => Promise<{ readonly run: Run<N> }> } = {
  'default-config': () => import('./commands/default-config.js'),
  'validate': () => import('./commands/validate.js'),
  'show': () => import('./commands/show.js'),
  'relabel': () => import('./commands/relabel.js'),
  'encode': () => import('./commands/encode.js'),
  'decode': () => import('./commands/decode.js'),
  'status': () => import('./commands/status.js'),
  'verify': () => import('./commands/verify.js'),
  'import': () => import('./commands/import.js'),
  'completion': () => import('./commands/completion.js'),
};

/** Runs the tool; answers with the exit code of the process. */
export async function main(args: readonly string[], interruption: Interruption): Promise<number> {
  const [name, ...rest] = args;
  let terminal = new Terminal({ quiet: false, color: false });
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(name === undefined ? [] : rest, terminal, name === undefined);
    if (name === '--version') return print(terminal, version());
    if (!isCommand(name)) throw new UsageError(name.startsWith('-') ? `a command comes first, not ${name}` : `there is no command '${name}'`);
    const invocation = parse(name, rest);
    const { quiet = false, 'no-color': noColor = false } = invocation.options;
    terminal = new Terminal({ quiet, color: !noColor && (process.env.NO_COLOR ?? '') === '' });
    if (invocation.options.help === true) return print(terminal, commandHelp(name, COMMANDS[name]));
    return await implementationOf(name).then(run => run(invocation, terminal, () => interruption.listen()));
  } catch (error) {
    const code = endOf(interruption.signal.aborted ? new CommandError('', EXIT.INTERRUPTED) : error, terminal);
    if (error instanceof UsageError) terminal.fail(`Try: amp-collector ${error.command === undefined ? '' : `${error.command} `}--help`);
    return code;
  } finally {
    terminal.clear();
  }
}

async function implementationOf<N extends CommandName>(name: N): Promise<Run<N>> {
  return (await IMPLEMENTATIONS[name]()).run;
}

function help([name]: readonly string[], terminal: Terminal, isMistake: boolean): number {
  if (name === undefined) return print(terminal, generalHelp(), isMistake ? EXIT.USAGE_ERROR : EXIT.OK);
  if (!isCommand(name)) throw new UsageError(`there is no command '${name}'`);
  return print(terminal, commandHelp(name, COMMANDS[name]));
}

function print(terminal: Terminal, text: string, code: number = EXIT.OK): number {
  terminal.print(text);
  return code;
}

function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string }).version;
}
