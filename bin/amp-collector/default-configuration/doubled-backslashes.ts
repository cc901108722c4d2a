import { singleBackslashes } from '../../../lib/validation/outcome/causes/doubled-backslash';
import { validateConfiguration } from '../../../lib/validation/validate';

/** A text with corrections. */
export interface Corrected {
  readonly text: string;
  /** From 1. */
  readonly lines: readonly number[];
}

/** A YAML scalar at the beginning of a text. */
const SCALAR = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|.*)/;

/** Removes doubled backslashes, however many, from the regular expressions that validation reports for them; changes nothing else. */
export function correctBackslashes(text: string): Corrected {
  const problems = validateConfiguration(text).problems.filter(({ ruleId }) => ruleId === 'doubled-backslash');
  const columns = new Map(problems.map(({ line = 0, column = 1 }) => [line, column]));
  const corrected = text.split('\n').map((line, index) => {
    const column = columns.get(index + 1);
    return column === undefined ? line : line.slice(0, column - 1) + line.slice(column - 1).replace(SCALAR, withSingleBackslashes);
  });
  return { text: corrected.join('\n'), lines: [...columns.keys()] };
}

/** In double quotes, two backslashes are one, and one begins an escape such as `\\"`. */
function withSingleBackslashes(scalar: string): string {
  if (!scalar.startsWith('"')) return singleBackslashes(scalar);
  return scalar.replaceAll(/\\{2,}/g, run => singleBackslashes(run).replaceAll('\\', '\\\\'));
}
