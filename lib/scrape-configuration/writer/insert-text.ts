import { CARRIAGE_RETURN, isBreak, LINE_FEED } from '../../prometheus/yaml/characters';

/** Replaces a part of a text. */
export function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/** The number of characters before a position in its line. */
export function columnOf(text: string, position: number): number {
  return position - lineStart(text, position);
}

/** A part of a text and what replaces it. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

/** Makes several edits, which do not overlap and are in the order of the text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ends = [0, ...edits.map(({ end }) => end)];
  return edits.map(({ start, inserted }, index) => text.slice(ends[index], start) + inserted).join('') + text.slice(ends.at(-1));
}

/** Inserts lines below the line of a position, after a comment at its end; directly if a line starts at the position. */
export function insertLinesBelow(text: string, position: number, lines: string): string {
  return applyEdits(text, [linesBelow(text, position, lines)]);
}

/** Returns the edit that inserts lines below the line of a position. */
export function linesBelow(text: string, position: number, lines: string): TextEdit {
  const inserted = withLineEndsOf(text, lines);
  if (lineStart(text, position) === position) return { start: position, end: position, inserted };
  const next = nextLine(text, position);
  return next === undefined
    ? { start: text.length, end: text.length, inserted: withLineEndsOf(text, '\n') + inserted }
    : { start: next, end: next, inserted };
}

/** Inserts indented lines before a position, whose own line is indented in the same way. */
export function insertBefore(text: string, position: number, lines: string): string {
  const indentation = columnOf(text, position);
  return splice(text, position, position, withLineEndsOf(text, lines).trimStart() + ' '.repeat(indentation));
}

function lineStart(text: string, position: number): number {
  let start = position;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

function nextLine(text: string, position: number): number | undefined {
  for (let end = position; end < text.length; end++) {
    if (isBreak(text.charCodeAt(end))) return isWindowsBreak(text, end) ? end + 2 : end + 1;
  }
  return undefined;
}

/** Lines as they end in the text, by its first line. */
function withLineEndsOf(text: string, lines: string): string {
  const first = text.search(/[\r\n]/);
  return isWindowsBreak(text, first) ? lines.replaceAll('\n', '\r\n') : lines;
}

function isWindowsBreak(text: string, position: number): boolean {
  return text.charCodeAt(position) === CARRIAGE_RETURN && text.charCodeAt(position + 1) === LINE_FEED;
}
