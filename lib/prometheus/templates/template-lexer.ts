import { characterCode, quote } from '../values/quote';
import { TEMPLATE_KEYWORDS, type TemplateToken, type TemplateTokenType } from './template-token';

const LEFT = '{{';
const RIGHT = '}}';
/** Classes of Unicode take long to compile, and few templates need them. */
const ASCII_ALPHANUMERIC = /[A-Za-z0-9_]/;
const ASCII_WORD = /[A-Za-z0-9_]*/y;
const ALPHANUMERIC = /[\p{L}\p{Nd}_]/u;
const WORD = /[\p{L}\p{Nd}_]*/uy;
const SPACES = /[ \t\r\n]*/y;
const NUMBER = /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;
const SINGLE: Readonly<Record<string, TemplateTokenType>> = { '=': 'assign', '|': 'pipe', '(': 'left-parenthesis', ')': 'right-parenthesis' };

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isAlphanumeric(character: string): boolean {
  return character < '\x80' ? ASCII_ALPHANUMERIC.test(character) : ALPHANUMERIC.test(character);
}

/**
 * Splits a template into tokens as Go's text/template does.
 *
 * @see https://pkg.go.dev/text/template/parse
 */
export class TemplateLexer {
  private position = 0;
  private isInAction = false;
  private parentheses = 0;
  private failed = false;

  public constructor(private readonly text: string) {}

  /** The next token; after the end and after an error there is only the end. */
  public next(): TemplateToken {
    if (this.failed) return this.token('end', this.text.length);
    return this.isInAction ? this.nextInAction() : this.nextOutside();
  }

  private token(type: TemplateTokenType, start: number, text = this.text.slice(start, this.position)): TemplateToken {
    return { type, text, offset: start };
  }

  private fail(start: number, message: string): TemplateToken {
    this.failed = true;
    return this.token('error', start, message);
  }

  private nextOutside(): TemplateToken {
    for (;;) {
      const start = this.position;
      const delimiter = this.text.indexOf(LEFT, start);
      if (delimiter === -1) {
        this.position = this.text.length;
        return this.token(start < this.position ? 'text' : 'end', start);
      }
      const trims = this.trimsBefore(delimiter + LEFT.length);
      const end = trims ? start + trimEnd(this.text.slice(start, delimiter)).length : delimiter;
      if (end > start) {
        this.position = delimiter;
        return this.token('text', start, this.text.slice(start, end));
      }
      const inside = delimiter + LEFT.length + (trims ? 2 : 0);
      if (!this.text.startsWith('/*', inside)) return this.openAction(delimiter, inside);
      const failure = this.skipComment(inside);
      if (failure !== undefined) return failure;
    }
  }

  private openAction(delimiter: number, inside: number): TemplateToken {
    this.position = inside;
    this.isInAction = true;
    this.parentheses = 0;
    return this.token('left-delimiter', delimiter, LEFT);
  }

  private skipComment(start: number): TemplateToken | undefined {
    const end = this.text.indexOf('*/', start + 2);
    if (end === -1) return this.fail(start, 'unclosed comment');
    this.position = end + 2;
    const closing = this.rightDelimiter();
    if (closing === undefined) return this.fail(start, 'comment ends before closing delimiter');
    this.close(closing);
    return undefined;
  }

  /** A dash and a space after the delimiter trim the text before it. */
  private trimsBefore(position: number): boolean {
    return this.text[position] === '-' && isSpace(this.text.charAt(position + 1));
  }

  /** The length of the closing delimiter at the position, with its trim marker; nothing where there is none. */
  private rightDelimiter(): { readonly length: number; readonly trims: boolean } | undefined {
    const character = this.text.charAt(this.position);
    if (character === '}') return this.text.startsWith(RIGHT, this.position) ? { length: RIGHT.length, trims: false } : undefined;
    return isSpace(character) && this.text.startsWith(`-${RIGHT}`, this.position + 1) ? { length: RIGHT.length + 2, trims: true } : undefined;
  }

  private close({ length, trims }: { readonly length: number; readonly trims: boolean }): void {
    this.position += length;
    if (trims) this.skip(SPACES);
    this.isInAction = false;
  }

  private skipWord(): void {
    this.skip(ASCII_WORD);
    if (this.text.charAt(this.position) >= '\x80') this.skip(WORD);
  }

  /** Skips what a sticky expression matches, which may be nothing. */
  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    if (pattern.test(this.text)) this.position = pattern.lastIndex;
  }

  private nextInAction(): TemplateToken {
    const start = this.position;
    const closing = this.rightDelimiter();
    if (closing !== undefined) {
      if (this.parentheses > 0) return this.fail(start, 'unclosed left paren');
      this.close(closing);
      return this.token('right-delimiter', start + closing.length - RIGHT.length, RIGHT);
    }
    const code = this.text.codePointAt(start);
    if (code === undefined) return this.fail(start, 'unclosed action');
    const character = String.fromCodePoint(code);
    if (isSpace(character)) return this.space(start);
    if (character === '.' || character === '+' || character === '-' || isDigit(character)) return this.fieldOrNumber(start, character);
    if (isAlphanumeric(character)) return this.word(start, 'identifier');
    this.position += character.length;
    return this.punctuation(start, character);
  }

  private punctuation(start: number, character: string): TemplateToken {
    switch (character) {
      case ':':
        if (this.text[this.position] !== '=') return this.fail(start, 'expected :=');
        this.position++;
        return this.token('declare', start);
      case '"': return this.quoted(start, 'string', /[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"/y, 'unterminated quoted string');
      case '`': return this.quoted(start, 'raw-string', /[^`]*`/y, 'unterminated raw quoted string');
      case '\'': return this.quoted(start, 'character-constant', /[^'\\\n]*(?:\\[^\n][^'\\\n]*)*'/y, 'unterminated character constant');
      case '$': return this.word(start, 'variable');
    }
    if (character === '(') this.parentheses++;
    if (character === ')') this.parentheses--;
    if (this.parentheses < 0) return this.fail(start, 'unexpected right paren');
    const type = SINGLE[character] ?? (/[!-~]/.test(character) ? 'character' : undefined);
    return type === undefined ? this.fail(start, `unrecognized character in action: ${characterCode(character)}`) : this.token(type, start);
  }

  /** A run of spaces leaves its last one to a closing delimiter with a trim marker. */
  private space(start: number): TemplateToken {
    this.skip(SPACES);
    if (this.text.startsWith(`-${RIGHT}`, this.position)) this.position--;
    return this.token('space', start);
  }

  private quoted(start: number, type: TemplateTokenType, rest: RegExp, message: string): TemplateToken {
    const before = this.position;
    this.skip(rest);
    return this.position === before ? this.fail(start, message) : this.token(type, start);
  }

  private fieldOrNumber(start: number, character: string): TemplateToken {
    const follower = this.text[start + 1];
    if (character === '.' && follower !== undefined && !isDigit(follower)) {
      this.position++;
      return this.word(start, 'field');
    }
    return this.number(start);
  }

  /** A name with what introduces it: nothing, a dot or a dollar. */
  private word(start: number, type: 'identifier' | 'field' | 'variable'): TemplateToken {
    if (type === 'identifier' || !this.atTerminator()) this.skipWord();
    if (!this.atTerminator()) return this.fail(start, `bad character ${characterCode(this.characterAt(this.position))}`);
    const text = this.text.slice(start, this.position);
    if (TEMPLATE_KEYWORDS.has(text)) return this.token('keyword', start);
    return this.token(text === 'true' || text === 'false' ? 'boolean' : type, start);
  }

  private atTerminator(): boolean {
    const character = this.text.charAt(this.position);
    return character === '' || isSpace(character) || '.,|:)('.includes(character) || this.text.startsWith(RIGHT, this.position);
  }

  private characterAt(position: number): string {
    return String.fromCodePoint(this.text.codePointAt(position) ?? 0);
  }

  private number(start: number): TemplateToken {
    const bad = () => this.fail(start, `bad number syntax: ${quote(this.text.slice(start, this.position))}`);
    if (!this.scanNumber()) return bad();
    if (!'+-'.includes(this.text.charAt(this.position) || ' ')) return this.token('number', start);
    return this.scanNumber() && this.text[this.position - 1] === 'i' ? this.token('complex', start) : bad();
  }

  private scanNumber(): boolean {
    this.skip(NUMBER);
    const next = this.text.codePointAt(this.position);
    if (next === undefined || !isAlphanumeric(String.fromCodePoint(next))) return true;
    this.position += String.fromCodePoint(next).length;
    return false;
  }
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
