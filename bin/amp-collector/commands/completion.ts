import { EXIT, UsageError } from '../command-error';
import { SHELLS } from '../command-line/completion';
import type { Invocation } from '../command-line/parse';
import type { Terminal } from '../output/terminal';

export function run({ operands: [shell = ''], options }: Invocation<'completion'>, terminal: Terminal): number {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) throw new UsageError(`no completion for '${shell}'; specify ${Object.keys(SHELLS).join(' or ')}`);
  if (options.json === true) terminal.printJson({ shell, script: script() });
  else terminal.write(script());
  return EXIT.OK;
}
