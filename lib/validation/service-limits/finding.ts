import type { Place } from '../../prometheus/decode/place';

/** What a rule found, and where. */
export interface Finding {
  readonly place: Place;
  readonly message: string;
}
