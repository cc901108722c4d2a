import type { Parsed } from './parsed';
import { quote } from './quote';

/** Milliseconds by unit, in the order in which a duration may have them. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['y', 365 * 86_400_000], ['w', 7 * 86_400_000], ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1],
]);
const ORDER = [...UNITS.keys()];

/** A number that is in range with every unit, and one unit, like most durations. */
const SIMPLE = /^(\d{1,2})(ms|[smhdwy])$/;

/** Go counts nanoseconds in 63 bits. */
const MAX_NANOSECONDS = 2n ** 63n;
const NANOSECONDS = 1_000_000n;
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * A duration in milliseconds.
 *
 * @see https://github.com/prometheus/common/blob/v0.72.1/model/time.go
 */
export function parseDuration(text: string): Parsed<number> {
  if (text === '0') return { value: 0 };
  if (text === '') return { error: 'empty duration string' };
  const simple = SIMPLE.exec(text);
  if (simple !== null) return { value: Number(simple[1]) * (UNITS.get(simple[2] ?? '') ?? 0) };
  const invalid = { error: `not a valid duration string: ${quote(text)}` };
  let total = 0n;
  let last = -1;
  for (let rest = text; rest !== '';) {
    const [part = '', , digits = '', unit = ''] = /^(?=\d)(0*)(\d*)(\D*)/.exec(rest) ?? [];
    if (unit === '' || digits.length > 20 || BigInt(digits) > MAX_UINT64) return invalid;
    const milliseconds = UNITS.get(unit);
    if (milliseconds === undefined) return { error: `unknown unit ${quote(unit)} in duration ${quote(text)}` };
    if (ORDER.indexOf(unit) <= last) return invalid;
    last = ORDER.indexOf(unit);
    const nanoseconds = BigInt(milliseconds) * NANOSECONDS;
    total += BigInt(digits) * nanoseconds;
    if (BigInt(digits) > MAX_NANOSECONDS / nanoseconds || total >= MAX_NANOSECONDS) return { error: 'duration out of range' };
    rest = rest.slice(part.length);
  }
  return { value: Number(total / NANOSECONDS) };
}

/** As Prometheus prints a duration: years and weeks only when nothing is left over. */
export function formatDuration(milliseconds: number): string {
  let rest = milliseconds;
  let result = '';
  for (const [unit, size] of UNITS) {
    const mustBeExact = unit === 'y' || unit === 'w';
    if (mustBeExact && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count > 0) result += `${count}${unit}`;
    rest -= count * size;
  }
  return result === '' ? '0s' : result;
}
