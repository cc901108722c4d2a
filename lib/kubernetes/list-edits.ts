import { isNode, stringify, type YAMLSeq } from 'yaml';
import { commaBefore, indentOf, isBlock, parseList, rangeOf, startOfItem, type List, type Range } from './yaml-list';

/** An item to be written: a mapping of texts. */
export type NewItem = Readonly<Record<string, string>>;

/** A text with one item more. */
export interface Addition {
  readonly text: string;
  /** The number of items that follow the new one. */
  readonly following: 0 | 1;
}

/** Each costs a reading of the whole text. */
const MAX_OCCURRENCES = 4;

const NEWLINES = ['\n', '\r\n'];

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Returns the text with one more item in its list, every other byte as it is: at the end of the list, before its last item, at the end of
 * the text. The edits go by appearance: the caller verifies what they mean and uses the first that is right.
 */
export function* additions(text: string, item: NewItem): Generator<Addition> {
  const body = withoutMark(text);
  const list = parseList(body);
  if (list !== undefined) yield { text: markOf(text) + insertLast(body, list, item), following: 0 };
  // A scalar at the end of the text may gain a line break by what follows it.
  if (list?.node !== undefined && isBlock(list.node)) yield { text: markOf(text) + insertBeforeLast(body, list.node, item), following: 1 };
  yield { text: markOf(text) + appendLines(body, item), following: 0 };
}

/** Returns the text without one item of its list, every other byte as it is. The caller verifies these edits, too. */
export function* removals(text: string, index: number, item: NewItem): Generator<string> {
  const body = withoutMark(text);
  const node = parseList(body)?.node;
  const listed = node?.items[index];
  if (node !== undefined && isNode(listed)) {
    // Another part of the text may refer to an item with an anchor, so it is kept.
    if ('anchor' in listed && listed.anchor !== undefined) yield text;
    const cuts = isBlock(node) ? blockItem(body, node, index) : [flowItem(body, node, index)];
    for (const ranges of cuts) yield markOf(text) + cut(body, ranges);
  }
  for (const newline of NEWLINES) {
    for (const range of writtenItem(body, item, newline)) yield markOf(text) + cut(body, [range]);
  }
}

function insertLast(text: string, { node, placeholder, end }: List, item: NewItem): string {
  const flow = JSON.stringify(item);
  if (placeholder !== undefined && placeholder[1] - placeholder[0] < text.length) return splice(text, placeholder, `[${flow}]`);
  if (node !== undefined && !isBlock(node)) {
    const last = rangeOf(node.items.at(-1));
    const at = last?.[1] ?? (node.srcToken?.type === 'flow-collection' ? node.srcToken.start.offset + 1 : 0);
    return splice(text, [at, at], last === undefined ? flow : `, ${flow}`);
  }

  const newline = newlineOf(text);
  const lines = linesOf(item, node === undefined ? '' : indentOf(text, node), newline);
  if (placeholder !== undefined) return lines + newline;
  const at = endOfLine(text, end);
  // A text that ends without a newline goes on doing so.
  return splice(text, [at, at], startsLine(text, at) ? lines + newline : newline + lines);
}

function insertBeforeLast(text: string, list: YAMLSeq, item: NewItem): string {
  const at = startOfItem(text, list, list.items.length - 1);
  const newline = newlineOf(text);
  return splice(text, [at, at], linesOf(item, indentOf(text, list), newline) + newline);
}

const FIRST_DASH = /^ *(?=-(?:\s|$))/m;
const LINE_BREAK_AT_END = /[\n\r\u0085\u2028\u2029]$/;

/** Appends the item to the text, whatever its lines end with. */
function appendLines(text: string, item: NewItem): string {
  const newline = newlineOf(text);
  const lines = linesOf(item, FIRST_DASH.exec(text)?.[0] ?? '', newline);
  return LINE_BREAK_AT_END.test(text) ? text + lines + newline : text + newline + lines;
}

/** Finds the item as it was written here, last first, with the line break after it or before it. */
function* writtenItem(text: string, item: NewItem, newline: string): Generator<Range> {
  const lines = linesOf(item, FIRST_DASH.exec(text)?.[0] ?? '', newline);
  for (let start = text.lastIndexOf(lines), count = 0; start >= 0 && count < MAX_OCCURRENCES; count++) {
    const end = start + lines.length;
    if (text.startsWith(newline, end)) yield [start, end + newline.length];
    if (text.slice(0, start).endsWith(newline)) yield [start - newline.length, end];
    yield [start, end];
    start = start === 0 ? -1 : text.lastIndexOf(lines, start - 1);
  }
}

function linesOf(item: NewItem, indent: string, newline: string): string {
  const fields = Object.entries(item).map(([key, value]) => `${key}: ${scalar(value)}`);
  return `${indent}- ${fields.join(`${newline}${indent}  `)}`;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function scalar(value: string): string {
  return stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
}

/**
 * The lines of an item in block style with one newline: its own, or at the end of a text without one, the one before it. A block scalar
 * may need that one: then it stays.
 */
function blockItem(text: string, list: YAMLSeq, index: number): Range[][] {
  const start = startOfItem(text, list, index);
  const end = endOfLine(text, rangeOf(list.items[index])?.[1] ?? start);
  if (startsLine(text, end) || start === 0) return [[[start, end]]];
  return [[[start - (text.slice(0, start).endsWith('\r\n') ? 2 : 1), end]], [[start, end]]];
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

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

/** Returns the start of the next line, or the offset itself if it starts a line; the end of the text if no line follows. */
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
