import type { Parsed } from '../values/parsed';
import type { PrometheusRule } from '../rule-ids';
import type { Context } from './context';
import type { StructValue, Value } from './value';

/** The way in which a type reads texts. */
export interface TextReading {
  /** The rule that a text breaks which cannot be read. */
  readonly rule: PrometheusRule;
  readonly parse: (text: string) => Parsed<Value>;
}

interface TypeBase {
  /** As Go prints it in messages. */
  readonly name: string;
  /** The type that Go decodes into before the type looks at the result, when it has a decoding of its own. */
  readonly inner?: string;
  /** The value that null decodes to. */
  readonly zero: Value;
}

export interface ScalarType extends TypeBase {
  /** An `object` is only what its reader returns. */
  readonly kind: 'string' | 'bool' | 'int' | 'uint' | 'float' | 'object';
  readonly bits?: number;
  readonly reading?: TextReading;
  /** Set where the type sees every scalar as text, whatever it means in YAML. */
  readonly readsAnyText?: boolean;
  /** The texts that stand for a number. */
  readonly numerals?: RegExp;
  /** The type of a mapping that has one of its fields, where the type takes one as well. */
  readonly mapping?: StructType;
}

export interface PointerType extends TypeBase {
  readonly kind: 'pointer';
  readonly to: GoType;
}

export interface ListType extends TypeBase {
  readonly kind: 'list';
  readonly of: GoType;
}

export interface MapType extends TypeBase {
  readonly kind: 'map';
  readonly key: ScalarType;
  readonly of: GoType;
  /** Set where every decoding starts from an empty map, rather than from the entries that a merge left there. */
  readonly startsAnew?: boolean;
}

/** Whatever the text has. */
export interface AnyType extends TypeBase {
  readonly kind: 'any';
}

/** A value that is not validated. */
export interface UnvalidatedType extends TypeBase {
  readonly kind: 'unvalidated';
}

export interface StructType extends TypeBase {
  readonly kind: 'struct';
  readonly fields: ReadonlyMap<string, Field>;
  /** Set where every decoding starts from the defaults, rather than from the fields that a merge left there. */
  readonly startsAnew: boolean;
  /** Validates the struct once it is decoded. */
  readonly check?: Check;
}

export type GoType = ScalarType | PointerType | ListType | MapType | AnyType | UnvalidatedType | StructType;

export interface Field {
  readonly type: GoType;
  readonly default?: Value;
}

export type Check = (value: StructValue, context: Context) => void;

/** A struct's fields by name; a type alone is a field without default. Fields that Go inlines are spread into the table. */
export type Fields = Readonly<Record<string, GoType | Field>>;

export const string: ScalarType = { kind: 'string', name: 'string', zero: '' };
export const bool: ScalarType = { kind: 'bool', name: 'bool', zero: false };
export const int: ScalarType = { kind: 'int', name: 'int', zero: 0n, bits: 64 };
export const uint: ScalarType = { kind: 'uint', name: 'uint', zero: 0n, bits: 64 };
export const uint64: ScalarType = { kind: 'uint', name: 'uint64', zero: 0n, bits: 64 };
export const float: ScalarType = { kind: 'float', name: 'float64', zero: 0 };
export const any: AnyType = { kind: 'any', name: 'interface {}', zero: null };
export const unvalidated: UnvalidatedType = { kind: 'unvalidated', name: '', zero: null };

export function field(type: GoType, value?: Value): Field {
  return { type, default: value };
}

export function pointer(to: GoType): PointerType {
  return { kind: 'pointer', name: `*${to.name}`, to, zero: null };
}

export function list(of: GoType, name = `[]${of.name}`): ListType {
  return { kind: 'list', name, of, zero: null };
}

export function map(of: GoType, name = `map[string]${of.name}`, key: ScalarType = string): MapType {
  return { kind: 'map', name, of, key, zero: null };
}

/** A type that Go keeps as text and checks as text. */
export function text(name: string, reading?: TextReading, inner = 'string'): ScalarType {
  return { kind: 'string', name, inner: reading === undefined ? undefined : inner, zero: '', reading };
}

/** A type whose text is one of a few. */
export function choice(name: string, rule: PrometheusRule, values: readonly string[], error: (text: string) => string, inner = 'string'): ScalarType {
  return text(name, { rule, parse: value => values.includes(value) ? { value } : { error: error(value) } }, inner);
}

/** A struct that is decoded field by field. */
export function plainStruct(name: string, fields: Fields): StructType {
  return { kind: 'struct', name, fields: tableOf(fields), startsAnew: false, zero: null };
}

/** A struct that sets its defaults, is decoded as `inner`, and checks itself. */
export function struct(name: string, inner: string, fields: Fields, check?: Check): StructType {
  return { kind: 'struct', name, inner, fields: tableOf(fields), startsAnew: true, zero: null, check };
}

function tableOf(fields: Fields): ReadonlyMap<string, Field> {
  return new Map(Object.entries(fields).map(([name, entry]) => [name, 'kind' in entry ? { type: entry } : entry]));
}
