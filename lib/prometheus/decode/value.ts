import type { Place } from './place';
import type { YamlNode } from '../yaml/node';

/** An unknown value: it holds a token, or a problem with it was reported. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** A value of a field that is not validated, neither null nor an empty list. */
export const UNVALIDATED: unique symbol = Symbol('unvalidated');

/** Something in a list or map, and where. */
export interface Item {
  readonly value: Value;
  readonly place: Place;
}

/** The part of a type that decides on values: the value of null, and for a struct its fields. */
interface ValueType {
  readonly name: string;
  readonly zero: Value;
  readonly fields?: ReadonlyMap<string, ValueField>;
}

interface ValueField {
  readonly type: ValueType;
  readonly default?: Value;
}

type StructShape = ValueType & { readonly fields: ReadonlyMap<string, ValueField> };

/** A field of a struct, and its key in the text. */
interface GivenField extends Item {
  readonly key: YamlNode;
}

type Scalar = string | boolean | bigint | number | null;

export type Value = Scalar | typeof UNKNOWN | typeof UNVALIDATED | readonly Item[] | ReadonlyMap<string, Item> | StructValue;

const NO_ENTRIES: ReadonlyMap<string, Item> = new Map();

/** A struct as Prometheus holds it: what the text says, and defaults for the rest. */
export class StructValue {
  private readonly given = new Map<string, GivenField>();

  /** `isZero`: without its defaults, as null decodes. */
  public constructor(private readonly type: StructShape, public readonly place: Place, private readonly isZero = false) {}

  public set(name: string, item: GivenField): void {
    this.given.set(name, item);
  }

  public get(name: string): Value {
    const item = this.given.get(name);
    if (item !== undefined) return item.value;
    const field = this.type.fields.get(name);
    if (field === undefined) throw new Error(`${this.type.name} has no field ${name}`);
    if (isStruct(field.type)) return new StructValue(field.type, this.place, this.isZero);
    return this.isZero || field.default === undefined ? field.type.zero : field.default;
  }

  /** Returns the place of the field, or of the struct when the field is left out. */
  public placeOf(name: string): Place {
    return this.given.get(name)?.place ?? this.place;
  }

  /** Returns the place of the field's key, or of the struct when the field is left out. */
  public placeOfKey(name: string): Place {
    const item = this.given.get(name);
    return item === undefined ? this.place : { ...item.place, node: item.key };
  }

  /** Returns whether the text has the field. */
  public has(name: string): boolean {
    return this.given.has(name);
  }

  /** The fields that the text has, in its order. */
  public names(): Iterable<string> {
    return this.given.keys();
  }

  /** Returns whether the field has another value than its zero value; one that is not known counts as another. */
  public isSet(name: string): boolean {
    const field = this.type.fields.get(name);
    return field === undefined || !isZero(this.get(name), field.type);
  }

  /** Returns whether the field has another value than its zero value, and that value is known. */
  public isCertainlySet(name: string): boolean {
    const value = this.get(name);
    const field = this.type.fields.get(name);
    if (field === undefined || typeof value === 'symbol') return false;
    if (isStruct(field.type)) return value instanceof StructValue && [...value.names()].some(inner => value.isCertainlySet(inner));
    return !isZero(value, field.type);
  }

  /** Returns whether no field is set at all, be it by a default. */
  public isAllZero(): boolean {
    return [...this.type.fields.keys()].every(name => !this.isSet(name));
  }

  public text(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  public flag(name: string): boolean | undefined {
    const value = this.get(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  public integer(name: string): bigint | undefined {
    const value = this.get(name);
    return typeof value === 'bigint' ? value : undefined;
  }

  /** Durations in milliseconds, sizes, and numbers with a fraction. */
  public number(name: string): number | undefined {
    const value = this.get(name);
    return typeof value === 'number' ? value : undefined;
  }

  public struct(name: string): StructValue | undefined {
    const value = this.get(name);
    return value instanceof StructValue ? value : undefined;
  }

  /** The items of a list; none for a list that is left out, null or not known. */
  public items(name: string): readonly Item[] {
    const value = this.given.get(name)?.value;
    return Array.isArray(value) ? value as readonly Item[] : [];
  }

  /** The structs in a list. */
  public structs(name: string): StructValue[] {
    return this.items(name).map(item => item.value).filter(value => value instanceof StructValue);
  }

  /** The entries of a map; none for a map that is left out, null or not known. */
  public entries(name: string): ReadonlyMap<string, Item> {
    const value = this.given.get(name)?.value;
    return value instanceof Map ? value as ReadonlyMap<string, Item> : NO_ENTRIES;
  }
}

/** Go's zero value: what a field has that was never set. An empty list or map, and a pointer to an empty struct, are something else. */
function isZero(value: Value, type: ValueType): boolean {
  if (!isStruct(type)) return value === type.zero;
  return value instanceof StructValue && value.isAllZero();
}

function isStruct(type: ValueType): type is StructShape {
  return type.fields !== undefined;
}
