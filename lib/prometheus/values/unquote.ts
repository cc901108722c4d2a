import { unquoteGo } from './go-string';
import { byteOf, isUtf8, textOfBytes } from './utf8';

/** Returns the text that a double-quoted Go string on one line stands for, or nothing if it is not one or not UTF-8. */
export function unquoteUtf8(quoted: string): string | undefined {
  const text = quoted.includes('\n') ? undefined : unquoteGo(quoted);
  if (text === undefined || isUtf8(text)) return text;
  const merged = textOfBytes(Buffer.concat(Array.from(text, bytesOf)));
  return isUtf8(merged) ? merged : undefined;
}

/** A byte that an escape stands for is a lone surrogate until it is put together with those around it. */
function bytesOf(character: string): Buffer {
  const byte = byteOf(character.codePointAt(0) ?? 0);
  return byte === undefined ? Buffer.from(character) : Buffer.of(byte);
}
