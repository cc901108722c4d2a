/** Bytes that are not UTF-8 are kept as lone surrogates, which no UTF-8 text has. */
const SURROGATE = /\p{Surrogate}/u;
const BYTE_SURROGATES = 0xdc00;

export function isUtf8(text: string): boolean {
  return !SURROGATE.test(text);
}

/** The text of the bytes. Where they are not UTF-8, every byte beyond ASCII is kept by itself. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...Array.from(bytes, byte => byte < 0x80 ? byte : BYTE_SURROGATES + byte));
  }
}

/** The byte that a lone surrogate stands for. */
export function byteOf(code: number): number | undefined {
  const byte = code - BYTE_SURROGATES;
  return byte >= 0x80 && byte <= 0xff ? byte : undefined;
}
