import { endOfToken } from '../../private/tokens';
import {
  APOSTROPHE, BACKSLASH, COLON, DASH, DOLLAR, HASH, isBlank, isBlankOrEnd, isBreak, isDigit, isEnd, isFlowIndicator,
  LEFT_BRACE, PLUS, QUOTE, TAB,
} from './characters';
import type { Cursor } from './cursor';

/** Blanks and line breaks between the words of a scalar: one break is a space, more are one fewer breaks. */
class Gap {
  public folds = false;
  private blanks = '';
  private firstBreak = '';
  private otherBreaks = '';

  /**
   * Blanks count only on the line that they follow a word on.
   *
   * @param indent the column in front of which no tab is allowed on the lines that follow
   */
  public read(cursor: Cursor, indent = 0): void {
    for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
      if (isBlank(code)) {
        if (!this.folds) this.blanks += String.fromCharCode(code);
        else if (code === TAB && cursor.column < indent) cursor.fail('found a tab character that violates indentation');
        cursor.position++;
      } else if (this.folds) {
        this.otherBreaks += cursor.readBreak();
      } else {
        this.blanks = '';
        this.firstBreak = cursor.readBreak();
        this.folds = true;
      }
    }
  }

  /** Returns the text that the gap stands for, and empties the gap. */
  public take(): string {
    const folded = this.firstBreak === '\n' ? this.otherBreaks || ' ' : this.firstBreak + this.otherBreaks;
    const result = this.folds ? folded : this.blanks;
    this.folds = false;
    this.blanks = this.firstBreak = this.otherBreaks = '';
    return result;
  }
}

/** A scalar without quotes, its end, and whether a line break follows, after which a key may start. */
export function scanPlain(cursor: Cursor, inFlow: boolean, indent: number): { value: string; endsLine: boolean; end: number } {
  let gap: Gap | undefined;
  let value = '';
  let end = cursor.position;
  while (!cursor.atDocumentIndicator() && cursor.code() !== HASH) {
    const word = scanPlainWord(cursor, inFlow);
    if (word !== '') {
      value = gap === undefined ? word : value + gap.take() + word;
      end = cursor.position;
    }
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    gap ??= new Gap();
    gap.read(cursor, indent);
    if (!inFlow && cursor.column < indent) break;
  }
  return { value, endsLine: gap?.folds === true, end };
}

/** Characters that mean nothing else anywhere: those of a word, and of more words, each after a single space. */
const PLAIN_CHARACTERS = /[^ \t\n\r\x85\u2028\u2029:$,?[\]{}]*(?: [^ \t\n\r\x85\u2028\u2029:$,?[\]{}#][^ \t\n\r\x85\u2028\u2029:$,?[\]{}]*)*/y;

function scanPlainWord(cursor: Cursor, inFlow: boolean): string {
  const start = cursor.position;
  cursor.skip(PLAIN_CHARACTERS);
  for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
    if (code === COLON && isBlankOrEnd(cursor.code(1))) break;
    const endOfReference = code === DOLLAR || code === LEFT_BRACE ? endOfToken(cursor.text, cursor.position) : cursor.position;
    if (inFlow && isFlowIndicator(code) && endOfReference === cursor.position) break;
    cursor.position = Math.max(endOfReference, cursor.position + 1);
    cursor.skip(PLAIN_CHARACTERS);
  }
  return cursor.text.slice(start, cursor.position);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0', 'a': '\x07', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': '\x1b', ' ': ' ',
  '"': '"', '\'': '\'', '\\': '\\', 'N': '\x85', '_': '\xa0', 'L': '\u2028', 'P': '\u2029',
};
const ESCAPE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** A scalar in single or double quotes. */
export function scanQuoted(cursor: Cursor): string {
  const quote = cursor.code();
  const gap = new Gap();
  let value = '';
  cursor.position++;
  for (;;) {
    if (cursor.atDocumentIndicator()) cursor.fail('found unexpected document indicator');
    if (cursor.atEnd()) cursor.fail('found unexpected end of stream');
    const word = scanQuotedWord(cursor, quote);
    value += word.text;
    if (cursor.code() === quote) break;
    gap.folds = word.joinsLines;
    gap.read(cursor);
    value += gap.take();
  }
  cursor.position++;
  return value;
}

/** Characters that mean nothing else in either kind of quotes: those of a word, and of more words, each after a single space. */
const QUOTED_CHARACTERS = /[^ \t\n\r\x85\u2028\u2029'"\\]*(?: [^ \t\n\r\x85\u2028\u2029'"\\]+)*/y;

/** Characters up to a blank or the closing quote; a backslash at the end of a line joins it with the next. */
function scanQuotedWord(cursor: Cursor, quote: number): { text: string; joinsLines: boolean } {
  let text = '';
  let from = cursor.position;
  cursor.skip(QUOTED_CHARACTERS);
  for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
    if (code === quote) {
      if (quote === QUOTE || cursor.code(1) !== APOSTROPHE) break;
      text += cursor.text.slice(from, cursor.position + 1);
      cursor.position += 2;
      from = cursor.position;
    } else if (code === BACKSLASH && quote === QUOTE) {
      text += cursor.text.slice(from, cursor.position);
      if (isBreak(cursor.code(1))) {
        cursor.position++;
        cursor.readBreak();
        return { text, joinsLines: true };
      }
      text += scanEscape(cursor);
      from = cursor.position;
    } else {
      cursor.position++;
    }
    cursor.skip(QUOTED_CHARACTERS);
  }
  return { text: text + cursor.text.slice(from, cursor.position), joinsLines: false };
}

function scanEscape(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.position + 1);
  const simple = ESCAPES[letter];
  const length = ESCAPE_LENGTHS[letter] ?? 0;
  if (simple === undefined && length === 0) cursor.fail('found unknown escape character');
  cursor.position += 2;
  if (simple !== undefined) return simple;
  const digits = cursor.text.slice(cursor.position, cursor.position + length);
  if (digits.length < length || !/^[0-9A-Fa-f]*$/.test(digits)) cursor.fail('did not find expected hexdecimal number');
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) cursor.fail('found invalid Unicode character escape code');
  cursor.position += length;
  return String.fromCodePoint(code);
}

/** A literal (`|`) or folded (`>`) scalar and the line after it; `parentIndent` is the column of the block around it. */
export function scanBlock(cursor: Cursor, literal: boolean, parentIndent: number): { value: string; end: number } {
  cursor.position++;
  const header = scanBlockHeader(cursor);
  const lines = new BlockLines(cursor, parentIndent, header.increment > 0 ? Math.max(parentIndent, 0) + header.increment : 0);
  let value = '';
  let lineBreak = '';
  let lastWasIndented = false;
  let breaks = lines.readBreaks();
  while (cursor.column === lines.indent && !cursor.atEnd()) {
    const isIndented = isBlank(cursor.code());
    const folds = !literal && lineBreak === '\n' && !lastWasIndented && !isIndented;
    value += folds ? (breaks === '' ? ' ' : '') : lineBreak;
    value += breaks;
    lastWasIndented = isIndented;
    const start = cursor.position;
    cursor.skipLine();
    value += cursor.text.slice(start, cursor.position);
    lineBreak = cursor.atEnd() ? '' : cursor.readBreak();
    breaks = lines.readBreaks();
  }
  if (header.chomping !== '-') value += lineBreak;
  if (header.chomping === '+') value += breaks;
  return { value, end: cursor.atEnd() ? cursor.position : cursor.position - cursor.column };
}

/** Reads the rest of the indicator's line: `+` or `-`, a digit for the indentation, in any order, and a comment. */
function scanBlockHeader(cursor: Cursor): { chomping: string; increment: number } {
  let chomping = '';
  let increment = 0;
  const takeChomping = () => {
    if (chomping === '' && (cursor.code() === PLUS || cursor.code() === DASH)) chomping = cursor.text.charAt(cursor.position++);
  };
  takeChomping();
  if (isDigit(cursor.code())) {
    increment = Number(cursor.text.charAt(cursor.position));
    if (increment === 0) cursor.fail('found an indentation indicator equal to 0');
    cursor.position++;
  }
  takeChomping();
  cursor.skipWhile(isBlank);
  if (cursor.code() === HASH) cursor.skipLine();
  if (isBreak(cursor.code())) cursor.readBreak();
  else if (!isEnd(cursor.code())) cursor.fail('did not find expected comment or line break');
  return { chomping, increment };
}

/** The indentation of a block scalar, which its first line with text decides unless its header does. */
class BlockLines {
  public constructor(private readonly cursor: Cursor, private readonly parentIndent: number, public indent: number) {}

  /** Line breaks up to the next line with text, whose indentation is skipped. */
  public readBreaks(): string {
    const { cursor } = this;
    let breaks = '';
    let deepest = 0;
    for (;;) {
      if (cursor.column < this.indent || this.indent === 0) cursor.skipSpaces(this.indent === 0 ? undefined : this.indent);
      deepest = Math.max(deepest, cursor.column);
      if ((this.indent === 0 || cursor.column < this.indent) && cursor.code() === TAB) {
        cursor.fail('found a tab character where an indentation space is expected');
      }
      if (!isBreak(cursor.code())) break;
      breaks += cursor.readBreak();
    }
    if (this.indent === 0) this.indent = Math.max(deepest, this.parentIndent + 1, 1);
    return breaks;
  }
}
