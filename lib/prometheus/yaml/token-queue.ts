import type { Token } from './token';

/** The number of taken tokens that are kept: few, so that they need no memory for long. */
const MOST_TAKEN = 64;

/** Tokens that were read and are not yet taken, by their numbers in the text. */
export class TokenQueue {
  /** The number of tokens that were taken, which is the number of the first one that was not. */
  public taken = 0;
  private tokens: Token[] = [];
  private head = 0;

  public get length(): number {
    return this.tokens.length - this.head;
  }

  /** The number that the next token to be added will have. */
  public get nextNumber(): number {
    return this.taken + this.length;
  }

  public get first(): Token {
    return this.tokens[this.head] as Token;
  }

  public push(token: Token): void {
    this.tokens.push(token);
  }

  /** Adds a token in front of the one that has a number. */
  public insert(number: number, token: Token): void {
    this.tokens.splice(this.head + number - this.taken, 0, token);
  }

  /** Takes the first token away. */
  public take(): void {
    this.head++;
    this.taken++;
    if (this.head < MOST_TAKEN) return;
    this.tokens = this.tokens.slice(this.head);
    this.head = 0;
  }
}
