import { styleText } from 'node:util';
import { CommandError, EXIT } from '../command-error';
import { StandardStream } from './standard-stream';
import { escapeControls, printableJson, withoutWorkflowCommands } from './escape';

type Style = Parameters<typeof styleText>[0];

/** Colors, or none. */
export type Paint = Readonly<Record<'good' | 'bad' | 'doubtful' | 'faint' | 'strong', (text: string) => string>>;

/** The members of a stream that are used. */
interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string | Uint8Array): unknown;
  flush(): Promise<void>;
}

export interface TerminalOptions {
  readonly quiet: boolean;
  readonly color: boolean;
}

/** The sequences that {@link Paint} writes. */
const COLORS = /\u001b\[(?:1|2|22|31|32|33|39)m/;
const COLOR_OR_LINE_BREAK = new RegExp(`(${COLORS.source}|\n)`);

/**
 * Prints results to standard output; notes, errors and progress, which a pipe should not get, to standard error.
 *
 * Data in text goes through {@link escapeTexts} before it is laid out. The rest is escaped here.
 */
export class Terminal {
  readonly paint: Paint;
  private readonly hasProgress: boolean;
  private hasLine = false;

  constructor(
    private readonly options: TerminalOptions,
    private readonly out: Sink = new StandardStream('stdout'),
    private readonly err: Sink = new StandardStream('stderr'),
  ) {
    this.paint = painter(options.color && out.isTTY === true);
    this.hasProgress = !options.quiet && err.isTTY === true;
  }

  /** The columns of a terminal; nothing for pipes and files. */
  get width(): number | undefined {
    return this.out.columns;
  }

  /** Prints a part of the result for people. */
  print(text: string): void {
    this.clear();
    this.out.write(line(withoutWorkflowCommands(escapeExceptColors(text))));
  }

  printJson(value: unknown): void {
    this.write(printableJson(value));
  }

  /** Prints a result for programs as it is; on a terminal, text without control characters. */
  write(content: string | Uint8Array): void {
    this.clear();
    if (this.out.isTTY === true) this.out.write(line(escapeExceptColors(Buffer.from(content).toString('utf8'))));
    else this.out.write(typeof content === 'string' ? line(content) : content);
  }

  /** Prints what is useful to know and not part of the result. */
  note(text: string): void {
    if (!this.options.quiet) this.fail(text);
  }

  /** Prints an error, even if the user wants quiet. */
  fail(text: string): void {
    this.clear();
    this.err.write(`${withoutWorkflowCommands(escapeControls(text))}\n`);
  }

  /** Prints the current step in a line that the next output replaces. */
  progress(text: string): void {
    if (!this.hasProgress) return;
    this.clear();
    this.err.write(escapeControls(text));
    this.hasLine = true;
  }

  /** Removes the line of progress. */
  clear(): void {
    if (this.hasLine) this.err.write('\r\u001b[2K');
    this.hasLine = false;
  }

  /** Resolves when the process can end without the loss of output. */
  async flush(): Promise<void> {
    await this.out.flush();
    await this.err.flush();
  }
}

/** Reports an error and returns the exit code: a message for errors of the user or of AWS, a stack for errors of the tool. */
export function reportError(error: unknown, terminal: Terminal): number {
  if (error instanceof CommandError) {
    if (error.message !== '') terminal.fail(`amp-collector: ${error.message}`);
    return error.exitCode;
  }
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  terminal.fail(`amp-collector failed unexpectedly, which is an error of the tool: ${message}`);
  for (const frame of stack.split('\n').filter(text => /^ {4}at /.test(text))) terminal.fail(frame);
  return EXIT.INTERNAL_ERROR;
}

function line(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function escapeExceptColors(text: string): string {
  return text.split(COLOR_OR_LINE_BREAK).map((part, index) => index % 2 === 1 ? part : escapeControls(part)).join('');
}

function painter(color: boolean): Paint {
  const paint = (style: Style) => (text: string) => color ? styleText(style, text, { validateStream: false }) : text;
  return { good: paint('green'), bad: paint('red'), doubtful: paint('yellow'), faint: paint('dim'), strong: paint('bold') };
}
