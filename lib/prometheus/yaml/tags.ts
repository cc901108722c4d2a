import { codesOf, GREATER, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, HASH } from './characters';
import type { Cursor, Mark } from './cursor';
import type { Token } from './token';

const HANDLE = /![0-9A-Za-z_-]*!?/y;
const URI = /[0-9A-Za-z_\-;/?:@&=+$,.!~*'()[\]%]*/y;
const NAME = /[0-9A-Za-z_-]*/y;
const DIGITS = /\d*/y;
const AFTER_ANCHOR = codesOf('?:,]}%@`');

/** `&name` or `*name`. */
export function scanAnchor(cursor: Cursor, type: 'anchor' | 'alias'): Token {
  const start = cursor.mark();
  cursor.position++;
  const value = cursor.take(NAME);
  if (value === '' || !(isBlankOrEnd(cursor.code()) || AFTER_ANCHOR.has(cursor.code()))) {
    cursor.fail('did not find expected alphabetic or numeric character');
  }
  return { type, start, value, end: cursor.position };
}

/** `!name`, `!handle!name`, `!<uri>` or `!` alone. */
export function scanTag(cursor: Cursor): Token {
  const start = cursor.mark();
  const [value, suffix] = cursor.text.startsWith('!<', cursor.position) ? scanVerbatimTag(cursor) : scanShorthandTag(cursor);
  if (!isBlankOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return { type: 'tag', start, value, suffix, end: cursor.position };
}

function scanVerbatimTag(cursor: Cursor): [handle: string, suffix: string] {
  cursor.position += 2;
  const uri = scanUri(cursor, '');
  if (cursor.code() !== GREATER) cursor.fail('did not find the expected \'>\'');
  cursor.position++;
  return ['', uri];
}

function scanShorthandTag(cursor: Cursor): [handle: string, suffix: string] {
  const handle = cursor.take(HANDLE);
  if (handle.length > 1 && handle.endsWith('!')) return [handle, scanUri(cursor, '')];
  const suffix = scanUri(cursor, handle);
  return suffix === '' ? ['', '!'] : ['!', suffix];
}

function scanUri(cursor: Cursor, head: string): string {
  const uri = cursor.take(URI);
  if (uri === '' && head === '') cursor.fail('did not find expected tag URI');
  try {
    return head.slice(1) + decodeURIComponent(uri);
  } catch {
    return cursor.fail('did not find URI escaped octet');
  }
}

/** `%YAML 1.1` or `%TAG ! prefix`. */
export function scanDirective(cursor: Cursor): Token {
  const start = cursor.mark();
  cursor.position++;
  const name = cursor.take(NAME);
  if (name === '') cursor.fail('could not find expected directive name');
  if (!isBlankOrEnd(cursor.code())) cursor.fail('found unexpected non-alphabetical character');
  if (name !== 'YAML' && name !== 'TAG') cursor.fail('found unknown directive name');
  cursor.skipWhile(isBlank);
  const token = name === 'YAML' ? scanVersion(cursor, start) : scanTagDirective(cursor, start);
  cursor.skipWhile(isBlank);
  if (cursor.code() === HASH) cursor.skipLine();
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break');
  if (isBreak(cursor.code())) cursor.readBreak();
  return token;
}

function scanVersion(cursor: Cursor, start: Mark): Token {
  const major = scanVersionNumber(cursor);
  if (cursor.text.charAt(cursor.position) !== '.') cursor.fail('did not find expected digit or \'.\' character');
  cursor.position++;
  const value = `${major}.${scanVersionNumber(cursor)}`;
  return { type: 'version-directive', start, value, end: cursor.position };
}

function scanVersionNumber(cursor: Cursor): number {
  const digits = cursor.take(DIGITS);
  if (digits === '') cursor.fail('did not find expected version number');
  if (digits.length > 2) cursor.fail('found extremely long version number');
  return Number(digits);
}

function scanTagDirective(cursor: Cursor, start: Mark): Token {
  const value = cursor.take(HANDLE);
  if (value === '' || (value !== '!' && !value.endsWith('!'))) cursor.fail('did not find expected \'!\'');
  if (!isBlank(cursor.code())) cursor.fail('did not find expected whitespace');
  cursor.skipWhile(isBlank);
  const suffix = scanUri(cursor, '');
  if (!isBlankOrEnd(cursor.code())) cursor.fail('did not find expected whitespace or line break');
  return { type: 'tag-directive', start, value, suffix, end: cursor.position };
}
