import type { PromqlFeature, PromqlProblem, PromqlRange } from './problem';
import { PromqlLexer } from './lexer';
import { describeToken, type Token, type TokenType } from './token';

/** Ends the parsing of an expression, after its problem was reported. */
export class PromqlSyntaxError extends Error {}

/** The expression is nested more deeply than the parser follows. */
export class TooDeepExpression extends Error {}

const IN_RECENT_VERSIONS = 'which recent versions of Prometheus have, some of them only with a feature flag';

/** Far more levels than anybody writes; each takes several calls. */
const MAX_DEPTH = 600;

/** A part of an expression as messages about an unexpected token name it, and what they say was expected; each may be empty. */
export interface PartOfExpression {
  readonly part: string;
  readonly expected: string;
}

/** The tokens of an expression, and what was found about it so far. */
export class PromqlReader {
  public readonly problems: PromqlProblem[] = [];
  public readonly features: PromqlFeature[] = [];
  private readonly lexer: PromqlLexer;
  private peeked: Token | undefined;
  private context: PartOfExpression = { part: '', expected: '' };
  private depth = 0;

  public constructor(text: string) {
    this.lexer = new PromqlLexer(text);
  }

  public peek(): Token {
    this.peeked ??= this.read();
    return this.peeked;
  }

  public next(): Token {
    const token = this.peeked ?? this.read();
    this.peeked = undefined;
    return token;
  }

  /** The next token, if it is of the type. */
  public take(type: TokenType): Token | undefined {
    return this.peek().type === type ? this.next() : undefined;
  }

  public expect(type: TokenType, context?: PartOfExpression): Token {
    return this.peek().type === type ? this.next() : this.unexpected(context);
  }

  public expectOneOf(types: readonly TokenType[], context?: PartOfExpression): Token {
    return types.includes(this.peek().type) ? this.next() : this.unexpected(context);
  }

  /** Parses a part of the expression, of which messages about an unexpected token speak. */
  public within<T>(context: PartOfExpression, parse: () => T): T {
    const outer = this.context;
    this.context = context;
    const result = parse();
    this.context = outer;
    return result;
  }

  public nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new TooDeepExpression();
    const result = parse();
    this.depth--;
    return result;
  }

  public unexpected({ part, expected } = this.context): never {
    const token = this.peek();
    const context = `${part === '' ? '' : ` in ${part}`}${expected === '' ? '' : `, expected ${expected}`}`;
    if (token.type !== 'error') this.report(token, `unexpected ${describeToken(token)}${context}`);
    throw new PromqlSyntaxError();
  }

  /** Reads the rest of the expression, of which only the tokens are validated. */
  public readRest(): void {
    while (!['end-of-input', 'error'].includes(this.next().type));
  }

  public report({ start, end }: PromqlRange, message: string, feature?: string): void {
    this.problems.push({ message, start, end, ...(feature !== undefined && { feature }) });
  }

  public use(name: string, { start, end }: PromqlRange, availability = IN_RECENT_VERSIONS): void {
    this.features.push({ name, availability, start, end });
  }

  private read(): Token {
    const token = this.lexer.next();
    if (token.type === 'error') this.report(token, token.text);
    return token;
  }
}
