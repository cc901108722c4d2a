import { isDeepStrictEqual } from 'node:util';
import { isNode, isSeq, parseDocument, stringify, type CST, type Document, type YAMLSeq } from 'yaml';
import { Failure } from '../aws/failure';

/** From where to where in the text; the end is not part of it. */
type Range = readonly [start: number, end: number];

interface List {
  /** The items as plain values, in the order of the text. */
  readonly values: readonly unknown[];
  /** The list in the text; absent when the text holds none yet. */
  readonly node?: YAMLSeq;
  /** What stands for "no list" in the text, such as `null`. */
  readonly placeholder?: Range;
  /** Where the list ends, or would. */
  readonly end: number;
}

/** What the authenticator takes for no list without reading it as YAML. */
const NO_LIST = ['', '``', '""', '\'\''];

const BYTE_ORDER_MARK = '\uFEFF';

/** YAML as Go's yaml.v2 reads it, and other people's oddities are no errors here as long as the text has one meaning. */
const PARSE_OPTIONS = { version: '1.1', merge: true, uniqueKeys: false, strict: false, keepSourceTokens: true } as const;

/** Far above what a ConfigMap of one mebibyte needs, far below what a hostile one could ask for. */
const MAX_ALIAS_COUNT = 10_000;

/** The items of the list that the text holds, as plain values. */
export function listValues(text: string): readonly unknown[] {
  return read(withoutMark(text)).values;
}

/** The text with one more item at the end of its list; every other byte stays. */
export function appendItem(text: string, item: Readonly<Record<string, string>>): string {
  const body = withoutMark(text);
  const list = read(body);
  return markOf(text) + checked(insert(body, list, item), [...list.values, item]);
}

/** The text without one item of its list; every other byte stays. */
export function removeItem(text: string, index: number): string {
  const body = withoutMark(text);
  const { node, values } = read(body);
  const item = node?.items[index];
  // An item with an anchor is used elsewhere: somebody made it theirs.
  if (node === undefined || !isNode(item) || ('anchor' in item && item.anchor !== undefined)) return text;

  const ranges = node.srcToken?.type === 'flow-collection' ? flowItem(body, node, index) : [blockItem(body, node, index)];
  return markOf(text) + checked(cut(body, ranges), values.toSpliced(index, 1));
}

function read(text: string): List {
  if (NO_LIST.includes(text.trim())) return { values: [], placeholder: [0, text.length], end: text.length };
  const document = parseDocument(text, PARSE_OPTIONS);
  const [error] = document.errors;
  if (error !== undefined) throw new Failure(`mapRoles in the ConfigMap aws-auth is not valid YAML and was left untouched: ${firstLine(error.message)}`);
  const { contents } = document;
  const values = valuesOf(document);
  const end = document.range[1];
  if (isSeq(contents) && Array.isArray(values)) return { values, node: contents, end };
  if (values !== null || contents?.tag !== undefined) throw new Failure('mapRoles in the ConfigMap aws-auth is not a YAML list and was left untouched');
  const [start, valueEnd] = contents?.range ?? [0, 0];
  return { values: [], end, ...(start < valueEnd && { placeholder: [start, valueEnd] }) };
}

function valuesOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
  } catch (error) {
    // An alias without its anchor, or too many of them.
    throw new Failure(`mapRoles in the ConfigMap aws-auth is not valid YAML and was left untouched: ${firstLine(String(error))}`);
  }
}

/** An edit that would change what any other entry says is not made. */
function checked(text: string, expected: readonly unknown[]): string {
  if (isDeepStrictEqual(read(text).values, expected)) return text;
  throw new Failure('mapRoles in the ConfigMap aws-auth cannot be edited without changing other entries and was left untouched');
}

function insert(text: string, { node, placeholder, end }: List, item: Readonly<Record<string, string>>): string {
  const flow = JSON.stringify(item);
  if (placeholder !== undefined && placeholder[1] - placeholder[0] < text.length) return splice(text, placeholder, `[${flow}]`);
  if (node?.srcToken?.type === 'flow-collection') {
    const last = rangeOf(node.items.at(-1));
    const at = last?.[1] ?? node.srcToken.start.offset + 1;
    return splice(text, [at, at], last === undefined ? flow : `, ${flow}`);
  }

  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = ' '.repeat(node === undefined ? 0 : columnOf(text, dashOf(node, 0)));
  const fields = Object.entries(item).map(([key, value]) => `${key}: ${scalar(value)}`);
  const lines = `${indent}- ${fields.join(`${newline}${indent}  `)}`;
  if (placeholder !== undefined) return lines + newline;
  const at = endOfLine(text, end);
  // A text that ends without a newline goes on doing so.
  return splice(text, [at, at], startsLine(text, at) ? lines + newline : newline + lines);
}

function scalar(value: string): string {
  return stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
}

/** The lines of an item in block style, with one newline: its own, or at the end of a text without one, that before it. */
function blockItem(text: string, list: YAMLSeq, index: number): Range {
  const start = dashOf(list, index) - columnOf(text, dashOf(list, index));
  const end = endOfLine(text, rangeOf(list.items[index])?.[1] ?? start);
  if (startsLine(text, end) || start === 0) return [start, end];
  return [start - (text.slice(0, start).endsWith('\r\n') ? 2 : 1), end];
}

/** An item in flow style, with one comma and the space around it; comments between items stay. */
function flowItem(text: string, list: YAMLSeq, index: number): Range[] {
  const [start, end] = rangeOf(list.items[index]) ?? [0, 0];
  const previous = rangeOf(list.items[index - 1]);
  const next = rangeOf(list.items[index + 1]);
  if (previous !== undefined && isBareComma(text.slice(previous[1], start))) return [[previous[1], end]];
  if (previous === undefined && next !== undefined && isBareComma(text.slice(end, next[0]))) return [[start, next[0]]];
  const comma = commaBefore(list, index) ?? commaBefore(list, index + 1);
  return comma === undefined ? [[start, end]] : [[start, end], [comma, comma + 1]];
}

function isBareComma(text: string): boolean {
  return text.trim() === ',';
}

function cut(text: string, ranges: readonly Range[]): string {
  return ranges.toSorted(([left], [right]) => right - left).reduce((rest, range) => splice(rest, range, ''), text);
}

function splice(text: string, [start, end]: Range, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function rangeOf(item: unknown): Range | undefined {
  return isNode(item) && item.range ? [item.range[0], item.range[1]] : undefined;
}

/** Where the `-` of an item in block style stands. */
function dashOf(list: YAMLSeq, index: number): number {
  return tokenBefore(list, index, 'seq-item-ind') ?? 0;
}

function commaBefore(list: YAMLSeq, index: number): number | undefined {
  return tokenBefore(list, index, 'comma');
}

function tokenBefore({ srcToken }: YAMLSeq, index: number, type: CST.SourceToken['type']): number | undefined {
  if (srcToken?.type !== 'block-seq' && srcToken?.type !== 'flow-collection') return undefined;
  return srcToken.items[index]?.start.find(token => token.type === type)?.offset;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

/** The start of the next line, unless the offset starts one itself; the end of the text where there is no further line. */
function endOfLine(text: string, offset: number): number {
  if (startsLine(text, offset)) return offset;
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

function markOf(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
}

function withoutMark(text: string): string {
  return text.slice(markOf(text).length);
}

function firstLine(message: string): string {
  return message.split('\n', 1).join('').replace(/:$/, '');
}
