import { styleText } from 'node:util';
import { EXIT, CommandError } from '../command-error';

type Style = Parameters<typeof styleText>[0];

/** Colours, where there are any. */
export type Paint = Readonly<Record<'good' | 'bad' | 'doubtful' | 'faint' | 'strong', (text: string) => string>>;

/** The few things about a stream that matter here. */
interface Sink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface TerminalOptions {
  readonly quiet: boolean;
  readonly color: boolean;
}

/** Results go to standard output; notes and progress, which a pipe should not get, to standard error. */
export class Terminal {
  readonly paint: Paint;
  private readonly hasProgress: boolean;
  private hasLine = false;

  constructor(
    private readonly options: TerminalOptions,
    private readonly out: Sink = process.stdout,
    private readonly err: Sink = process.stderr,
  ) {
    this.paint = painter(options.color && out.isTTY === true);
    this.hasProgress = !options.quiet && err.isTTY === true;
  }

  /** A part of the result. */
  print(text: string): void {
    this.clear();
    this.out.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, undefined, 2));
  }

  /** What is good to know and is no part of the result. */
  note(text: string): void {
    if (this.options.quiet) return;
    this.clear();
    this.err.write(`${text}\n`);
  }

  /** What goes on, in one line that the next one takes the place of. */
  progress(text: string): void {
    if (!this.hasProgress) return;
    this.clear();
    this.err.write(text);
    this.hasLine = true;
  }

  /** What went wrong. It is said even when all else is quiet. */
  fail(text: string): void {
    this.clear();
    this.err.write(`${text}\n`);
  }

  /** Takes away the line of progress. */
  clear(): void {
    if (this.hasLine) this.err.write('\r\u001b[2K');
    this.hasLine = false;
  }
}

/** How a failure ends the process: a message for people, a stack only for what nobody thought of. */
export function endOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommandError) {
    if (error.message !== '') terminal.fail(`amp-collector: ${error.message}`);
    return error.exitCode;
  }
  terminal.fail(`amp-collector failed unexpectedly:\n${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  return EXIT.AWS_UNREACHABLE;
}

function painter(color: boolean): Paint {
  const paint = (style: Style) => (text: string) => color ? styleText(style, text, { validateStream: false }) : text;
  return { good: paint('green'), bad: paint('red'), doubtful: paint('yellow'), faint: paint('dim'), strong: paint('bold') };
}
