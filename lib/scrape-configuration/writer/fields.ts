import { type Duration, type Size, Token, Tokenization } from 'aws-cdk-lib';
import { formatBytes, durationField } from './units';

/** A value that renders itself. */
interface Renderable {
  _render(): unknown;
}

/**
 * Renders typed properties with Prometheus's field names, in the order of the table, followed by additional fields.
 *
 * @param fields the name of each property's field
 */
export function toFields<P extends object>(
  props: P, fields: { readonly [K in Exclude<keyof P, 'additionalFields'>]-?: string }, additionalFields: object = {},
): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const [property, field] of Object.entries<string>(fields)) {
    const value = (props as Record<string, unknown>)[property];
    if (value !== undefined) document[field] = toValue(value);
  }
  return Object.assign(document, additionalFields);
}

/** Renders the value of a property. Values are recognized by their methods, since an app may have two copies of aws-cdk-lib. */
function toValue(value: unknown): unknown {
  if (has(value, 'toMilliseconds')) return renderDuration(value as Duration);
  if (has(value, 'toMebibytes')) return renderSize(value as Size);
  if (has(value, '_render')) return (value as Renderable)._render();
  if (Array.isArray(value) && !Token.isUnresolved(value)) return value.map(toValue);
  return value;
}

/** A duration or size that is known only at deployment cannot be converted: it is written in the unit in which it was given. */
function renderDuration(duration: Duration): string {
  return duration.isUnresolved()
    ? renderToken(DURATION_UNITS, duration)
    : durationField(duration.toMilliseconds({ integral: false }));
}

function renderSize(size: Size): string {
  return size.isUnresolved() ? renderToken(SIZE_UNITS, size) : formatBytes(size.toBytes());
}

/** Each unit with the conversion that throws unless a token is in this unit. */
type Units<T> = ReadonlyArray<readonly [suffix: string, convert: (value: T) => number]>;

const DURATION_UNITS: Units<Duration> = [
  ['s', duration => duration.toSeconds()],
  ['m', duration => duration.toMinutes()],
  ['h', duration => duration.toHours()],
  ['d', duration => duration.toDays()],
  ['ms', duration => duration.toMilliseconds()],
];

const SIZE_UNITS: Units<Size> = [
  ['MB', size => size.toMebibytes()],
  ['KB', size => size.toKibibytes()],
  ['GB', size => size.toGibibytes()],
  ['TB', size => size.toTebibytes()],
  ['PB', size => size.toPebibytes()],
  ['B', size => size.toBytes()],
];

function renderToken<T>([[suffix, convert] = ['', () => 0], ...others]: Units<T>, value: T): string {
  if (others.length === 0) return Tokenization.stringifyNumber(convert(value)) + suffix;
  try {
    return Tokenization.stringifyNumber(convert(value)) + suffix;
  } catch {
    return renderToken(others, value);
  }
}

/** Returns whether a value or its class has a member. */
function has(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && member in value;
}
