import type { ScalarStyle } from './token';

/** What all nodes have: a place, line and column from 1. */
interface NodeBase {
  readonly line: number;
  readonly column: number;
}

/** A text; what it means depends on the field that it is read into. */
export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** In its short form (`!!str`), or empty. Go's reader forgets the tags of collections. */
  readonly tag: string;
  readonly value: string;
  readonly style: ScalarStyle;
  /** Whether the text may mean something else than itself: it has neither quotes nor a tag. */
  readonly isImplicit: boolean;
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly items: YamlNode[];
}

export interface YamlMapping extends NodeBase {
  readonly kind: 'mapping';
  readonly entries: YamlEntry[];
}

export interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The node with the anchor, which may be around the alias. */
  readonly target: YamlNode;
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export type YamlNode = YamlScalar | YamlSequence | YamlMapping | YamlAlias;

/** `<<`, which takes the fields of the mapping that follows. */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.value === '<<' && (key.isImplicit || key.tag === '!!merge');
}

/** What Go's decoder takes for null before it looks at the field: quotes do not protect `null` and `~`. */
export function isNull(node: YamlNode): boolean {
  if (node.kind !== 'scalar') return false;
  if (node.tag !== '') return node.tag === '!!null';
  return node.value === 'null' || node.value === '~' || (node.value === '' && node.isImplicit);
}
