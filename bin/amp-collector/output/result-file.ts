import { writeFileSync } from 'node:fs';
import { UsageError } from '../command-error';
import { fileError } from '../file-error';
import { printableJson } from './escape';
import type { Terminal } from './terminal';

/** The result of a command as text or bytes, and as data for `--json`. */
export interface Result {
  readonly content: string | Buffer;
  readonly data: object;
}

export interface ResultOptions {
  readonly json?: boolean;
  readonly out?: string;
}

/** Writes a result to the file given by `--out`, or prints it: bytes unchanged, text with a line break at its end. */
export function writeResult({ content, data }: Result, { json = false, out }: ResultOptions, terminal: Terminal): void {
  if (out === undefined) {
    if (json) terminal.printJson(data);
    else terminal.write(content);
    return;
  }
  try {
    writeFileSync(out, json ? `${printableJson(data)}\n` : content);
  } catch (error) {
    throw new UsageError(`cannot write ${out}: ${fileError(error, 'the folder does not exist')}`);
  }
  terminal.note(`wrote ${out}`);
}
