import { parseBytes } from '../../../lib/prometheus/values/bytes';
import { parseDuration } from '../../../lib/prometheus/values/duration';
import { listOf, objectOf, valueOf, type Expression } from './expression';

/** The names that generated code imports. */
export class Imports {
  readonly core = new Set<string>();
  readonly library = new Set<string>();
}

/** Writes a value of a field as the typed value of its property; nothing if the type does not express it. */
export type Writer = (value: unknown, imports: Imports) => Expression | undefined;

export const text: Writer = value => typeof value === 'string' ? valueOf(value) : undefined;
export const flag: Writer = value => typeof value === 'boolean' ? String(value) : undefined;
export const numeric: Writer = value => typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
export const texts: Writer = value => Array.isArray(value) && value.every(item => typeof item === 'string') ? valueOf(value) : undefined;

/** Labels: Prometheus reads numbers and booleans as text. */
export const labels: Writer = (value) => {
  if (!isRecord(value) || !Object.values(value).every(isScalar)) return undefined;
  return objectOf(Object.entries(value).map(([name, label]) => [name, valueOf(String(label))]));
};

export const parameters: Writer = value =>
  isRecord(value) && Object.values(value).every(list => Array.isArray(list) && list.every(item => typeof item === 'string')) ? valueOf(value) : undefined;

const DURATION_UNITS = [['hours', 3_600_000], ['minutes', 60_000], ['seconds', 1000], ['millis', 1]] as const;

export const duration: Writer = (value, { core }) => {
  const parsed = typeof value === 'string' ? parseDuration(value) : { error: 'no text' };
  if (parsed.error !== undefined) return undefined;
  core.add('Duration');
  const [unit, length] = DURATION_UNITS.find(([name, size]) => parsed.value % size === 0 && (name === 'seconds' || parsed.value > size)) ?? ['millis', 1];
  return `Duration.${unit}(${parsed.value / length})`;
};

const SIZE_UNITS = [['gibibytes', 1024 ** 3], ['mebibytes', 1024 ** 2], ['kibibytes', 1024], ['bytes', 1]] as const;

export const size: Writer = (value, { core }) => {
  const parsed = typeof value === 'string' ? parseBytes(value) : { error: 'no text' };
  if (parsed.error !== undefined) return undefined;
  core.add('Size');
  const [unit, bytes] = SIZE_UNITS.find(([, length]) => parsed.value > 0 && parsed.value % length === 0) ?? ['bytes', 1];
  return `Size.${unit}(${parsed.value / bytes})`;
};

/** The member of an enum of the library. */
export function member(name: string, members: Readonly<Record<string, string>>): Writer {
  return (value, { library }) => {
    const found = Object.entries(members).find(([, given]) => given === value);
    if (found === undefined) return undefined;
    library.add(name);
    return `${name}.${found[0]}`;
  };
}

/** A list whose items all have the type. */
export function every(write: Writer): Writer {
  return (value, imports) => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(item => write(item, imports));
    return items.every(item => item !== undefined) ? listOf(items) : undefined;
  };
}

/** Properties by the names of their fields: a field that its type does not express is left over. */
export function typedProperties(
  value: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, string>>,
  writers: Readonly<Record<string, Writer>>, imports: Imports,
): { readonly properties: Array<readonly [name: string, value: Expression]>; readonly rest: Readonly<Record<string, unknown>> } {
  const properties: Array<readonly [string, Expression]> = [];
  const rest: Record<string, unknown> = { ...value };
  for (const [name, field] of Object.entries(fields)) {
    const expression = value[field] === undefined ? undefined : writers[name]?.(value[field], imports);
    if (expression === undefined) continue;
    properties.push([name, expression]);
    Reflect.deleteProperty(rest, field);
  }
  return { properties, rest };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
