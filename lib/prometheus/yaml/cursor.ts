import { CARRIAGE_RETURN, DASH, DOT, isBlankOrEnd, LINE_FEED, normalizedBreak, SPACE } from './characters';

/** A place in the text. Lines and columns count from 0. */
export interface Mark {
  readonly position: number;
  readonly line: number;
  readonly column: number;
}

/** The text is not YAML. The message is Go's. */
export class YamlSyntaxError extends Error {
  public constructor(message: string, public readonly mark: Mark) {
    super(message);
  }
}

/** The number of characters that a reader looks ahead: `--- `. */
const LONGEST_INDICATOR = 4;

const LINE = /[^\n\r\x85\u2028\u2029]*/y;
const SPACES = / */y;

/** A place in the text that moves forward. */
export class Cursor {
  public position = 0;
  private lineStart = 0;

  public constructor(public readonly text: string, private readonly failure?: YamlSyntaxError, public line = 0) {}

  public get column(): number {
    return this.position - this.lineStart;
  }

  public mark(): Mark {
    return { position: this.position, line: this.line, column: this.column };
  }

  /** The code of a character, `NaN` beyond the end: V8 is slow where a program reads there. */
  public code(ahead = 0): number {
    const position = this.position + ahead;
    return position < this.text.length ? this.text.charCodeAt(position) : NaN;
  }

  public atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Past a line break, which is returned as it is read. */
  public readBreak(): string {
    const code = this.code();
    this.position += code === CARRIAGE_RETURN && this.code(1) === LINE_FEED ? 2 : 1;
    this.line++;
    this.lineStart = this.position;
    return normalizedBreak(code);
  }

  public skipWhile(matches: (code: number) => boolean): void {
    while (matches(this.code())) this.position++;
  }

  /** Skips spaces, up to a column if one is given. */
  public skipSpaces(column = Infinity): void {
    if (this.code() !== SPACE) return;
    const end = this.lineStart + column;
    this.skip(SPACES);
    if (this.position > end) this.position = end;
  }

  /** Skips the characters up to a line break. */
  public skipLine(): void {
    this.skip(LINE);
  }

  /** Skips the characters that a sticky expression matches, which may be none. */
  public skip(sticky: RegExp): void {
    sticky.lastIndex = this.position;
    if (sticky.test(this.text)) this.position = sticky.lastIndex;
  }

  /** Reads the text that the sticky expression matches here, which may be empty. */
  public take(sticky: RegExp): string {
    const start = this.position;
    this.skip(sticky);
    return this.text.slice(start, this.position);
  }

  /** `---` or `...` at the beginning of a line. */
  public atDocumentIndicator(): boolean {
    if (this.position !== this.lineStart) return false;
    const code = this.code();
    return (code === DASH || code === DOT) && this.code(1) === code && this.code(2) === code && isBlankOrEnd(this.code(3));
  }

  /** Nothing beyond this place can be read. A text that was cut fails with the reason for that as soon as its end comes into sight. */
  public fail(message: string, mark: Mark = this.mark()): never {
    if (this.position + LONGEST_INDICATOR > this.text.length) this.failIfCut();
    throw new YamlSyntaxError(message, mark);
  }

  public failIfCut(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}
