import { YamlSyntaxError } from './cursor';

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
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return readSource(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    // Where the first byte is that is not UTF-8 shows where the replacement character appears, unless the text has that itself.
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    return cut(text, Math.max(text.indexOf('\ufffd'), 0), 'invalid UTF-8 octet');
  }
}

function cut(text: string, position: number, message: string): YamlSource {
  const before = text.slice(0, position);
  const lines = before.split('\n');
  const mark = { position, line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  const bytes = Buffer.from(before);
  return { text: bytes.subarray(0, bytes.length - bytes.length % PIECE).toString(), failure: new YamlSyntaxError(message, mark) };
}
