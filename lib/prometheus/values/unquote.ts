import { isUtf8, textOfBytes } from './utf8';

const SIMPLE: Readonly<Record<string, number>> = { 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11, '\\': 92, '"': 34 };
const ESCAPE = /\\(?:(?<simple>[abfnrtv\\"])|(?<octal>[0-3][0-7]{2})|x(?<byte>[0-9A-Fa-f]{2})|u(?<short>[0-9A-Fa-f]{4})|U(?<long>[0-9A-Fa-f]{8}))/y;
const PLAIN = /[^\\"\n]+/y;

/**
 * Returns the text that a double-quoted Go string stands for, or nothing if it is not one or not UTF-8.
 *
 * @see https://pkg.go.dev/strconv#Unquote
 */
export function unquote(quoted: string): string | undefined {
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\')) return /[\n"]/.test(inner) ? undefined : inner;
  const parts: Buffer[] = [];
  for (let position = 0; position < inner.length;) {
    PLAIN.lastIndex = position;
    ESCAPE.lastIndex = position;
    const plain = PLAIN.exec(inner)?.[0];
    const escape = plain === undefined ? ESCAPE.exec(inner) : null;
    const part = plain === undefined ? bytesOf(escape?.groups) : Buffer.from(plain);
    if (part === undefined) return undefined;
    parts.push(part);
    position += plain?.length ?? escape?.[0].length ?? 1;
  }
  const text = textOfBytes(Buffer.concat(parts));
  return isUtf8(text) ? text : undefined;
}

function bytesOf(groups: Readonly<Record<string, string | undefined>> | undefined): Buffer | undefined {
  if (groups === undefined) return undefined;
  const { simple, octal, byte, short, long } = groups;
  if (simple !== undefined) return Buffer.of(SIMPLE[simple] ?? 0);
  if (octal !== undefined) return Buffer.of(Number.parseInt(octal, 8));
  if (byte !== undefined) return Buffer.of(Number.parseInt(byte, 16));
  const code = Number.parseInt(short ?? long ?? '', 16);
  const isRune = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isRune ? Buffer.from(String.fromCodePoint(code)) : undefined;
}
