import { endOfToken } from '../../private/tokens';
import { quote, quoteCharacter } from '../values/quote';
import { endOfSimpleDuration, scanDuration, scanNumber } from './scan-number';
import { scanRawString, scanString } from './scan-string';
import { WORDS, type Token, type TokenType } from './token';

const COMMENT = /#[^\r\n]*/y;
const LABEL_NAME = /[A-Za-z0-9_]*/y;
const METRIC_NAME = /[A-Za-z0-9_:]*/y;
const LETTERS = /[A-Za-z_]*/y;
const SPACES = /[ \t\r\n]*/y;
const OPENING = /[ \t\r\n]*\(/y;

/** The words that a duration may have, and the letters they start with. */
const DURATION_WORDS: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of']);
const DURATION_WORD_START = /^[srm]$/i;

/** Tokens of one character, wherever an expression is allowed. */
const SINGLE: ReadonlySet<string> = new Set([',', '*', '/', '%', '+', '-', '^', '@']);

const HASH = 0x23;
const FIRST_SURROGATE = '\ud800';

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const startsName = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

/** A part of the expression that is known only at deployment is not inside a string: nothing after it can be read. */
export class UnresolvedExpression extends Error {}

/**
 * Splits an expression into tokens as Prometheus does. Like that, it knows where in a selector it is.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/promql/parser/lex.go
 */
export class PromqlLexer {
  private position = 0;
  private start = 0;
  private mode: 'expression' | 'braces' | 'duration' = 'expression';
  private parentheses = 0;
  private isBracketOpen = false;
  private hasColon = false;
  private hasDuration = false;
  private isOver = false;

  public constructor(private readonly text: string) {}

  /** The next token; after the end and after an error there is only the end. */
  public next(): Token {
    if (this.isOver) return { type: 'end-of-input', text: '', start: this.text.length, end: this.text.length };
    let code = this.skipSpaces();
    // A comment is allowed only where an expression is.
    while (code === HASH && this.mode !== 'duration') {
      this.skip(COMMENT);
      code = this.skipSpaces();
    }
    this.start = this.position;
    if (endOfToken(this.text, this.position) > this.position) throw new UnresolvedExpression();
    if (this.mode === 'duration') return this.nextInDuration();
    if (this.mode === 'braces') return startsName(code) ? this.labelName() : this.nextInBraces();
    return startsName(code) && !this.isBracketOpen ? this.word() : this.nextInExpression();
  }

  private nextInExpression(): Token {
    const character = this.take();
    switch (character) {
      case '': return this.end();
      case '(': case ')': return this.parenthesis(character);
      case '{':
        this.mode = 'braces';
        return this.emit('{');
      case '[': return this.openBracket();
      case ']': return this.closeBracket();
      case '=': case '!': case '<': case '>': return this.comparison(character);
      case '"': case '\'': return this.string(scanString(this.text, this.start));
      case '`': return this.string(scanRawString(this.text, this.start));
    }
    if (SINGLE.has(character)) return this.emit(character as TokenType);
    if (this.startsNumber(character)) return this.number();
    if (character !== ':' && !startsName(character.charCodeAt(0))) return this.fail(`unexpected character: ${quoteCharacter(character)}`);
    return this.isBracketOpen ? this.colonOrDurationWord(character) : this.word();
  }

  private end(): Token {
    if (this.parentheses !== 0) return this.fail('unclosed left parenthesis');
    if (this.isBracketOpen) return this.fail('unclosed left bracket');
    this.isOver = true;
    return this.emit('end-of-input');
  }

  private parenthesis(character: '(' | ')'): Token {
    this.parentheses += character === '(' ? 1 : -1;
    return this.parentheses < 0 ? this.failBehind(`unexpected right parenthesis ${quoteCharacter(character)}`) : this.emit(character);
  }

  private openBracket(): Token {
    if (this.isBracketOpen) return this.fail(`unexpected left bracket ${quoteCharacter('[')}`);
    this.isBracketOpen = true;
    this.hasColon = this.hasDuration = false;
    this.mode = 'duration';
    return this.emit('[');
  }

  private closeBracket(): Token {
    if (!this.isBracketOpen) return this.fail(`unexpected right bracket ${quoteCharacter(']')}`);
    this.isBracketOpen = false;
    this.mode = 'expression';
    return this.emit(']');
  }

  private comparison(character: '=' | '!' | '<' | '>'): Token {
    const next = this.characterAt(this.position);
    if (character === '=' && next === '~') return this.fail(`unexpected character after '=': ${quoteCharacter(next)}`);
    if (character === '!' && next !== '=') return this.fail(`unexpected character after '!': ${quoteCharacter(next)}`);
    const isLong = next === '=' || (next === '/' && (character === '<' || character === '>'));
    if (!isLong) return this.emit(character as TokenType);
    this.position++;
    return this.emit(`${character}${next}` as TokenType);
  }

  private word(): Token {
    this.position = this.start;
    this.skip(METRIC_NAME);
    const text = this.text.slice(this.start, this.position);
    const type = WORDS.get(text.toLowerCase());
    if (type === undefined) return this.emit(text.includes(':') ? 'metric-identifier' : 'identifier', text);
    // A modifier that is younger than metrics of its name.
    const isFill = type === 'fill' || type === 'fill_left' || type === 'fill_right';
    return this.emit(isFill && !this.isFollowedByParenthesis() ? 'identifier' : type, text);
  }

  private isFollowedByParenthesis(): boolean {
    OPENING.lastIndex = this.position;
    return OPENING.test(this.text);
  }

  /** After a number in brackets, where no name is allowed. */
  private colonOrDurationWord(character: string): Token {
    if (character === ':') {
      if (this.hasColon) return this.fail(`unexpected colon ${quoteCharacter(character)}`);
      this.hasColon = true;
      return this.emit(':');
    }
    return this.durationWord(character) ?? this.fail(`unexpected character: ${quoteCharacter(character)}, expected ':'`);
  }

  private durationWord(character: string): Token | undefined {
    if (!DURATION_WORD_START.test(character)) return undefined;
    this.skip(LETTERS);
    const word = this.text.slice(this.start, this.position).toLowerCase();
    return DURATION_WORDS.has(word) ? this.emit(word as TokenType) : undefined;
  }

  private labelName(): Token {
    this.skip(LABEL_NAME);
    return this.emit('identifier');
  }

  private nextInBraces(): Token {
    const character = this.take();
    switch (character) {
      case '': return this.fail('unexpected end of input inside braces');
      case ',': return this.emit(',');
      case '"': case '\'': return this.string(scanString(this.text, this.start));
      case '`': return this.string(scanRawString(this.text, this.start));
      case '=': return this.matchOperator('=', '=');
      case '!': return this.matchOperator('!', undefined);
      case '{': return this.fail(`unexpected left brace ${quoteCharacter(character)}`);
      case '}':
        this.mode = 'expression';
        return this.emit('}');
    }
    return this.fail(`unexpected character inside braces: ${quoteCharacter(character)}`);
  }

  private matchOperator(character: '=' | '!', alone: '=' | undefined): Token {
    const next = this.characterAt(this.position);
    if (next === '~' || (next === '=' && character === '!')) {
      this.position++;
      return this.emit(`${character}${next}` as TokenType);
    }
    return alone === undefined ? this.fail(`unexpected character after '!' inside braces: ${quoteCharacter(next)}`) : this.emit(alone);
  }

  private nextInDuration(): Token {
    const character = this.take();
    switch (character) {
      case '': return this.fail('unexpected end of input in duration expression');
      case ']':
        this.hasColon = false;
        return this.closeBracket();
      case ':': return this.colonInDuration();
      case '(': case ')': return this.parenthesis(character);
    }
    if (SINGLE.has(character) && character !== '@') return this.emit(character as TokenType);
    if (this.startsNumber(character)) {
      this.hasDuration = true;
      this.mode = 'expression';
      return this.number();
    }
    const word = this.durationWord(character);
    if (word === undefined) return this.fail(`unexpected character in duration expression: ${quoteCharacter(character)}`);
    this.hasDuration = true;
    return word;
  }

  private colonInDuration(): Token {
    if (!this.hasDuration) return this.failBehind('unexpected colon before duration in duration expression');
    if (this.hasColon) return this.failBehind('unexpected repeated colon in duration expression');
    this.hasColon = true;
    return this.emit(':');
  }

  private startsNumber(character: string): boolean {
    return isDigit(character) || (character === '.' && isDigit(this.text.charAt(this.position)));
  }

  private number(): Token {
    const endOfDuration = endOfSimpleDuration(this.text, this.start);
    if (endOfDuration !== undefined) {
      this.position = endOfDuration;
      return this.emit('duration');
    }
    const number = scanNumber(this.text, this.start);
    this.position = number.end;
    if (number.isValid) return this.emit('number');
    const duration = scanDuration(this.text, number.end);
    this.position = duration.end;
    if (duration.isValid) return this.emit('duration');
    return this.fail(`bad number or duration syntax: ${quote(this.text.slice(this.start, this.position))}`);
  }

  private string({ end, error }: { readonly end: number; readonly error?: string }): Token {
    this.position = end;
    return error === undefined ? this.emit('string') : this.fail(error);
  }

  private characterAt(position: number): string {
    if (position >= this.text.length) return '';
    const character = this.text.charAt(position);
    return character < FIRST_SURROGATE ? character : String.fromCodePoint(this.text.codePointAt(position) ?? 0);
  }

  private take(): string {
    const character = this.characterAt(this.position);
    this.position += character.length;
    return character;
  }

  /** The code of the next character, `NaN` at the end: V8 is slow where a program reads beyond the end of a text. */
  private code(): number {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : NaN;
  }

  /** Skips spaces, of which most are single. Returns the code of the character that follows. */
  private skipSpaces(): number {
    const first = this.code();
    if (!isSpace(first)) return first;
    this.position++;
    const second = this.code();
    if (!isSpace(second)) return second;
    this.skip(SPACES);
    return this.code();
  }

  /** Skips the characters that a sticky expression matches, which may be none. */
  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    if (pattern.test(this.text)) this.position = pattern.lastIndex;
  }

  private emit(type: TokenType, text = this.text.slice(this.start, this.position)): Token {
    return { type, text, start: this.start, end: this.position };
  }

  private fail(message: string): Token {
    this.isOver = true;
    return { type: 'error', text: message, start: this.start, end: this.text.length };
  }

  /** Fails after the character that was read. */
  private failBehind(message: string): Token {
    this.start = this.position;
    return this.fail(message);
  }
}
