import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

const LARGEST = 50 * 1024 ** 2;

/** A limit above the collector's own limits nothing. */
export function largeBodies({ configuration: { global, jobs } }: ValidationContext): LocatedMessage[] {
  return [global, ...jobs].filter(({ value }) => (value.number('body_size_limit') ?? 0) > LARGEST).map(({ value }) => ({
    place: value.placeOf('body_size_limit'),
    message: 'a collector takes at most 50 MB of metrics from a target, whatever body_size_limit says',
  }));
}
