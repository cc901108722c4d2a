/**
 * MD5 as RFC 1321 defines it, for the relabeling action `hashmod`. The one of Node.js takes longer to load than a configuration to
 * validate, and does not exist in FIPS mode.
 */

const SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
  .flatMap(round => [...round, ...round, ...round, ...round]);
const SINES = Int32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32));
const BLOCK = 64;

/** Returns the 16 bytes of the digest of a text in UTF-8. */
export function md5(text: string): DataView {
  const message = padded(new TextEncoder().encode(text));
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let start = 0; start < message.byteLength; start += BLOCK) addBlock(state, message, start);
  const digest = new DataView(new ArrayBuffer(16));
  for (let index = 0; index < 4; index++) digest.setInt32(index * 4, state[index] ?? 0, true);
  return digest;
}

/** The bytes, a bit, zeros, and the length in bits: whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(message.length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

/** Adds a block to the state. It allocates nothing, since most of its runs are too early to be optimized. */
function addBlock(state: Int32Array, message: DataView, start: number): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  for (let step = 0; step < 64; step++) {
    let mixed: number;
    let word: number;
    if (step < 16) {
      mixed = b & c | ~b & d;
      word = step;
    } else if (step < 32) {
      mixed = d & b | ~d & c;
      word = 5 * step + 1 & 15;
    } else if (step < 48) {
      mixed = b ^ c ^ d;
      word = 3 * step + 5 & 15;
    } else {
      mixed = c ^ (b | ~d);
      word = 7 * step & 15;
    }
    const sum = a + mixed + (SINES[step] ?? 0) + message.getInt32(start + word * 4, true) | 0;
    const shift = SHIFTS[step] ?? 0;
    a = d;
    d = c;
    c = b;
    b = b + (sum << shift | sum >>> 32 - shift) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
}
