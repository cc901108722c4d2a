/** Bytes as text, up to the first invalid character. */
export interface Decoded {
  readonly text: string;
  /** Go's message about the bytes that follow the text. */
  readonly failure?: string;
}
