import type { YamlScalar } from '../yaml/node';
import { resolveScalar, type ResolvedScalar } from '../yaml/resolve';
import type { Parsed } from '../values/parsed';
import { textOfBytes } from '../values/utf8';
import type { GoType } from './types';
import type { Value } from './value';

/** A scalar with its tag applied. */
export interface TaggedScalar {
  readonly tag: string;
  readonly value: ResolvedScalar['value'];
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const KNOWN_TAGS = new Set(['', '!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp']);
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -MAX_INT64 - 1n;

/** Interprets a scalar: its quotes and its tag decide whether it may be anything but text. */
export function interpret(node: YamlScalar): Parsed<TaggedScalar> {
  const { tag, value } = node;
  if (tag === '' && !node.isImplicit) return { value: { tag: '!!str', value } };
  if (tag === '!!binary') {
    const data = value.replaceAll(/[\r\n]/g, '');
    if (!BASE64.test(data)) return { error: 'yaml: !!binary value contains invalid base64 data' };
    return { value: { tag, value: textOfBytes(Buffer.from(data, 'base64')) } };
  }
  if (!KNOWN_TAGS.has(tag) || tag === '!!str') return { value: { tag, value } };
  const resolved = resolveScalar(value);
  if (tag === '' || tag === resolved.tag) return { value: resolved };
  if (tag === '!!float' && resolved.tag === '!!int' && resolved.value <= MAX_INT64) return { value: { tag, value: Number(resolved.value) } };
  // A value with another tag is not read as a timestamp.
  const found = resolved.tag === '!!timestamp' ? '!!str' : resolved.tag;
  return { error: `yaml: cannot decode ${found} \`${value}\` as a ${tag}` };
}

/** The scalar as a value of the type, `undefined` when the type does not take it. */
export function convert(type: GoType, { tag, value }: TaggedScalar, source: string): Value | undefined {
  if (value === null) return type.zero;
  switch (type.kind) {
    case 'string': return tag === '!!binary' && typeof value === 'string' ? value : source;
    case 'bool': return typeof value === 'boolean' ? value : undefined;
    case 'int': return typeof value === 'string' && type.numerals?.test(value) ? 1n : integerOf(value, MIN_INT64, MAX_INT64);
    case 'uint': return integerOf(value, 0n, 2n ** BigInt(type.bits ?? 64) - 1n);
    case 'float': return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined;
    case 'any': return value;
    default: return undefined;
  }
}

/** Numbers with a fraction lose it. */
function integerOf(value: ResolvedScalar['value'], min: bigint, max: bigint): bigint | undefined {
  if (typeof value === 'bigint') return value >= min && value <= max ? value : undefined;
  // Go compares as floats, where the largest integers are rounded up, and converts what is too small without a word.
  if (typeof value !== 'number' || !(value <= Number(max))) return undefined;
  const whole = value >= Number(MIN_INT64) ? BigInt(Math.trunc(value)) : MIN_INT64;
  return min === 0n && whole < 0n ? BigInt.asUintN(64, whole) : whole;
}
