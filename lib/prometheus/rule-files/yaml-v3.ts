import { containsToken } from '../../private/tokens';
import { AliasBudget, decodeAlias } from '../decode/aliases';
import type { Context } from '../decode/context';
import { under, type Place } from '../decode/place';
import { typeMismatch, type ValueKind } from '../decode/type-mismatch';
import { quote } from '../values/quote';
import { isMergeKey, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/node';
import { integerOf, interpretV3, isCertainText } from './scalar-v3';

/** A text in a map, with the place of its key. */
export interface TextEntry {
  readonly value: string;
  readonly place: Place;
  readonly keyPlace: Place;
}

/** A character that no text in YAML has. */
const NO_TEXT = '\ud800';

/** Decodes a field into whatever it belongs to. */
type DecodeField = (place: Place, keyPlace: Place) => void;

/**
 * Decodes a document as Go's yaml.v3 does with known fields only, which Prometheus uses for rule files. It reports all that is wrong. A
 * value that is known only at deployment is left out without a problem, and so is null.
 *
 * @see https://github.com/yaml/go-yaml/blob/v3.0.4/decode.go
 */
export class YamlV3Decoder {
  private readonly budget = new AliasBudget();

  public constructor(private readonly context: Context) {}

  /** Decodes a mapping by its fields. Returns whether there is one. */
  public struct(place: Place, type: string, fields: Readonly<Record<string, DecodeField>>): boolean {
    return this.follow(place, (target) => {
      if (target.node.kind !== 'mapping') return this.refuse(target, type);
      const seen = new Set<string>();
      this.fill(target.node, target, seen, (key, valuePlace, keyPlace) => {
        const decode = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (decode !== undefined) decode(valuePlace, keyPlace);
        else if (!containsToken(key)) this.context.reportUnknownField(keyPlace, key, type, Object.keys(fields));
      });
      return true;
    }) ?? false;
  }

  /** Decodes the items of a list. Null items do not count. */
  public list(place: Place, type: string, decode: (place: Place) => void): void {
    this.follow(place, (target) => {
      if (target.node.kind !== 'sequence') this.refuse(target, type);
      else for (const [index, item] of target.node.items.entries()) decode(under(target, index, item));
    });
  }

  /** Decodes a text; nothing for null. */
  public text(place: Place): string | undefined {
    const { node } = place;
    if (node.kind === 'scalar' && isCertainText(node)) {
      this.budget.count();
      return node.value;
    }
    return this.follow(place, (target) => {
      if (target.node.kind !== 'scalar') {
        this.refuse(target, 'string');
        return undefined;
      }
      const { value, error } = interpretV3(target.node);
      if (error !== undefined) this.context.report('wrong-type', target, error);
      return value?.text;
    });
  }

  public isNull({ node }: Place): boolean {
    const target = node.kind === 'alias' ? node.target : node;
    return target.kind === 'scalar' && !isCertainText(target) && interpretV3(target).value?.tag === '!!null';
  }

  public integer(place: Place): bigint | undefined {
    return this.follow(place, (target) => {
      const scalar = target.node.kind === 'scalar' ? interpretV3(target.node) : undefined;
      if (scalar?.error !== undefined) {
        this.context.report('wrong-type', target, scalar.error);
        return undefined;
      }
      const value = scalar === undefined ? undefined : integerOf(scalar.value);
      if (value === undefined) this.refuse(target, 'int');
      return value;
    });
  }

  /** Decodes a map of texts. A null is an empty text. */
  public texts(place: Place): ReadonlyMap<string, TextEntry> {
    const entries = new Map<string, TextEntry>();
    this.follow(place, (target) => {
      if (target.node.kind !== 'mapping') return this.refuse(target, 'map[string]string');
      this.fill(target.node, target, new Set(), (key, valuePlace, keyPlace) => {
        entries.set(key, { value: this.text(valuePlace) ?? '', place: valuePlace, keyPlace });
      });
      return true;
    });
    return entries;
  }

  /** Decodes the node, with its aliases resolved; nothing for null and for what is known only at deployment. */
  private follow<T>(place: Place, decode: (target: Place) => T): T | undefined {
    this.budget.count();
    const { node } = place;
    if (node.kind === 'alias') return decodeAlias(this.budget, this.context, place, target => this.follow(target, decode));
    return this.isNull(place) ? undefined : decode(place);
  }

  /** The fields of a mapping, then those that it merges and does not have itself. */
  private fill(node: YamlMapping, place: Place, seen: Set<string>, set: (key: string, place: Place, keyPlace: Place) => void): void {
    this.reportRepeatedKeys(node, place);
    for (const { key, value } of node.entries) {
      if (isMergeKey(key)) continue;
      const keyPlace = under(place, key.kind === 'scalar' ? key.value : '', key);
      const name = this.text(keyPlace);
      if (name === undefined || seen.has(name)) continue;
      seen.add(name);
      set(name, under(place, name, value), name === keyPlace.segment ? keyPlace : under(place, name, key));
    }
    const merged = node.entries.findLast(entry => isMergeKey(entry.key));
    if (merged === undefined) return;
    for (const source of merged.value.kind === 'sequence' ? merged.value.items : [merged.value]) this.merge(source, place, seen, set);
  }

  private merge(source: YamlNode, place: Place, seen: Set<string>, set: (key: string, place: Place, keyPlace: Place) => void): void {
    const mapping = source.kind === 'alias' ? source.target : source;
    if (mapping.kind !== 'mapping') {
      this.context.report('yaml-merge', { ...place, node: source }, 'yaml: map merge requires map or sequence of maps as the value');
      return;
    }
    this.follow({ ...place, node: source }, () => {
      this.fill(mapping, place, seen, set);
    });
  }

  /** Returns whether there are any. */
  private reportRepeatedKeys(node: YamlMapping, place: Place): boolean {
    if (node.entries.length < 2) return false;
    // By kind, too: an alias is another key than a text.
    const lines = new Map<string, number>();
    for (const { key } of node.entries) {
      const value = key.kind === 'scalar' ? key.value : key.kind === 'alias' ? key.name : '';
      const id = key.kind === 'scalar' ? value : `${NO_TEXT}${key.kind} ${value}`;
      const first = lines.get(id);
      if (first === undefined) lines.set(id, key.line);
      else this.context.report('duplicate-key', under(place, value, key), `mapping key ${quote(value)} already defined at line ${first}`);
    }
    return lines.size < node.entries.length;
  }

  private refuse(place: Place, type: string): false {
    const { node } = place;
    if (node.kind === 'scalar' && containsToken(node.value)) return false;
    if (node.kind === 'mapping' && this.reportRepeatedKeys(node, place)) return false;
    const { error } = node.kind === 'scalar' ? interpretV3(node) : {};
    if (error !== undefined) {
      this.context.report('wrong-type', place, error);
      return false;
    }
    const shown = node.kind === 'scalar' ? describeScalar(node) : node.kind === 'sequence' ? '!!seq' : '!!map';
    this.context.report('wrong-type', place, `cannot unmarshal ${shown} into ${type}`, typeMismatch(kindOfName(type), node, tagOf(node)));
    return false;
  }
}

function kindOfName(type: string): ValueKind {
  if (type.startsWith('[]')) return 'list';
  return type === 'string' ? 'text' : type === 'int' ? 'integer' : 'mapping';
}

function tagOf(node: YamlNode): string {
  return node.kind === 'scalar' ? interpretV3(node).value?.tag ?? '!!str' : '';
}

/** A scalar may have the tag of a collection; its text is then without quotes. */
function describeScalar(node: YamlScalar): string {
  const tag = interpretV3(node).value?.tag ?? '!!str';
  const excerpt = excerptOf(node.value);
  return tag === '!!map' || tag === '!!seq' ? `${tag}${node.value}` : `${tag} \`${excerpt}\``;
}

/** Texts of more than ten bytes are cut. */
function excerptOf(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length > 10 ? `${bytes.subarray(0, 7).toString()}...` : text;
}
