import { endOfToken } from '../../private/tokens';
import {
  AMPERSAND, APOSTROPHE, ASTERISK, BAR, codesOf, COLON, COMMA, DASH, EXCLAMATION, GREATER, HASH, isBlankOrEnd, isBreak,
  LEFT_BRACE, LEFT_BRACKET, PERCENT, QUESTION, QUOTE, RIGHT_BRACE, RIGHT_BRACKET, SPACE, TAB,
} from './characters';
import { Cursor, type Mark } from './cursor';
import { scanBlock, scanPlain, scanQuoted } from './scalars';
import { SimpleKeys } from './simple-keys';
import type { YamlSource } from './source';
import { scanAnchor, scanDirective, scanTag } from './tags';
import type { ScalarStyle, Token, TokenType } from './token';
import { TokenQueue } from './token-queue';
import type { ReadOptions } from './read-options';

/** Go's bound on collections inside each other. */
const MAX_DEPTH = 10_000;

/** Characters that mean something else than a plain scalar at its start. */
const NOT_PLAIN = codesOf('-?:,[]{}#&*!|>\'"%@`');

/**
 * The tokens of YAML 1.1 with the rules and messages of libyaml, which Go's reader is a translation of.
 *
 * @see https://github.com/yaml/libyaml/blob/master/src/scanner.c
 */
export class Scanner {
  private readonly cursor: Cursor;
  private readonly queue = new TokenQueue();
  private peeked: Token | undefined;

  /** The column of the innermost block collection, and of those around it. */
  private indent = -1;
  private readonly indents: number[] = [];

  private readonly simpleKeys: SimpleKeys;
  private simpleKeyAllowed = true;

  /** Reads a token that its first character alone decides. */
  private readonly fetchers = new Map<number, () => void>([
    [LEFT_BRACKET, () => { this.fetchFlowStart('flow-sequence-start'); }],
    [LEFT_BRACE, () => { this.fetchFlowStart('flow-mapping-start'); }],
    [RIGHT_BRACKET, () => { this.fetchFlowEnd('flow-sequence-end'); }],
    [RIGHT_BRACE, () => { this.fetchFlowEnd('flow-mapping-end'); }],
    [COMMA, () => { this.fetchFlowEntry(); }],
    [ASTERISK, () => { this.fetchKeyLike(() => scanAnchor(this.cursor, 'alias')); }],
    [AMPERSAND, () => { this.fetchKeyLike(() => scanAnchor(this.cursor, 'anchor')); }],
    [EXCLAMATION, () => { this.fetchKeyLike(() => scanTag(this.cursor)); }],
    [APOSTROPHE, () => { this.fetchQuoted('single-quoted'); }],
    [QUOTE, () => { this.fetchQuoted('double-quoted'); }],
  ]);

  private readonly lookahead: number;

  public constructor(source: YamlSource, { lookahead = 0, firstLine = 0 }: ReadOptions = {}) {
    this.lookahead = lookahead;
    this.cursor = new Cursor(source.text, source.failure, firstLine);
    this.simpleKeys = new SimpleKeys(this.cursor);
  }

  /** The next token, which stays the next. */
  public peek(): Token {
    if (this.peeked !== undefined) return this.peeked;
    const { queue } = this;
    while (queue.length <= this.lookahead || this.simpleKeys.mayBecomeKey(queue.taken)) this.fetch();
    return this.peeked = queue.first;
  }

  /** The next token, which is taken. */
  public take(): Token {
    const token = this.peeked ?? this.peek();
    this.peeked = undefined;
    this.queue.take();
    return token;
  }

  private get inFlow(): boolean {
    return this.simpleKeys.depth > 0;
  }

  private add(type: TokenType, start: Mark, width = 0): void {
    this.queue.push({ type, start, end: start.position + width });
  }

  private insert(number: number, type: TokenType, start: Mark): void {
    this.queue.insert(number, { type, start, end: start.position });
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToToken();
    this.unrollIndent(cursor.column);
    if (cursor.atEnd()) {
      this.fetchEnd();
      return;
    }
    const code = cursor.code();
    if (cursor.column === 0 && code === PERCENT) {
      this.startOfDocument();
      this.queue.push(scanDirective(cursor));
      return;
    }
    if (cursor.atDocumentIndicator()) {
      this.startOfDocument();
      this.add(code === DASH ? 'document-start' : 'document-end', cursor.mark());
      cursor.position += 3;
      return;
    }
    const fetcher = this.fetchers.get(code);
    // CloudFormation has replaced a dynamic reference when the text is read.
    if (code === LEFT_BRACE && endOfToken(cursor.text, cursor.position) > cursor.position) this.fetchPlain();
    else if (fetcher === undefined) this.fetchIndicatorOrPlain(code);
    else fetcher();
  }

  private fetchIndicatorOrPlain(code: number): void {
    if (!NOT_PLAIN.has(code) && !isBlankOrEnd(code)) {
      this.fetchPlain();
      return;
    }
    const standsAlone = isBlankOrEnd(this.cursor.code(1));
    if (code === DASH && standsAlone) this.fetchBlockEntry();
    else if (code === QUESTION && (this.inFlow || standsAlone)) this.fetchKey();
    else if (code === COLON && (this.inFlow || standsAlone)) this.fetchValue();
    else if ((code === BAR || code === GREATER) && !this.inFlow) this.fetchBlockScalar(code === BAR);
    else if (code === DASH || code === QUESTION || code === COLON) this.fetchPlain();
    else this.cursor.fail('found character that cannot start any token');
  }

  /** Blanks, comments and line breaks. A tab may not be where a key could start. */
  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      const code = cursor.code();
      if (code === SPACE) {
        cursor.skipSpaces();
      } else if (code === TAB && (this.inFlow || !this.simpleKeyAllowed)) {
        cursor.position++;
      } else if (code === HASH) {
        cursor.skipLine();
      } else if (isBreak(code)) {
        cursor.readBreak();
        if (!this.inFlow) this.simpleKeyAllowed = true;
      } else {
        return;
      }
    }
  }

  private fetchEnd(): void {
    this.cursor.failIfCut();
    this.simpleKeys.endLine();
    this.startOfDocument();
    this.add('stream-end', this.cursor.mark());
  }

  private startOfDocument(): void {
    this.unrollIndent(-1);
    this.simpleKeys.drop();
    this.simpleKeyAllowed = false;
  }

  private fetchFlowStart(type: TokenType): void {
    if (this.simpleKeyAllowed) {
      this.simpleKeys.drop();
      this.saveSimpleKey(this.cursor.mark());
    }
    this.simpleKeys.enter(this.queue.nextNumber);
    if (this.simpleKeys.depth > MAX_DEPTH) this.cursor.fail(`exceeded max depth of ${MAX_DEPTH}`);
    this.simpleKeyAllowed = true;
    this.addIndicator(type);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.simpleKeys.drop();
    if (this.inFlow) this.simpleKeys.leave();
    this.simpleKeyAllowed = false;
    this.addIndicator(type);
  }

  private fetchFlowEntry(): void {
    this.simpleKeys.drop();
    this.simpleKeyAllowed = true;
    this.addIndicator('flow-entry');
  }

  private fetchBlockEntry(): void {
    if (!this.inFlow) {
      if (!this.simpleKeyAllowed) this.cursor.fail('block sequence entries are not allowed in this context');
      this.rollIndent('block-sequence-start', this.cursor.mark());
    }
    this.simpleKeys.drop();
    this.simpleKeyAllowed = true;
    this.addIndicator('block-entry');
  }

  private fetchKey(): void {
    if (!this.inFlow) {
      if (!this.simpleKeyAllowed) this.cursor.fail('mapping keys are not allowed in this context');
      this.rollIndent('block-mapping-start', this.cursor.mark());
    }
    this.simpleKeys.drop();
    this.simpleKeyAllowed = !this.inFlow;
    this.addIndicator('key');
  }

  private fetchValue(): void {
    const key = this.simpleKeys.take();
    if (key !== undefined) {
      this.insert(key.token, 'key', key.mark);
      this.rollIndent('block-mapping-start', key.mark, key.token);
      this.simpleKeyAllowed = false;
    } else {
      if (!this.inFlow) {
        if (!this.simpleKeyAllowed) this.cursor.fail('mapping values are not allowed in this context');
        this.rollIndent('block-mapping-start', this.cursor.mark());
      }
      this.simpleKeyAllowed = !this.inFlow;
    }
    this.addIndicator('value');
  }

  private addIndicator(type: TokenType): void {
    this.add(type, this.cursor.mark(), 1);
    this.cursor.position++;
  }

  /** Reads a token that may be a key, and after which no key may start. */
  private fetchKeyLike(scan: (start: Mark) => Token): void {
    const start = this.cursor.mark();
    const mayBeKey = this.simpleKeyAllowed;
    if (mayBeKey) this.simpleKeys.drop();
    this.simpleKeyAllowed = false;
    const token = scan(start);
    if (mayBeKey && !this.inFlow && this.simpleKeys.isEndOfKey(start)) {
      // Most keys have their `:` behind them, so that there is nothing to remember.
      this.rollIndent('block-mapping-start', start);
      this.add('key', start);
      this.queue.push(token);
      this.addIndicator('value');
    } else {
      if (mayBeKey) this.saveSimpleKey(start);
      this.queue.push(token);
    }
  }

  private fetchQuoted(style: ScalarStyle): void {
    this.fetchKeyLike(start => ({ type: 'scalar', start, value: scanQuoted(this.cursor), style, end: this.cursor.position }));
  }

  private fetchPlain(): void {
    this.fetchKeyLike((start) => {
      const { value, endsLine, end } = scanPlain(this.cursor, this.inFlow, this.indent + 1);
      if (this.cursor.atEnd()) this.cursor.failIfCut();
      if (endsLine) this.simpleKeyAllowed = true;
      return { type: 'scalar', start, value, style: 'plain', end };
    });
  }

  private fetchBlockScalar(isLiteral: boolean): void {
    this.simpleKeys.drop();
    this.simpleKeyAllowed = true;
    const start = this.cursor.mark();
    const { value, end } = scanBlock(this.cursor, isLiteral, this.indent);
    // Only the next line shows that it has ended.
    if (this.cursor.atEnd()) this.cursor.failIfCut();
    this.queue.push({ type: 'scalar', start, value, style: isLiteral ? 'literal' : 'folded', end });
  }

  private saveSimpleKey(mark: Mark): void {
    this.simpleKeys.save({ mark, token: this.queue.nextNumber, isRequired: !this.inFlow && this.indent === mark.column });
  }

  private rollIndent(type: TokenType, mark: Mark, number = this.queue.nextNumber): void {
    if (this.inFlow || this.indent >= mark.column) return;
    this.indents.push(this.indent);
    this.indent = mark.column;
    if (this.indents.length > MAX_DEPTH) this.cursor.fail(`exceeded max depth of ${MAX_DEPTH}`);
    this.insert(number, type, mark);
  }

  private unrollIndent(column: number): void {
    if (this.inFlow) return;
    while (this.indent > column) {
      this.add('block-end', this.cursor.mark());
      this.indent = this.indents.pop() ?? -1;
    }
  }
}
