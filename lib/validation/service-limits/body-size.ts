import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { Finding } from './finding';

const LARGEST = 50 * 1024 ** 2;

/** A limit above the collector's own limits nothing. */
export function largeBodies({ global, jobs }: EffectiveConfiguration): Finding[] {
  return [global, ...jobs].filter(({ value }) => (value.number('body_size_limit') ?? 0) > LARGEST).map(({ value }) => ({
    place: value.placeOf('body_size_limit'),
    message: 'a collector takes at most 50 MB of metrics from a target, whatever body_size_limit says',
  }));
}
