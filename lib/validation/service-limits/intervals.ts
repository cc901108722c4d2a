import { formatDuration } from '../../scrape-configuration/writer/units';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { StructValue } from '../../prometheus/decode/value';
import type { Finding } from './finding';

const SHORTEST = 30_000;

/** A job that has no interval of its own is right or wrong with the global one, which is told once. */
export function shortIntervals({ global, jobs }: EffectiveConfiguration): Finding[] {
  return [global, ...jobs.filter(({ value }) => value.isSet('scrape_interval'))]
    .flatMap(({ value, scrapeInterval }) => tooShort(value, scrapeInterval));
}

function tooShort(value: StructValue, interval: number | undefined): Finding[] {
  if (interval === undefined || interval >= SHORTEST) return [];
  return [{
    place: value.placeOf('scrape_interval'),
    message: `a collector scrapes every 30s at the most often, got ${formatDuration(interval)}`,
  }];
}
