import { validateConfiguration } from '../../../lib/validation/validate';

/** A text with corrections. */
export interface Corrected {
  readonly text: string;
  /** From 1. */
  readonly lines: readonly number[];
}

/** Takes doubled backslashes out of the regular expressions in which they are not meant, and changes nothing else. */
export function singleBackslashes(text: string): Corrected {
  const found = validateConfiguration(text).problems.filter(({ ruleId }) => ruleId === 'doubled-backslash');
  const columns = new Map(found.map(({ line = 0, column = 1 }) => [line, column]));
  const corrected = text.split('\n').map((line, index) => {
    const column = columns.get(index + 1);
    return column === undefined ? line : line.slice(0, column - 1) + line.slice(column - 1).replaceAll('\\\\', '\\');
  });
  return { text: corrected.join('\n'), lines: [...columns.keys()] };
}
