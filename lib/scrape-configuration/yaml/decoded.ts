import { isUtf8 } from 'node:buffer';

/** The byte order marks of UTF-16, in which Windows PowerShell writes. */
const UTF16: ReadonlyMap<string, string> = new Map([['fffe', 'utf-16le'], ['feff', 'utf-16be']]);

/** The text of a file, which a template has in UTF-8 whatever the file has; its bytes where they are no text. */
export function decoded(bytes: Buffer): string | Buffer {
  const encoding = UTF16.get(bytes.toString('hex', 0, 2));
  if (encoding === undefined) return isUtf8(bytes) ? bytes.toString() : bytes;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}
