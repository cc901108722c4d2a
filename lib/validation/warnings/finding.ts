import type { Place } from '../../prometheus/decode/place';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';

/** Something that Prometheus accepts and that is probably not meant: where, what is wrong, and what to change. */
export interface Finding {
  readonly place: Place;
  readonly message: string;
}

/** Looks for one kind of finding. What is not known about the configuration never leads to one. */
export type Check = (configuration: EffectiveConfiguration) => Finding[];

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
