import { fstatSync, writeSync } from 'node:fs';
import { EXIT } from '../command-error';
import { fileError } from '../file-error';

/**
 * Standard output or standard error. Writes directly, since Node.js's streams take longer to load than a small configuration to validate;
 * on Windows, consoles need them for characters that are not ASCII.
 */
export class StandardStream {
  /** True for terminals, and for devices such as /dev/null, which have no reader that would see the difference. */
  readonly isTTY: boolean;
  private stream?: NodeJS.WriteStream;

  constructor(private readonly name: 'stdout' | 'stderr') {
    const isTerminal = isDevice(this.fd);
    if (isTerminal && process.platform === 'win32') this.open();
    this.isTTY = this.stream?.isTTY ?? isTerminal;
  }

  /** The width of a terminal, which only help needs: loads Node.js's stream. */
  get columns(): number | undefined {
    return this.isTTY ? process[this.name].columns : undefined;
  }

  write(content: string | Uint8Array): void {
    let bytes: Uint8Array = typeof content === 'string' ? Buffer.from(content) : content;
    while (this.stream === undefined && bytes.length > 0) {
      try {
        bytes = bytes.subarray(writeSync(this.fd, bytes));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
          this.giveUp(error as NodeJS.ErrnoException);
          return;
        }
        // Another process may share a pipe or a terminal that does not block: the stream waits for its reader.
        this.open();
      }
    }
    if (bytes.length > 0) this.stream?.write(bytes);
  }

  /** Resolves when what was written has left the process, and errors of the stream were reported. */
  flush(): Promise<void> {
    const { stream } = this;
    return stream === undefined ? Promise.resolve() : new Promise(resolve => stream.write('', () => setImmediate(resolve)));
  }

  private get fd(): 1 | 2 {
    return this.name === 'stdout' ? 1 : 2;
  }

  private open(): void {
    this.stream = process[this.name].on('error', (error: NodeJS.ErrnoException) => {
      this.giveUp(error);
    });
  }

  /** Ends the process where the result cannot be written. A pipe that its reader closes early, such as `head`, is not an error. */
  private giveUp(error: NodeJS.ErrnoException): void {
    if (this.name === 'stderr') return;
    if (error.code === 'EPIPE') process.exit();
    new StandardStream('stderr').write(`amp-collector: cannot write to standard output: ${fileError(error)}\n`);
    process.exit(EXIT.PROBLEMS);
  }
}

/** Returns true for terminals, and for what may be one. */
function isDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return true;
  }
}
