/** Bytes as text, up to the first character that is none. */
export interface Decoded {
  readonly text: string;
  readonly failure?: BrokenCharacter;
}

/** A broken character: the message of Go's reader, and its number of bytes; one that is cut off has no end. */
export interface BrokenCharacter {
  readonly message: string;
  readonly width: number;
}
