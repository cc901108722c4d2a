import type { Mark } from './cursor';

/** The style of a scalar. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

export type TokenType
  = 'document-start' | 'document-end' | 'stream-end' | 'version-directive' | 'tag-directive'
    | 'block-sequence-start' | 'block-mapping-start' | 'block-end'
    | 'flow-sequence-start' | 'flow-sequence-end' | 'flow-mapping-start' | 'flow-mapping-end'
    | 'block-entry' | 'flow-entry' | 'key' | 'value' | 'alias' | 'anchor' | 'tag' | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  /** The position after the token; after a block scalar, that of the next line. */
  readonly end: number;
  /** A scalar's text, an anchor's or alias's name, a directive's version, a tag's handle. */
  readonly value?: string;
  /** A tag's rest, or a directive's prefix. */
  readonly suffix?: string;
  readonly style?: ScalarStyle;
}
