import type { CollectorTarget } from '../../../lib/validation/collector-target';
import type { Problem } from '../../../lib/validation/problem';
import type { Document } from '../input/document';
import type { Paint } from '../output/terminal';

/** A kind of document that the tool validates and shows. */
export interface DocumentKind {
  /** The name in messages: "a scrape configuration". */
  readonly title: string;
  /** Returns whether a text is of this kind, by its outermost keys. */
  readonly recognizes: (text: string) => boolean;
  readonly validate: (document: Document, target: CollectorTarget) => readonly Problem[];
  readonly show: (document: Document) => ShownDocument;
}

/** A description of a document. */
export interface ShownDocument {
  readonly name: string;
  readonly problems: readonly Problem[];
  /** The description for programs. */
  readonly data: object;
  /** The description for people. */
  readonly text: (paint: Paint) => string;
}
