import type { StructValue } from '../../prometheus/decode/value';
import { formatDuration } from '../../prometheus/values/duration';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

const SHORTEST = 30_000;

/** A job without an interval of its own has the global one, which is reported once. */
export function shortIntervals({ configuration: { global, jobs } }: ValidationContext): LocatedMessage[] {
  return [global, ...jobs.filter(({ value }) => value.isSet('scrape_interval'))]
    .flatMap(({ value, scrapeInterval }) => tooShort(value, scrapeInterval));
}

function tooShort(value: StructValue, interval: number | undefined): LocatedMessage[] {
  if (interval === undefined || interval >= SHORTEST) return [];
  return [{
    place: value.placeOf('scrape_interval'),
    message: `scrape_interval must be at least 30s for a managed collector, got ${formatDuration(interval)}`,
  }];
}
