import { readFileSync } from 'node:fs';
import { UsageError } from '../command-error';
import { fileError } from '../file-error';
import { jsonDocuments } from './json-documents';
import { readStandardInput } from './standard-input';

/** Reads the text of a file, or of standard input for `-`. */
export function readText(operand: string): string {
  return readBytes(operand).toString('utf8');
}

export function readBytes(operand: string): Buffer {
  try {
    return operand === '-' ? readStandardInput() : readFileSync(operand);
  } catch (error) {
    throw new UsageError(`cannot read ${inputName(operand)}: ${fileError(error)}`);
  }
}

/** Reads a file, or standard input for `-`, as JSON. */
export function readJson(operand: string): unknown {
  return parseJson(operand, decodedText(operand));
}

/**
 * Reads a file, or standard input for `-`, that holds any number of JSON documents.
 *
 * @param fix what to do if it does not
 */
export function readJsonDocuments(operand: string, fix: string): unknown[] {
  return jsonDocuments(decodedText(operand)).map(document => parseJson(operand, document, fix));
}

/** Windows PowerShell writes files in UTF-16, and other programs of Windows begin theirs with a byte order mark. */
function decodedText(operand: string): string {
  const bytes = readBytes(operand);
  const text = bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') throw new UsageError(`${inputName(operand)} is empty`);
  return text;
}

function parseJson(operand: string, text: string, fix?: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${inputName(operand)} is not JSON: ${[error.message, fix].filter(Boolean).join('; ')}`);
    throw error;
  }
}

/** The name of an operand in messages. */
export function inputName(operand: string): string {
  return operand === '-' ? 'standard input' : operand;
}
