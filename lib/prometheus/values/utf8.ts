/** Bytes that are not UTF-8 are kept as lone surrogates, which no UTF-8 text has. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Halves of pairs too. Classes of Unicode take long to compile, and few texts need them. */
const ANY_SURROGATE = /[\ud800-\udfff]/;
const BYTE_SURROGATES = 0xdc00;

export function isUtf8(text: string): boolean {
  return !ANY_SURROGATE.test(text) || !LONE_SURROGATE.test(text);
}

/** Returns the text of the bytes. Bytes that are part of no UTF-8 character are kept as they are. */
export function textOfBytes(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text !== undefined) return text;
  const parts: string[] = [];
  for (let position = 0; position < bytes.length;) {
    const length = lengthOfCharacter(bytes[position] ?? 0);
    const character = decoded(bytes.subarray(position, position + length));
    parts.push(character ?? String.fromCharCode(BYTE_SURROGATES + (bytes[position] ?? 0)));
    position += character === undefined ? 1 : length;
  }
  return parts.join('');
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lengthOfCharacter(leadingByte: number): number {
  if (leadingByte < 0xc0) return 1;
  return leadingByte < 0xe0 ? 2 : leadingByte < 0xf0 ? 3 : 4;
}

/** The byte that a lone surrogate stands for. */
export function byteOf(code: number): number | undefined {
  const byte = code - BYTE_SURROGATES;
  return byte >= 0x80 && byte <= 0xff ? byte : undefined;
}
