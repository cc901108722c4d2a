import { formatDuration } from '../../scrape-configuration/writer/units';
import type { StructValue } from '../../prometheus/decode/value';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

const SHORTEST = 30_000;

/** A job that has no interval of its own is right or wrong with the global one, which is told once. */
export function shortIntervals({ configuration: { global, jobs } }: ValidationContext): LocatedMessage[] {
  return [global, ...jobs.filter(({ value }) => value.isSet('scrape_interval'))]
    .flatMap(({ value, scrapeInterval }) => tooShort(value, scrapeInterval));
}

function tooShort(value: StructValue, interval: number | undefined): LocatedMessage[] {
  if (interval === undefined || interval >= SHORTEST) return [];
  return [{
    place: value.placeOf('scrape_interval'),
    message: `a collector scrapes every 30s at the most often, got ${formatDuration(interval)}`,
  }];
}
