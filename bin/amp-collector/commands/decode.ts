import type { Invocation } from '../command-line/parse';
import { EXIT, Failure } from '../failure';
import { readInput } from '../input/text-input';
import { writeResult } from '../output/result-file';
import type { Terminal } from '../output/terminal';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

export function run({ operands: [operand = '-'], options }: Invocation<'decode'>, terminal: Terminal): number {
  const text = readInput(operand).replace(/\s+/g, '');
  if (!BASE64.test(text)) throw new Failure('this is not base64', EXIT.PROBLEMS);
  writeResult(Buffer.from(text, 'base64'), options.out, terminal);
  return EXIT.OK;
}
