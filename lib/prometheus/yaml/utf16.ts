import type { Decoded } from './decoded-bytes';

/** The bytes as UTF-16, up to the first place where they are not. */
export function readUtf16(bytes: Uint8Array, isLittleEndian: boolean): Decoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => view.getUint16(2 * index, isLittleEndian));
  const text = units.map(unit => String.fromCharCode(unit)).join('');
  const broken = /\p{Surrogate}/u.exec(text);
  if (broken !== null) {
    const [isHigh, isLast] = [broken[0] < '\udc00', broken.index === text.length - 1];
    const message = isHigh ? isLast ? 'incomplete UTF-16 surrogate pair' : 'expected low surrogate area' : 'unexpected low surrogate area';
    return { text: text.slice(0, broken.index), failure: message };
  }
  return bytes.length % 2 === 0 ? { text } : { text, failure: 'incomplete UTF-16 character' };
}
