import type { YamlScalar } from '../yaml/node';

/** A line and a column of a text, both from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

const DOUBLE_QUOTED_ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|[^])/y;
/** An anchor and a tag, with which a scalar starts. */
const PROPERTIES = /(?:[!&]\S*\s+)*/y;
const LINE_BREAKS = /\r\n|[\n\r\u0085\u2028\u2029]/g;
const LINE = /[^\n\r]*/y;
const BLANK_ESCAPES: ReadonlySet<string> = new Set(['t', '\t', 'n', 'v', 'f', 'r', ' ', 'N', '_', 'L', 'P', '\n', '\r']);

/** Returns whether a character matches `\s`. */
function isBlankCode(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code <= 0xffff && /\s/.test(String.fromCharCode(code));
}

/** A text by lines, for finding out where in it a part of one of its YAML scalars is. */
export class TextLines {
  private foundStarts?: readonly number[];
  private reached?: ReachedCharacter;

  /** @param firstLine the line on which the text starts, from 0, where it is a part of another one */
  public constructor(private readonly text: string, private readonly firstLine = 0) {}

  /** The positions at which lines start, found when the first place is asked for. */
  private get starts(): readonly number[] {
    this.foundStarts ??= [0, ...Array.from(this.text.matchAll(LINE_BREAKS), ({ index, 0: lineBreak }) => index + lineBreak.length)];
    return this.foundStarts;
  }

  /**
   * The position of a character of the scalar's value. Folding, indentation and escapes change nothing but blanks, and the order of all
   * other characters stays: so the character is found by counting those in front of it.
   */
  public positionIn(scalar: YamlScalar, offset: number): TextPosition {
    const { source } = this.reach(scalar, offset);
    if (/\S/.test(scalar.value.charAt(offset))) return this.positionOf(source.nextCharacter());
    return this.positionOf(Math.min(source.position + blanksBefore(scalar.value, offset), this.text.length));
  }

  /** Skips the characters in front of an offset, from the last one on: places are mostly asked for in the order of the text. */
  private reach(scalar: YamlScalar, offset: number): ReachedCharacter {
    let { reached } = this;
    if (reached?.scalar !== scalar || reached.offset > offset) {
      reached = { scalar, offset: 0, count: 0, skipped: 0, source: new ScalarSource(this.text, this.start(scalar), scalar.style) };
    }
    reached.count += scalar.value.slice(reached.offset, offset).replace(/\s+/g, '').length;
    reached.offset = offset;
    while (reached.skipped < reached.count) reached.skipped += reached.source.skipCharacter();
    return this.reached = reached;
  }

  private start({ line, column }: TextPosition): number {
    return (this.starts[line - 1 - this.firstLine] ?? 0) + column - 1;
  }

  private positionOf(index: number): TextPosition {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { line: this.firstLine + low + 1, column: index - (this.starts[low] ?? 0) + 1 };
  }
}

/** A place in a scalar that was asked for. */
interface ReachedCharacter {
  readonly scalar: YamlScalar;
  readonly source: ScalarSource;
  offset: number;
  /** The number of characters in front of the offset that are not blank, and of those that the source has skipped. */
  count: number;
  skipped: number;
}

/** Returns the number of blanks that end right before an offset, on its line. */
function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && isBlankCode(text.charCodeAt(start - 1))) start--;
  return offset - start;
}

function isBlankEscape(escape: string): boolean {
  return /^\\[xuU]../.test(escape) ? isBlankCode(Number.parseInt(escape.slice(2), 16)) : BLANK_ESCAPES.has(escape.charAt(1));
}

/** The characters of a scalar in its text, without blanks. */
class ScalarSource {
  public position: number;

  public constructor(private readonly text: string, start: number, private readonly style: YamlScalar['style']) {
    PROPERTIES.lastIndex = start;
    this.position = start + (PROPERTIES.exec(text)?.[0].length ?? 0);
    if (style === 'single-quoted' || style === 'double-quoted') this.position++;
    if (style !== 'literal' && style !== 'folded') return;
    LINE.lastIndex = this.position;
    this.position += LINE.exec(text)?.[0].length ?? 0;
  }

  /** Returns the start of the next character that is not blank. */
  public nextCharacter(): number {
    for (;;) {
      const escape = this.escape();
      const isBlank = escape === undefined ? isBlankCode(this.text.charCodeAt(this.position)) : isBlankEscape(escape);
      if (!isBlank || this.position >= this.text.length) return this.position;
      this.position += escape?.length ?? 1;
    }
  }

  /** Returns the length of the character in the scalar's value. */
  public skipCharacter(): number {
    this.nextCharacter();
    const escape = this.escape();
    const isDoubled = this.style === 'single-quoted' && this.text.startsWith('\'\'', this.position);
    this.position += escape?.length ?? (isDoubled ? 2 : 1);
    return escape?.startsWith('\\U') === true && Number.parseInt(escape.slice(2), 16) > 0xffff ? 2 : 1;
  }

  private escape(): string | undefined {
    if (this.style !== 'double-quoted') return undefined;
    DOUBLE_QUOTED_ESCAPE.lastIndex = this.position;
    return DOUBLE_QUOTED_ESCAPE.exec(this.text)?.[0];
  }
}
