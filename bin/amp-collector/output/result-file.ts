import { writeFileSync } from 'node:fs';
import { WrongUse } from '../failure';
import type { Terminal } from './terminal';

/** Writes a result to the file that was asked for, or prints it: bytes as they are, text with a line break at its end. */
export function writeResult(content: string | Buffer, file: string | undefined, terminal: Terminal): void {
  if (file === undefined) {
    if (typeof content === 'string') terminal.print(content);
    else process.stdout.write(content);
    return;
  }
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new WrongUse(`${file} cannot be written: ${(error as Error).message}`);
  }
  terminal.note(`wrote ${file}`);
}
