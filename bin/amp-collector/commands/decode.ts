import { CommandError, EXIT } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { inputName, readText } from '../input/read-file';
import { writeResult } from '../output/result-file';
import type { Terminal } from '../output/terminal';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

export function run({ operands: [operand = '-'], options }: Invocation<'decode'>, terminal: Terminal): number {
  // The AWS CLI prints values in quotes, unless with --output text.
  const text = readText(operand).replace(/\s+/g, '').replace(/^"(.*)"$/, '$1');
  if (!BASE64.test(text)) throw new CommandError(`${inputName(operand)} is not base64`, EXIT.PROBLEMS);
  const content = Buffer.from(text, 'base64');
  writeResult({ content, data: { text: content.toString('utf8') } }, options, terminal);
  return EXIT.OK;
}
