import { containsToken } from '../../private/tokens';
import { isMergeKey, isNull, type YamlMapping, type YamlNode, type YamlScalar, type YamlSequence } from '../yaml/node';
import { quote } from '../values/quote';
import { AliasBudget, decodeAlias } from './aliases';
import type { Context } from './context';
import { under, type Place } from './place';
import { convert, interpret } from './scalar';
import { kindOfType, typeMismatch } from './type-mismatch';
import type { GoType, MapType, ScalarType, StructType } from './types';
import { string } from './types';
import { StructValue, UNKNOWN, UNVALIDATED, type Item, type Value } from './value';

type Entries = Map<string, Item>;

const FIELD_NAME = /^[a-z]+_[a-z_]+$/;

/**
 * Decodes a document into the types of Prometheus's configuration as Go's decoder does, step by step, except that it does not stop at
 * what is wrong: such a value is reported and from then on unknown.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go
 */
export class Decoder {
  private readonly budget = new AliasBudget();

  public constructor(private readonly context: Context) {}

  /** `current` is what a merge left in the field. */
  public decode(type: GoType, place: Place, current?: Value): Value {
    this.budget.count();
    const { node } = place;
    if (node.kind === 'alias') {
      return decodeAlias(this.budget, this.context, place, target => this.decode(type, target, current)) ?? UNKNOWN;
    }
    if (node.kind === 'scalar' && containsToken(node.value)) return UNKNOWN;
    if (type.kind === 'unvalidated') return isNull(node) || (node.kind === 'sequence' && node.items.length === 0) ? null : UNVALIDATED;
    if (isNull(node)) return this.decodeInto(type, type.name, place, current);
    if ('mapping' in type && type.mapping !== undefined && hasFieldOf(type.mapping, node)) return this.decodeUnmarshaled(type.mapping, place, current);
    if (type.kind === 'pointer') return this.decodeUnmarshaled(type.to, place, current);
    return this.decodeUnmarshaled(type, place, current);
  }

  /** Through the type's own decoding, where it has one. */
  private decodeUnmarshaled(type: GoType, place: Place, current?: Value): Value {
    if (type.inner === undefined) return this.decodeInto(type, type.name, place, current);
    this.budget.count();
    if (type.kind === 'struct') {
      const value = this.decodeInto(type, type.inner, place, type.startsAnew ? undefined : current);
      if (value instanceof StructValue) type.check?.(value, this.context);
      return value;
    }
    if ('reading' in type && type.reading !== undefined) {
      const text = this.decodeInto(string, type.inner, place);
      return typeof text === 'string' ? this.read(type, text, place) : text;
    }
    return this.decodeInto(type, type.inner, place, current);
  }

  private read(type: ScalarType, text: string, place: Place): Value {
    if (type.reading === undefined) return text;
    const { value, error } = type.reading.parse(text);
    if (error !== undefined) return this.refuse(type.reading.rule, place, error);
    return value;
  }

  private decodeInto(type: GoType, name: string, place: Place, current?: Value): Value {
    const { node } = place;
    if (node.kind === 'scalar') return this.decodeScalar(type, name, node, place);
    if (node.kind === 'sequence') return this.decodeSequence(type, name, node, place);
    if (node.kind === 'mapping') return this.decodeMapping(type, name, node, place, current);
    return UNKNOWN;
  }

  private decodeScalar(type: GoType, name: string, node: YamlScalar, place: Place): Value {
    const { value: scalar, error } = interpret(node);
    if (error !== undefined) return this.refuse('wrong-type', place, error);
    if (scalar.value === null && type.kind === 'struct') return new StructValue(type, place, true);
    if (scalar.value !== null && 'readsAnyText' in type && type.readsAnyText === true) {
      return this.read(type, scalar.tag === '!!binary' ? String(scalar.value) : node.value, place);
    }
    const value = convert(type, scalar, node.value);
    return value === undefined ? this.refuseType(type, name, place, scalar.tag) : value;
  }

  private decodeSequence(type: GoType, name: string, node: YamlSequence, place: Place): Value {
    if (type.kind !== 'list' && type.kind !== 'any') return this.refuseType(type, name, place, '!!seq');
    const itemType = type.kind === 'list' ? type.of : type;
    return node.items.map((item, index) => {
      const itemPlace = under(place, index, item);
      return { place: itemPlace, value: this.decode(itemType, itemPlace) };
    });
  }

  private decodeMapping(type: GoType, name: string, node: YamlMapping, place: Place, current?: Value): Value {
    if (type.kind === 'struct') {
      const value = current instanceof StructValue ? current : new StructValue(type, place);
      this.fillStruct(type, name, value, node, place);
      return value;
    }
    if (type.kind !== 'map' && type.kind !== 'any') return this.refuseType(type, name, place, '!!map');
    const keepsCurrent = current instanceof Map && !('startsAnew' in type && type.startsAnew === true);
    const entries = new Map(keepsCurrent ? current as Entries : []);
    this.fillMap(type.kind === 'map' ? type : { key: string, of: type }, entries, node, place);
    return entries;
  }

  private fillStruct(type: StructType, name: string, value: StructValue, node: YamlMapping, place: Place): void {
    const done = new Set<string>();
    for (const entry of node.entries) {
      if (isMergeKey(entry.key)) {
        this.merge(entry.value, place, (mapping) => {
          this.fillStruct(type, name, value, mapping, place);
        });
        continue;
      }
      const key = this.decodeFieldName(entry.key, place);
      if (typeof key !== 'string') continue;
      const fieldPlace = under(place, key, entry.value);
      const field = type.fields.get(key);
      const keyPlace = () => ({ ...fieldPlace, node: entry.key });
      if (field === undefined) {
        this.context.reportUnknownField(keyPlace(), key, name, type.fields.keys());
      } else if (done.has(key)) {
        this.context.report('duplicate-key', keyPlace(), `field ${key} already set in type ${name}`, `the field '${key}' is already set`);
      } else {
        done.add(key);
        const current = value.has(key) ? value.get(key) : undefined;
        value.set(key, { key: entry.key, place: fieldPlace, value: this.decode(field.type, fieldPlace, current) });
      }
    }
  }

  /** Reads a text that looks like the name of a field as one, whatever else it might be. */
  private decodeFieldName(key: YamlNode, place: Place): Value {
    if (key.kind !== 'scalar' || key.tag !== '' || !FIELD_NAME.test(key.value)) return this.decode(string, under(place, keyText(key), key));
    this.budget.count();
    return key.value;
  }

  private fillMap(type: Pick<MapType, 'key' | 'of'>, entries: Entries, node: YamlMapping, place: Place): void {
    for (const entry of node.entries) {
      if (isMergeKey(entry.key)) {
        this.merge(entry.value, place, (mapping) => {
          this.fillMap(type, entries, mapping, place);
        });
        continue;
      }
      const keyPlace = under(place, keyText(entry.key), entry.key);
      const key = this.decode(type.key, keyPlace);
      const known = typeof key === 'string' ? key : keyText(entry.key);
      const itemPlace = under(place, known, entry.value);
      const item: Item = { place: itemPlace, value: this.decode(type.of, itemPlace) };
      if (typeof key !== 'string') continue;
      if (entries.has(key)) this.context.report('duplicate-key', { ...itemPlace, node: entry.key }, `key ${quote(key)} already set in map`);
      else entries.set(key, item);
    }
  }

  /** `<<`: a mapping, an alias of one, or a list of those, of which the first counts most. */
  private merge(node: YamlNode, place: Place, fill: (mapping: YamlMapping) => void): void {
    const sources = node.kind === 'sequence' ? [...node.items].reverse() : [node];
    for (const source of sources) {
      const mapping = source.kind === 'alias' ? source.target : source;
      if (mapping.kind !== 'mapping') {
        this.context.report('yaml-merge', { ...place, node: source }, 'yaml: map merge requires map or sequence of maps as the value');
        return;
      }
      this.budget.count();
      if (source.kind !== 'alias') {
        fill(mapping);
        continue;
      }
      decodeAlias(this.budget, this.context, { ...place, node: source }, () => {
        this.budget.count();
        fill(mapping);
      });
    }
  }

  private refuseType(type: GoType, name: string, place: Place, tag: string): typeof UNKNOWN {
    const { node } = place;
    const text = node.kind === 'scalar' ? node.value : '';
    const shown = node.kind === 'scalar' && node.tag !== '' ? node.tag : tag;
    // A scalar may have the tag of a collection; Go then shows its text as if it were the name's end.
    const excerpt = shown === '!!seq' || shown === '!!map' ? text : ` \`${excerptOf(text)}\``;
    return this.refuse('wrong-type', place, `cannot unmarshal ${shown}${excerpt} into ${name}`, typeMismatch(kindOfType(type), node, shown));
  }

  private refuse(rule: Parameters<Context['report']>[0], place: Place, message: string, plainMessage?: string): typeof UNKNOWN {
    this.context.report(rule, place, message, plainMessage);
    return UNKNOWN;
  }
}

function hasFieldOf(type: StructType, node: YamlNode): boolean {
  return node.kind === 'mapping' && node.entries.some(({ key }) => type.fields.has(keyText(key)));
}

function keyText(key: YamlNode): string {
  return key.kind === 'scalar' ? key.value : '';
}

/** Texts of more than ten bytes are cut, even inside a character. */
function excerptOf(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length > 10 ? `${bytes.subarray(0, 7).toString()}...` : text;
}
