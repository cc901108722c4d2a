import type { Decoded } from './decoded-bytes';

/** By the number of bytes of a character: its leading byte's mark, and the smallest character that needs so many. */
const FORMS = [
  { mask: 0x80, mark: 0x00, min: 0 },
  { mask: 0xe0, mark: 0xc0, min: 0x80 },
  { mask: 0xf0, mark: 0xe0, min: 0x800 },
  { mask: 0xf8, mark: 0xf0, min: 0x1_0000 },
];

/** The bytes as UTF-8, up to the first place where they are not. */
export function readUtf8(bytes: Uint8Array): Decoded {
  for (let offset = 0; offset < bytes.length;) {
    const lead = bytes[offset] ?? 0;
    const width = FORMS.findIndex(({ mask, mark }) => (lead & mask) === mark) + 1;
    const failure = failureOf(bytes.subarray(offset, offset + width), width);
    if (failure !== undefined) return { text: Buffer.from(bytes.subarray(0, offset)).toString(), failure };
    offset += width;
  }
  return { text: Buffer.from(bytes).toString() };
}

function failureOf([lead = 0, ...trail]: Uint8Array, width: number): string | undefined {
  const form = FORMS[width - 1];
  if (form === undefined) return 'invalid leading UTF-8 octet';
  if (trail.length + 1 < width) return 'incomplete UTF-8 octet sequence';
  if (trail.some(octet => (octet & 0xc0) !== 0x80)) return 'invalid trailing UTF-8 octet';
  const code = trail.reduce((value, octet) => value * 64 + (octet & 0x3f), lead & ~form.mask & 0xff);
  if (code < form.min) return 'invalid length of a UTF-8 sequence';
  return (code >= 0xd800 && code <= 0xdfff) || code > 0x10_ffff ? 'invalid Unicode character' : undefined;
}
