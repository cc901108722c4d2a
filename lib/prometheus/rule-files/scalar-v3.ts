import { parseGoFloat, parseGoInt, parseGoUint } from '../values/go-number';
import type { Parsed } from '../values/parsed';
import { textOfBytes } from '../values/utf8';
import type { YamlScalar } from '../yaml/node';

/** A scalar as Go's yaml.v3 reads it. */
export interface ScalarV3 {
  /** The tag that it has, or that its text implies. */
  readonly tag: string;
  /** The value of a field that takes text; nothing for null. */
  readonly text?: string;
  readonly number?: bigint | number;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** The beginning of every text that is null, a boolean, a number or a time. */
const OTHER_THAN_TEXT = /^(?:$|[-+.~\d]|(?:[nN]ull|NULL|[tT]rue|TRUE|[fF]alse|FALSE)$)/;
const NULL = /^(?:|~|null|Null|NULL)$/;
/** `5m`: no number, although it begins like one. */
const DURATION = /^\d+[smhdw]$/;
const BOOL = /^(?:true|True|TRUE|false|False|FALSE)$/;
const SPECIAL_FLOAT = /^(?:\.(?:nan|NaN|NAN)|[-+]?\.(?:inf|Inf|INF))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const TIMESTAMP = /^\d{4}-(?<month>\d{1,2})-(?<day>\d{1,2})(?:(?:[Tt ])(?<hour>\d{1,2}):(?<minute>\d{1,2}):(?<second>\d{1,2})(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?)?$/;
const RESOLVABLE: ReadonlySet<string> = new Set(['', '!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp']);

const MAX_INT64 = 2 ** 63;

/** Interprets a scalar by its quotes, its tag and its text. */
export function interpretV3({ tag: given, value, style }: YamlScalar): Parsed<ScalarV3> {
  const tag = given === '!' ? '' : given;
  if (tag === '!!str' || (tag === '' && style !== 'plain')) return { value: { tag: '!!str', text: value } };
  if (tag === '!!binary') {
    const base64 = value.replace(/[\r\n]/g, '');
    if (!BASE64.test(base64)) return { error: 'yaml: !!binary value contains invalid base64 data' };
    return { value: { tag, text: textOfBytes(Buffer.from(base64, 'base64')) } };
  }
  if (!RESOLVABLE.has(tag)) return { value: { tag, text: value } };
  const implied = resolveText(value);
  if (tag === '' || tag === implied.tag) return { value: implied };
  if (tag === '!!float' && implied.tag === '!!int') return { value: { ...implied, tag } };
  return { error: `yaml: cannot decode ${implied.tag} \`${value}\` as a ${tag}` };
}

/** Returns whether a scalar is a text by its quotes or its beginning, as most are. Others may still be one. */
export function isCertainText({ tag, value, style }: YamlScalar): boolean {
  return tag === '' && (style !== 'plain' || !OTHER_THAN_TEXT.test(value));
}

function resolveText(value: string): ScalarV3 {
  if (!OTHER_THAN_TEXT.test(value) || DURATION.test(value)) return { tag: '!!str', text: value };
  if (NULL.test(value)) return { tag: '!!null' };
  if (BOOL.test(value)) return { tag: '!!bool', text: value };
  if (SPECIAL_FLOAT.test(value)) return { tag: '!!float', text: value, number: specialFloat(value) };
  if (isTimestamp(value)) return { tag: '!!timestamp', text: value };
  const number = /^[-+\d.]/.test(value) ? numberOf(value) : undefined;
  if (number === undefined) return { tag: '!!str', text: value };
  return { tag: typeof number === 'bigint' ? '!!int' : '!!float', text: value, number };
}

function specialFloat(value: string): number {
  if (/nan/i.test(value)) return NaN;
  return value.startsWith('-') ? -Infinity : Infinity;
}

function isTimestamp(value: string): boolean {
  const parts = TIMESTAMP.exec(value)?.groups;
  if (parts === undefined) return false;
  const [month, day, hour, minute, second] = ['month', 'day', 'hour', 'minute', 'second'].map(part => Number(parts[part] ?? 0));
  const days = new Date(Date.UTC(Number(value.slice(0, 4)), month ?? 0, 0)).getUTCDate();
  const isDate = month !== undefined && month >= 1 && month <= 12 && day !== undefined && day >= 1 && day <= days;
  return isDate && (hour ?? 0) < 24 && (minute ?? 0) < 60 && (second ?? 0) < 60;
}

function numberOf(value: string): bigint | number | undefined {
  if (value.startsWith('.')) {
    const float = parseGoFloat(value);
    return typeof float === 'number' ? float : undefined;
  }
  const plain = value.replaceAll('_', '');
  const integer = parseGoInt(plain);
  if (typeof integer === 'bigint') return integer;
  const unsigned = parseGoUint(plain);
  if (typeof unsigned === 'bigint') return unsigned;
  const float = FLOAT.test(plain) ? parseGoFloat(plain) : undefined;
  return typeof float === 'number' ? float : undefined;
}

/** The value of an integer field; fractions are cut off. Absent if the scalar is none. */
export function integerOf({ number }: ScalarV3): bigint | undefined {
  if (typeof number === 'bigint') return number < BigInt(MAX_INT64) ? number : undefined;
  if (number === undefined || Number.isNaN(number) || number > MAX_INT64) return undefined;
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : -BigInt(MAX_INT64);
}
