import type { YamlMapping, YamlNode } from '../prometheus/yaml/node';

/** Returns the node, or the one that it stands for as an alias. */
export function resolved(node: YamlNode): YamlNode {
  return node.kind === 'alias' ? node.target : node;
}

/** Returns the text of a scalar; an empty text for anything else. */
export function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'scalar' ? node.value : '';
}

/** Returns the value of a key of a mapping. */
export function valueOf(mapping: YamlMapping, name: string): YamlNode | undefined {
  const entry = mapping.entries.find(({ key }) => textOf(key) === name);
  return entry && resolved(entry.value);
}

/** Returns true for a mapping with the key. */
export function has(node: YamlNode | undefined, name: string): boolean {
  return node?.kind === 'mapping' && valueOf(node, name) !== undefined;
}
