import { isUtf8 } from 'node:buffer';
import { YamlSyntaxError } from './cursor';
import { findUtf8Failure } from './utf8';

/** The text of a document, up to the first character that YAML does not allow. */
export interface YamlSource {
  readonly text: string;
  /** Why the text ends where it ends, when that is not its own end. */
  readonly failure?: YamlSyntaxError;
}

/** What Go's reader allows: tab, line breaks, and everything printable. A lone surrogate has no place in UTF-8. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;
const FORBIDDEN_PAIR_AWARE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Go reads the input in pieces of this many bytes and refuses a piece as a whole. */
const PIECE = 512;

/** The text as Go's reader sees it: without its byte order mark, cut where a forbidden character is met. */
export function readSource(input: string | Uint8Array): YamlSource {
  if (typeof input !== 'string') return readBytes(input);
  const text = input.startsWith('\ufeff') ? input.slice(1) : input;
  if (!FORBIDDEN.test(text)) return { text };
  const found = FORBIDDEN_PAIR_AWARE.exec(text);
  if (found === null) return { text };
  const isSurrogate = /\p{Surrogate}/u.test(found[0]);
  return cut(text, found.index, isSurrogate ? 'invalid Unicode character' : 'control characters are not allowed');
}

function readBytes(bytes: Uint8Array): YamlSource {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return readSource(new TextDecoder('utf-16le').decode(bytes));
  const failure = isUtf8(bytes) ? undefined : findUtf8Failure(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, failure?.offset));
  const source = readSource(text);
  return failure === undefined || source.failure !== undefined ? source : cut(source.text, source.text.length, failure.message);
}

function cut(text: string, position: number, message: string): YamlSource {
  const before = text.slice(0, position);
  const lines = before.split('\n');
  const mark = { position, line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  const bytes = Buffer.from(before);
  return { text: bytes.subarray(0, bytes.length - bytes.length % PIECE).toString(), failure: new YamlSyntaxError(message, mark) };
}
