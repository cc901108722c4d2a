import { AliasBudget, ExcessiveAliasing } from '../prometheus/decode/aliases';
import { interpret } from '../prometheus/decode/scalar';
import { isMergeKey, type YamlAlias, type YamlMapping, type YamlNode } from '../prometheus/yaml/node';
import { readYaml } from '../prometheus/yaml/read';

/** A value of JSON; integers are exact. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

export type JsonObject = ReadonlyMap<string, Json>;

/** The text is not YAML, or not YAML that JSON can express. */
export class UnreadableYaml extends Error {}

const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Reads YAML as `sigs.k8s.io/yaml` does for Kubernetes: the first document, with aliases and merges resolved, and the last of two equal
 * keys.
 *
 * @throws UnreadableYaml
 * @see https://github.com/kubernetes-sigs/yaml
 */
export function readJson(text: string): Json {
  const { root, failure, forbidden } = readYaml(text);
  const unreadable = failure ?? forbidden;
  if (unreadable !== undefined) {
    const { message, line, column } = unreadable;
    throw new UnreadableYaml(`${message.replace(/^yaml: /, '')} (line ${line}, column ${column})`);
  }
  if (root === undefined) return null;
  try {
    return checked(new Converter().convert(root));
  } catch (error) {
    if (error instanceof ExcessiveAliasing) throw new UnreadableYaml('the aliases expand to too much');
    if (error instanceof RangeError) throw new UnreadableYaml('it is nested too deeply');
    throw error;
  }
}

/** A value before it is known which of its keys last: a later one may replace what JSON cannot express. */
type Draft = null | boolean | number | bigint | string | readonly Draft[] | DraftObject;

/** `undefined` represents a key that JSON cannot express. */
type DraftObject = Map<string | undefined, Draft>;

/** @see https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go */
class Converter {
  private readonly budget = new AliasBudget();

  public convert(node: YamlNode): Draft {
    this.budget.count();
    switch (node.kind) {
      case 'alias': return this.insideAlias(node, target => this.convert(target));
      case 'sequence': return node.items.map(item => this.convert(item));
      case 'mapping': return this.fill(new Map(), node);
      case 'scalar': {
        const { value, error } = interpret(node);
        if (error !== undefined) throw new UnreadableYaml(`${error.replace(/^yaml: /, '')} (line ${node.line}, column ${node.column})`);
        return value.value;
      }
    }
  }

  private fill(object: DraftObject, { entries }: YamlMapping): DraftObject {
    for (const { key, value } of entries) {
      if (isMergeKey(key)) this.merge(object, value);
      else object.set(nameOf(this.convert(key)), this.convert(value));
    }
    return object;
  }

  /** The fields replace those that the object has already, and in a list of mappings the first counts most. */
  private merge(object: DraftObject, node: YamlNode): void {
    for (const source of node.kind === 'sequence' ? node.items.toReversed() : [node]) {
      this.budget.count();
      if (source.kind === 'alias') {
        this.insideAlias(source, (target) => {
          this.budget.count();
          this.mergeMapping(object, target);
        });
      } else {
        this.mergeMapping(object, source);
      }
    }
  }

  private mergeMapping(object: DraftObject, source: YamlNode): void {
    if (source.kind !== 'mapping') throw new UnreadableYaml(`a merge requires a mapping or a list of mappings (line ${source.line})`);
    this.fill(object, source);
  }

  private insideAlias<T>(alias: YamlAlias, act: (target: YamlNode) => T): T {
    return this.budget.insideAlias(alias, act, () => {
      throw new UnreadableYaml(`the value of anchor '${alias.name}' contains itself (line ${alias.line})`);
    });
  }
}

/** A key as the name of a field. */
function nameOf(key: Draft): string | undefined {
  if (key === null || (typeof key === 'bigint' && key > MAX_INT64)) return undefined;
  if (typeof key === 'object') throw new UnreadableYaml('a key is a list or a mapping');
  return String(key);
}

function checked(draft: Draft): Json {
  if (typeof draft === 'number' && !Number.isFinite(draft)) throw new UnreadableYaml(`${draft} is not a number of JSON`);
  if (isList(draft)) return draft.map(checked);
  if (!(draft instanceof Map)) return draft;
  if (draft.has(undefined)) throw new UnreadableYaml('a key is not a text');
  return new Map([...draft].map(([name, value]) => [String(name), checked(value)]));
}

/** Unlike `Array.isArray`, this narrows readonly types. */
function isList(draft: Draft): draft is readonly Draft[] {
  return Array.isArray(draft);
}
