/**
 * MD5 as RFC 1321 defines it, for the relabeling action `hashmod`. The one of Node.js takes longer to load than a configuration to
 * validate, and does not exist in FIPS mode.
 */

const SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const;
const SINES = Uint32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32));
const BLOCK = 64;

/** Returns the 16 bytes of the digest of a text in UTF-8. */
export function md5(text: string): DataView {
  const message = padded(new TextEncoder().encode(text));
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let start = 0; start < message.byteLength; start += BLOCK) addBlock(state, new DataView(message.buffer, start, BLOCK));
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word, true);
  });
  return digest;
}

/** The bytes, a bit, zeros, and the length in bits: whole blocks. */
function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  message.set(bytes);
  message[bytes.length] = 0x80;
  new DataView(message.buffer).setBigUint64(message.length - 8, BigInt(bytes.length) * 8n, true);
  return message;
}

function addBlock(state: Uint32Array, block: DataView): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const [mixed, word] = mix(step, b, c, d);
    const sum = (a + mixed + (SINES[step] ?? 0) + block.getUint32(word * 4, true)) | 0;
    const shift = SHIFTS[(step >> 4) as 0 | 1 | 2 | 3][(step & 3) as 0 | 1 | 2 | 3];
    [a, b, c, d] = [d, (b + (sum << shift | sum >>> (32 - shift))) | 0, b, c];
  }
  [a, b, c, d].forEach((value, index) => {
    state[index] = (state[index] ?? 0) + value;
  });
}

/** The function of a step's round, and the index of the word that it adds. */
function mix(step: number, b: number, c: number, d: number): readonly [value: number, word: number] {
  switch (step >> 4) {
    case 0: return [b & c | ~b & d, step];
    case 1: return [d & b | ~d & c, (5 * step + 1) % 16];
    case 2: return [b ^ c ^ d, (3 * step + 5) % 16];
    default: return [c ^ (b | ~d), 7 * step % 16];
  }
}
