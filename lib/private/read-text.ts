import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { throwValueProblems } from './errors';

/**
 * A text file that a user names.
 *
 * @param subject what the text is, for the error where it cannot be read
 */
export function readText(subject: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return throwValueProblems(subject, [{
      path: '',
      message: `cannot read '${path}' (${resolve(path)}): ${error instanceof Error ? error.message : String(error)}`,
    }]);
  }
}
