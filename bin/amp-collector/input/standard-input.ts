import { readSync } from 'node:fs';
import { ttyLibrary } from './tty-library';

const CHUNK = 65_536;
const PAUSE_MS = 10;

/** Reads standard input to its end. A person at a terminal is told what the tool waits for. */
export function readStandardInput(): Buffer {
  if (ttyLibrary().isatty(0)) process.stderr.write('reading standard input; end it with Ctrl-D\n');
  const chunks: Buffer[] = [];
  for (let chunk = readChunk(); chunk.length > 0; chunk = readChunk()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Returns the next bytes; none at the end. */
function readChunk(): Buffer {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    try {
      return buffer.subarray(0, readSync(0, buffer));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The end of a pipe on Windows.
      if (code === 'EOF') return buffer.subarray(0, 0);
      if (code !== 'EAGAIN') throw error;
      // A program that shares the pipe or the terminal made it return at once where there is nothing to read yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, PAUSE_MS);
    }
  }
}
