import { writeFileSync } from 'node:fs';
import { UsageError } from '../command-error';
import { fileReason } from '../input/file-error';
import type { Terminal } from './terminal';

/** What a command comes to: text or bytes, and the same as data for `--json`. */
export interface Result {
  readonly content: string | Buffer;
  readonly data: object;
}

/** How the result was asked for. */
export interface ResultOptions {
  readonly json?: boolean;
  readonly out?: string;
}

/** Writes a result to the file that was asked for, or prints it: bytes as they are, text with a line break at its end. */
export function writeResult({ content, data }: Result, { json = false, out }: ResultOptions, terminal: Terminal): void {
  const written = json ? `${JSON.stringify(data, undefined, 2)}\n` : content;
  if (out === undefined) {
    if (typeof written === 'string') terminal.print(written);
    else process.stdout.write(written);
    return;
  }
  try {
    writeFileSync(out, written);
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${fileReason(error, 'there is no such folder')}`);
  }
  terminal.note(`wrote ${out}`);
}
