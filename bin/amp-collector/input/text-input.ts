import { readFileSync } from 'node:fs';
import { WrongUse } from '../failure';

/** The text of a file, or of standard input for `-`. */
export function readInput(operand: string): string {
  return readBytes(operand).toString('utf8');
}

export function readBytes(operand: string): Buffer {
  try {
    return readFileSync(operand === '-' ? 0 : operand);
  } catch (error) {
    throw new WrongUse(`${operand === '-' ? 'standard input' : operand} cannot be read: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' };
  return reasons[code ?? ''] ?? message;
}
