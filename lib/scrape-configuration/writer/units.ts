/** Prometheus writes weeks, days and years only where they are exact; a scrape never needs more than hours. */
const DURATION_UNITS: ReadonlyArray<readonly [unit: string, milliseconds: number]> = [
  ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1],
];

const BYTE_UNITS: ReadonlyArray<readonly [unit: string, bytes: number]> = [
  ['GB', 1024 ** 3], ['MB', 1024 ** 2], ['KB', 1024], ['B', 1],
];

/**
 * Milliseconds in Prometheus's duration format: `90000` is `1m30s`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/ duration
 */
export function durationField(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  if (rest === 0) return '0s';
  return DURATION_UNITS.map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? '' : `${count}${unit}`;
  }).join('');
}

/** Bytes in the largest unit that is exact. Prometheus's `KB` is 1024 bytes. */
export function formatBytes(bytes: number): string {
  const [unit, size] = BYTE_UNITS.find(([, length]) => bytes >= length && bytes % length === 0) ?? ['B', 1];
  return `${bytes / size}${unit}`;
}
