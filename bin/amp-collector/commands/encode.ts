import type { Invocation } from '../command-line/parse';
import { EXIT } from '../command-error';
import { readBytes } from '../input/read-file';
import { writeResult } from '../output/result-file';
import type { Terminal } from '../output/terminal';

export function run({ operands: [operand = '-'], options }: Invocation<'encode'>, terminal: Terminal): number {
  const base64 = readBytes(operand).toString('base64');
  writeResult({ content: base64, data: { base64 } }, options, terminal);
  return EXIT.OK;
}
