import { isUtf8 } from 'node:buffer';
import { YamlSyntaxError } from './cursor';
import type { BrokenCharacter, Decoded } from './decoded-bytes';
import { readUtf16 } from './utf16';
import { readUtf8 } from './utf8';

/** The text of a document, up to the first character that YAML does not allow. */
export interface YamlSource {
  readonly text: string;
  /** Why the text ends where it ends, when that is not its own end. */
  readonly failure?: YamlSyntaxError;
}

/** The number of bytes that a byte order mark and each character have in the input. */
interface Widths {
  readonly mark: number;
  readonly of: (character: string) => number;
}

/** Characters that Go's reader refuses: all but tab, line breaks and printable ones. A lone surrogate has no place in UTF-8. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;
const FORBIDDEN_PAIR_AWARE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const SURROGATE = /\p{Surrogate}/u;

/** Go reads the input in pieces of this many bytes, and refuses a piece as a whole. */
const PIECE = 512;

const MARK = '\ufeff';
const UTF8_MARK = Buffer.from(MARK);
const UTF16_WIDTHS: Widths = { mark: 2, of: ({ length }) => 2 * length };

/** The text as Go's reader sees it: without its byte order mark, cut where a forbidden character is met. */
export function readSource(input: string | Uint8Array): YamlSource {
  if (typeof input === 'string') return readText(input.startsWith(MARK) ? input.slice(1) : input, utf8Widths(input.startsWith(MARK)));
  const [first, second] = input;
  if (first === 0xff && second === 0xfe) return readDecoded(readUtf16(input.subarray(2), true), UTF16_WIDTHS);
  if (first === 0xfe && second === 0xff) return readDecoded(readUtf16(input.subarray(2), false), UTF16_WIDTHS);
  const hasMark = UTF8_MARK.equals(input.subarray(0, UTF8_MARK.length));
  const bytes = input.subarray(hasMark ? UTF8_MARK.length : 0);
  return readDecoded(isUtf8(bytes) ? { text: Buffer.from(bytes).toString() } : readUtf8(bytes), utf8Widths(hasMark));
}

function utf8Widths(hasMark: boolean): Widths {
  return { mark: hasMark ? UTF8_MARK.length : 0, of: character => Buffer.byteLength(character) };
}

function readDecoded({ text, failure }: Decoded, widths: Widths): YamlSource {
  const source = readText(text, widths);
  return failure === undefined || source.failure !== undefined ? source : cut(text, failure, widths);
}

function readText(text: string, widths: Widths): YamlSource {
  if (!FORBIDDEN.test(text)) return { text };
  const found = FORBIDDEN_PAIR_AWARE.exec(text);
  if (found === null) return { text };
  const message = SURROGATE.test(found[0]) ? 'invalid Unicode character' : 'control characters are not allowed';
  return cut(text.slice(0, found.index), { message, width: widths.of(found[0]) }, widths);
}

/** The text without the last piece of the input, in which the broken character is that follows it. */
function cut(text: string, { message, width }: BrokenCharacter, widths: Widths): YamlSource {
  const lines = text.split('\n');
  const mark = { position: text.length, line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  let [position, start, filled] = [0, 0, widths.mark];
  const add = (size: number) => {
    if (filled + size > PIECE) [start, filled] = [position, 0];
    filled += size;
  };
  for (const character of text) {
    add(widths.of(character));
    position += character.length;
  }
  add(width);
  return { text: text.slice(0, start), failure: new YamlSyntaxError(message, mark) };
}
