import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interruptible } from './aws/connection';
import { COMMANDS, type CommandName } from './command-line/commands';
import { fitted } from './command-line/fit';
import { commandHelp, generalHelp } from './command-line/help';
import { commandName, parse, type Invocation } from './command-line/parse';
import { CommandError, EXIT, UsageError } from './command-error';
import type { Interruption } from './interruption';
import { reportError, Terminal } from './output/terminal';

/** The implementation of a command: prints, and returns the exit code. */
export type Run<N extends CommandName>
  = (invocation: Invocation<N>, terminal: Terminal, interruptible: Interruptible) => Promise<number> | number;

/** Each command is loaded when it is called. */
const IMPLEMENTATIONS: { readonly [N in CommandName]: () => Promise<{ readonly run: Run<N> }> } = {
  'default-config': () => import('./commands/default-config.js'),
  'validate': () => import('./commands/validate.js'),
  'convert': () => import('./commands/convert.js'),
  'show': () => import('./commands/show.js'),
  'relabel': () => import('./commands/relabel.js'),
  'targets': () => import('./commands/targets.js'),
  'route': () => import('./commands/route.js'),
  'test-rules': () => import('./commands/test-rules.js'),
  'alert': () => import('./commands/alert.js'),
  'cost': () => import('./commands/cost.js'),
  'usage': () => import('./commands/usage.js'),
  'encode': () => import('./commands/encode.js'),
  'decode': () => import('./commands/decode.js'),
  'status': () => import('./commands/status.js'),
  'verify': () => import('./commands/verify.js'),
  'import': () => import('./commands/import.js'),
  'completion': () => import('./commands/completion.js'),
};

/** Runs the tool; returns the exit code of the process. */
export async function main(args: readonly string[], interruption: Interruption): Promise<number> {
  const [first, ...rest] = args;
  let terminal = new Terminal({ quiet: false, color: false });
  let command: CommandName | undefined;
  try {
    if (first === undefined || first === '--help' || first === '-h' || first === 'help') return help(rest, terminal, first === undefined);
    if (first === '--version') {
      terminal.print(version());
      return EXIT.OK;
    }
    const name = command = commandName(first);
    const invocation = parse(name, rest);
    const { quiet = false, 'no-color': noColor = false } = invocation.options;
    terminal = new Terminal({ quiet, color: !noColor && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb' });
    if (invocation.options.help === true) return printHelp(terminal, commandHelp(name, COMMANDS[name]));
    return await implementationOf(name).then(run => run(invocation, terminal, () => interruption.listen()));
  } catch (error) {
    const code = reportError(interruption.isInterrupted ? new CommandError('', EXIT.INTERRUPTED) : error, terminal);
    if (error instanceof UsageError) terminal.fail(`Try: amp-collector ${command === undefined ? '' : `${command} `}--help`);
    return code;
  } finally {
    terminal.clear();
    await terminal.flush();
  }
}

async function implementationOf<N extends CommandName>(name: N): Promise<Run<N>> {
  return (await IMPLEMENTATIONS[name]()).run;
}

function help([given]: readonly string[], terminal: Terminal, isMistake: boolean): number {
  if (given === undefined) return printHelp(terminal, generalHelp(), isMistake ? EXIT.USAGE_ERROR : EXIT.OK);
  const name = commandName(given);
  return printHelp(terminal, commandHelp(name, COMMANDS[name]));
}

function printHelp(terminal: Terminal, text: string, code: number = EXIT.OK): number {
  terminal.print(fitted(text, terminal.width));
  return code;
}

function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string }).version;
}
