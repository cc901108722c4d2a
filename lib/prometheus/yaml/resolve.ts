/** The value of a scalar without quotes, by Go's rules for YAML 1.1. */
export type ResolvedScalar
  = { readonly tag: '!!null'; readonly value: null }
    | { readonly tag: '!!bool'; readonly value: boolean }
    | { readonly tag: '!!int'; readonly value: bigint }
    | { readonly tag: '!!float'; readonly value: number }
    | { readonly tag: '!!str' | '!!timestamp'; readonly value: string };

const WORDS = new Map<string, ResolvedScalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, { tag: '!!bool', value: true }] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, { tag: '!!bool', value: false }] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, { tag: '!!null', value: null }] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, { tag: '!!float', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, { tag: '!!float', value: Infinity }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, { tag: '!!float', value: -Infinity }] as const),
]);

const LEADING_DOT_FLOAT = /^\.\d+(?:[eE][-+]?\d+)?$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER = /^(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9]\d*))$/;
const BINARY_WITH_INNER_SIGN = /^0b(?<sign>[-+])(?<binary>[01]+)$/;
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** Resolves a text that has neither quotes nor a tag. */
export function resolveScalar(text: string): ResolvedScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 0x2e) return (LEADING_DOT_FLOAT.test(text) ? float(text) : undefined) ?? { tag: '!!str', value: text };
  const startsNumber = first === 0x2b || first === 0x2d || (first >= 0x30 && first <= 0x39);
  if (!startsNumber) return { tag: '!!str', value: text };
  // Few numbers have the second part of a date: the expression is not even compiled for others.
  if (text.startsWith('-', 4) && isTimestamp(text)) return { tag: '!!timestamp', value: text };
  const plain = text.replaceAll('_', '');
  return integer(plain) ?? (FLOAT.test(plain) ? float(plain) : undefined) ?? { tag: '!!str', value: text };
}

function float(text: string): ResolvedScalar | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { tag: '!!float', value } : undefined;
}

function integer(text: string): ResolvedScalar | undefined {
  const groups = INTEGER.exec(text)?.groups ?? BINARY_WITH_INNER_SIGN.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign = '', hex, binary, octal, decimal } = groups;
  const digits = (hex ?? binary ?? octal ?? decimal ?? '').replace(/^0+/, '');
  // Longer ones are out of range in any base.
  if (digits.length > 64) return undefined;
  const prefix = hex !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : '';
  const magnitude = digits === '' ? 0n : BigInt(prefix + digits);
  const value = sign === '-' ? -magnitude : magnitude;
  const isInRange = value >= -MAX_INT64 - 1n && value <= (sign === '' ? MAX_UINT64 : MAX_INT64);
  return isInRange ? { tag: '!!int', value } : undefined;
}

const TIMESTAMP = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/;

/** A date, or a date and time, that exists. */
function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (match === null) return false;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(group => Number(match[group] ?? match[group + 3] ?? 0)) as
    [number, number, number, number, number, number];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}
