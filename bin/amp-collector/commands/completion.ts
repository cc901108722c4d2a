import { SHELLS } from '../command-line/completion';
import type { Invocation } from '../command-line/parse';
import { EXIT, UsageError } from '../command-error';
import type { Terminal } from '../output/terminal';

export function run({ operands: [shell = ''], options }: Invocation<'completion'>, terminal: Terminal): number {
  const script = SHELLS[shell];
  if (script === undefined) throw new UsageError(`there is no completion for '${shell}', only for ${Object.keys(SHELLS).join(' and ')}`, 'completion');
  if (options.json === true) terminal.printJson({ shell, script: script() });
  else terminal.print(script());
  return EXIT.OK;
}
