import { isDeepStrictEqual } from 'node:util';
import { isNode, isSeq, parseDocument, stringify, type CST, type Document, type YAMLSeq } from 'yaml';
import { Failure } from './failure';
import { isSameRole } from './role-arn';

/** One entry of `mapRoles`, as this handler writes it: a user name and no groups. */
export interface RoleMapping {
  readonly rolearn: string;
  readonly username: string;
}

/** From where to where in the text; the end is not part of it. */
type Range = readonly [start: number, end: number];

interface MapRoles {
  /** The entries as plain values, in the order of the text. */
  readonly values: readonly unknown[];
  /** The list in the text; absent when the text holds no list yet. */
  readonly list?: YAMLSeq;
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

/** Whether the authenticator already gives the role this user name: the last mapping of a role is the one that counts. */
export function isMapped(text: string, mapping: RoleMapping): boolean {
  const last = read(withoutMark(text)).values.findLast(value => isSameRole(fieldOf(value, 'rolearn'), mapping.rolearn));
  return fieldOf(last, 'username') === mapping.username;
}

/** The text with the mapping as its last entry; every other byte stays. */
export function addMapping(text: string, mapping: RoleMapping): string {
  const body = withoutMark(text);
  const before = read(body);
  return markOf(text) + checked(insert(body, before, mapping), [...before.values, mapping]);
}

/**
 * The text without the mapping, if it holds exactly that: the role, the user name and no other field. The inverse of
 * `addMapping`, except where a placeholder made room for the list.
 */
export function removeMapping(text: string, mapping: RoleMapping): string {
  const body = withoutMark(text);
  const { list, values } = read(body);
  const index = values.findLastIndex(value => isExactly(value, mapping));
  const item = list?.items[index];
  // An entry with an anchor is used elsewhere: somebody made it theirs.
  if (list === undefined || !isNode(item) || ('anchor' in item && item.anchor !== undefined)) return text;

  const ranges = list.srcToken?.type === 'flow-collection' ? flowItem(body, list, index) : [blockItem(body, list, index)];
  return markOf(text) + checked(cut(body, ranges), values.toSpliced(index, 1));
}

// Reading

function read(text: string): MapRoles {
  if (NO_LIST.includes(text.trim())) return { values: [], placeholder: [0, text.length], end: text.length };
  const document = parseDocument(text, PARSE_OPTIONS);
  const [error] = document.errors;
  if (error !== undefined) throw new Failure(`mapRoles in the ConfigMap aws-auth is not valid YAML and was left untouched: ${firstLine(error.message)}`);
  const { contents } = document;
  const values = valuesOf(document);
  const end = document.range[1];
  if (isSeq(contents) && Array.isArray(values)) return { values, list: contents, end };
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

/** The text of a field, its name in any case as Go's JSON decoder takes it; empty when there is none. */
function fieldOf(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const field: unknown = Object.entries(value).findLast(([key]) => key.toLowerCase() === name)?.[1];
  return typeof field === 'string' ? field : '';
}

function isExactly(value: unknown, mapping: RoleMapping): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 2
    && isSameRole(fieldOf(value, 'rolearn'), mapping.rolearn) && fieldOf(value, 'username') === mapping.username;
}

// Adding

function insert(text: string, { list, placeholder, end }: MapRoles, mapping: RoleMapping): string {
  const flow = JSON.stringify({ rolearn: mapping.rolearn, username: mapping.username });
  if (placeholder !== undefined && placeholder[1] - placeholder[0] < text.length) return text.slice(0, placeholder[0]) + `[${flow}]` + text.slice(placeholder[1]);
  if (list?.srcToken?.type === 'flow-collection') {
    const last = rangeOf(list.items.at(-1));
    const at = last?.[1] ?? list.srcToken.start.offset + 1;
    return text.slice(0, at) + (last === undefined ? flow : `, ${flow}`) + text.slice(at);
  }

  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = list === undefined ? '' : ' '.repeat(columnOf(text, dashOf(list, 0)));
  const lines = `${indent}- rolearn: ${scalar(mapping.rolearn)}${newline}${indent}  username: ${scalar(mapping.username)}`;
  if (placeholder !== undefined) return lines + newline;
  const at = endOfLine(text, end);
  // A text that ends without a newline goes on doing so.
  return text.slice(0, at) + (startsLine(text, at) ? lines + newline : newline + lines) + text.slice(at);
}

function scalar(value: string): string {
  return stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
}

// Removing

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
  return ranges.toSorted(([left], [right]) => right - left).reduce((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), text);
}

// Places in the text

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

/** An edit that would change what any other entry says is not made. */
function checked(text: string, expected: readonly unknown[]): string {
  if (isDeepStrictEqual(read(text).values, expected)) return text;
  throw new Failure('mapRoles in the ConfigMap aws-auth cannot be edited without changing other entries and was left untouched');
}
