/** How a text is read. */
export interface ReadOptions {
  /** How many tokens are read ahead of the next one. None by default. */
  readonly lookahead?: number;
  /** The line on which the text starts, from 0, where it is a part of another one. */
  readonly firstLine?: number;
}
