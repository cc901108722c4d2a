import { COLON, isBlankOrEnd } from './characters';
import type { Cursor, Mark } from './cursor';

/** The greatest distance of a `:` from the start of a key that has no `?` before it. */
const MAX_KEY_LENGTH = 1024;

/** A place where a key may have started, which only a later `:` on the same line shows. */
export interface SimpleKey {
  readonly mark: Mark;
  /** In block style, at the indentation of the mapping, only a key is allowed. */
  readonly isRequired: boolean;
  /** The number of the token that would be the key. */
  readonly token: number;
}

/** The possible keys: at most one for each level of brackets. */
export class SimpleKeys {
  private readonly keys: Array<SimpleKey | undefined> = [undefined];
  private readonly levelOfToken = new Map<number, number>();

  /** For each level, the token that could last have been a key; at first the bracket that opens the level. */
  private readonly lastTokens = [0];
  private isLastLineOver = false;

  /** The number of open brackets. */
  public depth = 0;

  public constructor(private readonly cursor: Cursor) {}

  public enter(bracket: number): void {
    this.depth++;
    this.keys.push(undefined);
    this.lastTokens.push(bracket);
  }

  /** Empty brackets are not a key: Go's reader forgets them here. */
  public leave(): void {
    this.depth--;
    this.keys.pop();
    this.levelOfToken.delete(this.lastTokens.pop() ?? 0);
  }

  /** Set where the token may turn out to be a key. */
  public mayBecomeKey(token: number): boolean {
    const level = this.levelOfToken.get(token);
    return level !== undefined && this.isPossible(level);
  }

  /** The token to come may be a key. The one before was dropped. */
  public save(key: SimpleKey): void {
    this.keys[this.depth] = key;
    this.lastTokens[this.depth] = key.token;
    this.levelOfToken.set(key.token, this.depth);
  }

  /** No `:` came for the innermost key. */
  public drop(): void {
    if (this.keys[this.depth]?.isRequired === true) this.cursor.fail('could not find expected \':\'');
    this.forget(this.depth);
  }

  /** The innermost key, for which a `:` has come, if there is one. */
  public take(): SimpleKey | undefined {
    const key = this.isPossible(this.depth) ? this.keys[this.depth] : undefined;
    this.forget(this.depth);
    return key;
  }

  /** Returns whether a key that starts at a mark ends here, with its `:` on the same line. */
  public isEndOfKey({ line, position }: Mark): boolean {
    const { cursor } = this;
    return cursor.code() === COLON && cursor.line === line && cursor.position - position <= MAX_KEY_LENGTH && isBlankOrEnd(cursor.code(1));
  }

  /** The end of the text ends its last line. */
  public endLine(): void {
    this.isLastLineOver = true;
  }

  private isPossible(level: number): boolean {
    const key = this.keys[level];
    if (key === undefined) return false;
    const isSameLine = key.mark.line === this.cursor.line && !this.isLastLineOver;
    if (isSameLine && key.mark.position + MAX_KEY_LENGTH >= this.cursor.position) return true;
    if (key.isRequired) this.cursor.fail('could not find expected \':\'');
    this.forget(level);
    return false;
  }

  private forget(level: number): void {
    const key = this.keys[level];
    if (key !== undefined) this.levelOfToken.delete(key.token);
    this.keys[level] = undefined;
  }
}
