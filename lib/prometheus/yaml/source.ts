import { isUtf8 } from 'node:buffer';
import { YamlSyntaxError } from './cursor';
import type { Decoded } from './decoded-bytes';
import { readUtf16 } from './utf16';
import { readUtf8 } from './utf8';

/** The text of a document, up to the first character that YAML does not allow. */
export interface YamlSource {
  readonly text: string;
  /** The reason why the text is cut. */
  readonly failure?: YamlSyntaxError;
}

/** Characters that Go's reader refuses: all but tab, line breaks and printable ones. A lone surrogate has no place in UTF-8. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;
const FORBIDDEN_PAIR_AWARE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const SURROGATE = /\p{Surrogate}/u;

const MARK = '\ufeff';
const UTF8_MARK = Buffer.from(MARK);

/** The text without its byte order mark, up to the first character that Go's reader refuses. */
export function readSource(input: string | Uint8Array): YamlSource {
  if (typeof input === 'string') return readText(input.startsWith(MARK) ? input.slice(1) : input);
  const [first, second] = input;
  if (first === 0xff && second === 0xfe) return readDecoded(readUtf16(input.subarray(2), true));
  if (first === 0xfe && second === 0xff) return readDecoded(readUtf16(input.subarray(2), false));
  const bytes = UTF8_MARK.equals(input.subarray(0, UTF8_MARK.length)) ? input.subarray(UTF8_MARK.length) : input;
  return readDecoded(isUtf8(bytes) ? { text: Buffer.from(bytes).toString() } : readUtf8(bytes));
}

function readDecoded({ text, failure }: Decoded): YamlSource {
  const source = readText(text);
  return failure === undefined || source.failure !== undefined ? source : cut(text, failure);
}

function readText(text: string): YamlSource {
  if (!FORBIDDEN.test(text)) return { text };
  const found = FORBIDDEN_PAIR_AWARE.exec(text);
  if (found === null) return { text };
  return cut(text.slice(0, found.index), SURROGATE.test(found[0]) ? 'invalid Unicode character' : 'control characters are not allowed');
}

function cut(text: string, message: string): YamlSource {
  const lines = text.split('\n');
  const mark = { position: text.length, line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  return { text, failure: new YamlSyntaxError(message, mark) };
}
