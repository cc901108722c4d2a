import type { ScalarStyle } from './token';

/** The common properties of nodes: line and column, from 1, and the extent of their text. */
interface NodeBase {
  readonly line: number;
  readonly column: number;
  /** The position of the content, after an anchor and a tag, in the text without its byte order mark. */
  readonly start: number;
  /** The position after the content. For a collection in block style: see `endOf`. */
  readonly end: number;
}

/** A text; what it means depends on the field that it is read into. */
export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** In its short form (`!!str`), or empty. Go's reader forgets the tags of collections. */
  readonly tag: string;
  readonly value: string;
  readonly style: ScalarStyle;
  /** Set where the text has neither quotes nor a tag, so that it may be another type than a string. */
  readonly isImplicit: boolean;
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  /** True if it is written in brackets. */
  readonly isFlow: boolean;
  readonly items: YamlNode[];
}

export interface YamlMapping extends NodeBase {
  readonly kind: 'mapping';
  /** True if it is written in braces. */
  readonly isFlow: boolean;
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

/** The content of an empty document, at its start. */
export const EMPTY_CONTENT: YamlMapping = { kind: 'mapping', entries: [], isFlow: false, line: 1, column: 1, start: 0, end: 0 };

/** `<<`, which takes the fields of the mapping that follows. */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.value === '<<' && (key.isImplicit || key.tag === '!!merge');
}

/** Returns whether Go's decoder reads null before it looks at the field: quotes do not protect `null` and `~`. */
export function isNull(node: YamlNode): boolean {
  if (node.kind !== 'scalar') return false;
  if (node.tag !== '') return node.tag === '!!null';
  return node.value === 'null' || node.value === '~' || (node.value === '' && node.isImplicit);
}

/** The position after the last character of a node. A collection in block style ends where its last value does. */
export function endOf(node: YamlNode): number {
  let last = node;
  for (;;) {
    if (last.kind === 'scalar' || last.kind === 'alias' || last.isFlow) return last.end;
    const inner: YamlNode | undefined = last.kind === 'sequence' ? last.items.at(-1) : last.entries.at(-1)?.value;
    if (inner === undefined) return last.end;
    last = inner;
  }
}
