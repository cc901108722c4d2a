import { isUtf8 } from 'node:buffer';
import { readSource } from './source';

/** The text of a file, which a template has in UTF-8 also where Windows PowerShell wrote UTF-16; its bytes if they are not text. */
export function decoded(bytes: Buffer): string | Buffer {
  if (isUtf8(bytes)) return bytes.toString();
  const { text, failure } = readSource(bytes);
  return failure === undefined ? text : bytes;
}
