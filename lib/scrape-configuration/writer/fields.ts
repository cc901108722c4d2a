import { type Duration, type Size, Token, Tokenization } from 'aws-cdk-lib';
import { formatBytes, formatDuration } from './units';

/** A value that knows how it stands in the document. */
interface Renderable {
  _render(): unknown;
}

/**
 * Typed properties as a piece of the document: Prometheus's names, in the order of the table, then what the user added.
 *
 * @param fields one entry per property: its name in Prometheus
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

/** A property's value in the document's terms, told by what it can do: an app may have two copies of aws-cdk-lib. */
function toValue(value: unknown): unknown {
  if (has(value, 'toMilliseconds')) return renderDuration(value as Duration);
  if (has(value, 'toMebibytes')) return renderSize(value as Size);
  if (has(value, '_render')) return (value as Renderable)._render();
  if (Array.isArray(value) && !Token.isUnresolved(value)) return value.map(toValue);
  return value;
}

/** A duration that is known only at deployment is a number of seconds there. */
function renderDuration(duration: Duration): string {
  return duration.isUnresolved()
    ? `${Tokenization.stringifyNumber(duration.toSeconds())}s`
    : formatDuration(duration.toMilliseconds({ integral: false }));
}

function renderSize(size: Size): string {
  return size.isUnresolved()
    ? `${Tokenization.stringifyNumber(size.toMebibytes())}MB`
    : formatBytes(size.toBytes());
}

/** Whether a value has a member, its own or of its class. */
function has(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && member in value;
}
