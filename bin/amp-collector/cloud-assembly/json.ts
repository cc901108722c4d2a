import { readFileSync } from 'node:fs';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { typeOf } from '../../../lib/private/template-text';
import { CommandError, EXIT } from '../command-error';
import { fileError } from '../file-error';

/** A file of a cloud assembly that cannot be read as such. */
export class AssemblyError extends CommandError {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`, EXIT.PROBLEMS);
  }
}

/** Reads a JSON file that contains an object. */
export function readJsonObject(file: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new AssemblyError(file, `cannot be read: ${error instanceof SyntaxError ? error.message : fileError(error)}`);
  }
  return requiredObject(file, 'the content', value);
}

/** Checks that a value is an object; `undefined` and `null` count as an empty one. */
export function objectAt(file: string, place: string, value: unknown): JsonObject {
  return value === undefined || value === null ? {} : requiredObject(file, place, value);
}

function requiredObject(file: string, place: string, value: unknown): JsonObject {
  if (!isObject(value)) throw new AssemblyError(file, `${place} must be an object, got ${typeOf(value)}`);
  return value;
}

/** The entries of an object of objects. */
export function entriesAt(file: string, place: string, value: unknown): Array<[name: string, value: JsonObject]> {
  return Object.entries(objectAt(file, place, value)).map(([name, entry]) => [name, requiredObject(file, `${place}.${name}`, entry)]);
}

/** Checks that a value is a string, if there is one. */
export function stringAt(file: string, place: string, value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new AssemblyError(file, `${place} must be a string, got ${typeOf(value)}`);
}
