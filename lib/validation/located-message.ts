import type { ProblemSeverity } from './problem';
import type { Place } from '../prometheus/decode/place';

/** A problem before the rule that found it puts its id on it: the place, and what is wrong there and how to fix it. */
export interface LocatedMessage {
  readonly place: Place;
  readonly message: string;
  /** The severity, if it differs from that of the rule: a problem may be less certain than others of its rule. */
  readonly severity?: ProblemSeverity;
}

/** `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
