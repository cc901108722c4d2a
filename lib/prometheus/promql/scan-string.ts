import { characterCode } from '../values/quote';

/** A string that was read up to its closing quote, or why it is none. */
export interface StringScan {
  readonly end: number;
  readonly error?: string;
}

const RAW = /[^`\ufffd\ud800-\udfff]*/y;
const PLAIN: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\n\ufffd\ud800-\udfff]*/y,
  '\'': /[^'\\\n\ufffd\ud800-\udfff]*/y,
};
const LAST_CODE_UNIT = 0xffff;
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const SIMPLE = /^[abfnrtv\\]$/;

/** Skips what a sticky expression matches, and characters of two code units, which it does not. */
function skip(text: string, start: number, pattern: RegExp): number {
  for (let position = start; ; position += 2) {
    pattern.lastIndex = position;
    if (pattern.test(text)) position = pattern.lastIndex;
    if ((text.codePointAt(position) ?? 0) <= LAST_CODE_UNIT) return position;
  }
}

/** Reads a string in backquotes, the first of which is at the position. */
export function scanRawString(text: string, start: number): StringScan {
  const end = skip(text, start + 1, RAW);
  if (end === text.length) return { end, error: 'unterminated raw string' };
  return text[end] === '`' ? { end: end + 1 } : { end, error: 'invalid UTF-8 rune' };
}

/** Reads a string in single or double quotes, the first of which is at the position. */
export function scanString(text: string, start: number): StringScan {
  const quote = text.charAt(start);
  const plain = PLAIN[quote] ?? RAW;
  for (let end = skip(text, start + 1, plain); ; end = skip(text, end, plain)) {
    if (end === text.length || text[end] === '\n') return { end, error: 'unterminated quoted string' };
    if (text[end] === quote) return { end: end + 1 };
    if (text[end] !== '\\') return { end, error: 'invalid UTF-8 rune' };
    const escape = scanEscape(text, end + 1, quote);
    if (escape.error !== undefined) return escape;
    end = escape.end;
  }
}

function scanEscape(text: string, start: number, quote: string): StringScan {
  const letter = text.charAt(start);
  if (letter === '') return { end: start, error: 'escape sequence not terminated' };
  if (letter === quote || SIMPLE.test(letter)) return { end: start + 1 };
  const isOctal = /^[0-7]$/.test(letter);
  const count = isOctal ? 3 : HEX_DIGITS[letter];
  if (count === undefined) return { end: start, error: `unknown escape sequence ${codeAt(text, start)}` };

  const from = isOctal ? start : start + 1;
  const digit = isOctal ? /^[0-7]$/ : /^[\da-fA-F]$/;
  for (let end = from; end < from + count; end++) {
    if (end >= text.length) return { end, error: 'escape sequence not terminated' };
    if (!digit.test(text.charAt(end))) return { end, error: `illegal character ${codeAt(text, end)} in escape sequence` };
  }
  const end = from + count;
  const code = Number.parseInt(text.slice(from, end), isOctal ? 8 : 16);
  const isTooLarge = code > (isOctal || letter === 'x' ? 0xff : 0x10_ffff);
  return isTooLarge || (code >= 0xd800 && code < 0xe000) ? { end, error: 'escape sequence is an invalid Unicode code point' } : { end };
}

function codeAt(text: string, position: number): string {
  return characterCode(String.fromCodePoint(text.codePointAt(position) ?? 0));
}
