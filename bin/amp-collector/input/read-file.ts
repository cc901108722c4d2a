import { readFileSync } from 'node:fs';
import { UsageError } from '../command-error';
import { fileReason } from './file-error';

/** The text of a file, or of standard input for `-`. */
export function readInput(operand: string): string {
  return readBytes(operand).toString('utf8');
}

export function readBytes(operand: string): Buffer {
  try {
    return readFileSync(operand === '-' ? 0 : operand);
  } catch (error) {
    throw new UsageError(`${inputName(operand)} cannot be read: ${fileReason(error)}`);
  }
}

/** What to call an operand in a sentence. */
export function inputName(operand: string): string {
  return operand === '-' ? 'standard input' : operand;
}
