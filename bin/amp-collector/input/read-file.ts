import { readFileSync } from 'node:fs';
import { UsageError } from '../command-error';
import { fileError } from '../file-error';

/** Reads the text of a file, or of standard input for `-`. */
export function readText(operand: string): string {
  return readBytes(operand).toString('utf8');
}

export function readBytes(operand: string): Buffer {
  try {
    return readFileSync(operand === '-' ? 0 : operand);
  } catch (error) {
    throw new UsageError(`cannot read ${inputName(operand)}: ${fileError(error)}`);
  }
}

/** Reads a file, or standard input for `-`, as JSON. */
export function readJson(operand: string): unknown {
  try {
    return JSON.parse(readText(operand));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${inputName(operand)} is not JSON: ${error.message}`);
    throw error;
  }
}

/** The name of an operand in messages. */
export function inputName(operand: string): string {
  return operand === '-' ? 'standard input' : operand;
}
