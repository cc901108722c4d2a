import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { throwUnusable } from './errors';

/**
 * A file that a user names.
 *
 * @param subject what the file is, for the error where it cannot be read
 */
export function readBytes(subject: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return throwUnusable(subject, {
      path: '',
      message: `cannot read '${path}' (${resolve(path)}): ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
