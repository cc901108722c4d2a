/** Options for reading a text. */
export interface ReadOptions {
  /** The number of tokens that are read ahead of the next one. None by default. */
  readonly lookahead?: number;
  /** The line on which the text starts, from 0, where it is a part of another one. */
  readonly firstLine?: number;
}
