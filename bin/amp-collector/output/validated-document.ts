import type { Problem } from '../../../lib/validation/problem';
import type { Document } from '../input/document';

/** A document with its problems. */
export interface ValidatedDocument {
  readonly source: Document;
  readonly problems: readonly Problem[];
}
