import type { ConversionNote } from '../../../lib/conversion/conversion-note';
import type { Problem } from '../../../lib/validation/problem';
import { escapeTexts } from '../output/escape';

type Place = Pick<Problem, 'file' | 'line' | 'column' | 'path' | 'message'>;

/** One line for each change, beginning with its kind: what was changed, what was left out, and why. */
export function noteLines(notes: readonly ConversionNote[]): string[] {
  return notes.map(note => `${note.outcome}  ${placeLine(note)}`);
}

export function errorLines(errors: readonly Place[]): string[] {
  return errors.map(error => `error    ${placeLine(error)}`);
}

function placeLine(place: Place): string {
  const { file, line, column, path, message } = escapeTexts(place);
  const position = [file, line, column].filter(part => part !== undefined).join(':');
  return [position, path, message].filter(part => part !== '').join(': ');
}
