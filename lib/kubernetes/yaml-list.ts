import { isNode, isSeq, parseDocument, type CST, type Document, type YAMLSeq } from 'yaml';

/** From where to where in the text; the end is not part of it. */
export type Range = readonly [start: number, end: number];

/** The place of the list in the text. */
export interface List {
  /** Absent when the text holds none yet. */
  readonly node?: YAMLSeq;
  /** The text that means "no list", such as `null`. */
  readonly placeholder?: Range;
  /** The end of the list, or its place. */
  readonly end: number;
}

/** The texts that the authenticator ignores without reading them as YAML, and an empty text in other quotes. */
const NO_LIST = ['', '``', '""', '\'\''];

/** The closest that this library comes to Go's reader. */
const PARSE_OPTIONS = { version: '1.1', merge: true, uniqueKeys: false, strict: false, keepSourceTokens: true, logLevel: 'silent' } as const;

/** Returns true if a text without the space around it is not a list, but may be replaced by one. */
export function isNoList(trimmed: string): boolean {
  return NO_LIST.includes(trimmed);
}

/** Finds the list in the text; nothing where the text is read as something else than a list or nothing. */
export function parseList(text: string): List | undefined {
  if (isNoList(text.trim())) return { placeholder: [0, text.length], end: text.length };
  const document = parseText(text);
  if (document === undefined || document.errors.length > 0) return undefined;
  const { contents } = document;
  const end = document.range[1];
  if (isSeq(contents)) return { node: contents, end };
  if (contents?.tag !== undefined) return undefined;
  const [start, valueEnd] = contents?.range ?? [0, 0];
  return { end, ...(start < valueEnd && { placeholder: [start, valueEnd] }) };
}

function parseText(text: string): Document.Parsed | undefined {
  try {
    return parseDocument(text, PARSE_OPTIONS);
  } catch (error) {
    // It is nested too deeply.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function isBlock({ srcToken }: YAMLSeq): boolean {
  return srcToken?.type !== 'flow-collection';
}

export function indentOf(text: string, list: YAMLSeq): string {
  return ' '.repeat(columnOf(text, dashOf(list, 0)));
}

export function startOfItem(text: string, list: YAMLSeq, index: number): number {
  return dashOf(list, index) - columnOf(text, dashOf(list, index));
}

export function rangeOf(item: unknown): Range | undefined {
  return isNode(item) && item.range ? [item.range[0], item.range[1]] : undefined;
}

/** Returns where the `-` of an item in block style is. */
function dashOf(list: YAMLSeq, index: number): number {
  return tokenBefore(list, index, 'seq-item-ind') ?? 0;
}

export function commaBefore(list: YAMLSeq, index: number): number | undefined {
  return tokenBefore(list, index, 'comma');
}

function tokenBefore({ srcToken }: YAMLSeq, index: number, type: CST.SourceToken['type']): number | undefined {
  if (srcToken?.type !== 'block-seq' && srcToken?.type !== 'flow-collection') return undefined;
  return srcToken.items[index]?.start.find(token => token.type === type)?.offset;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
