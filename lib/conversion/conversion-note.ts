import type { Path, SourceDocument } from './source-document';

/** A note about a conversion, with its place. */
export interface ConversionNote {
  /** A skipped text is of a kind that has nothing to do with metrics. */
  readonly outcome: 'changed' | 'dropped' | 'skipped';
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The field, or the object and the field. */
  readonly path: string;
  readonly message: string;
}

/** A note about a value of a document. */
export function noteIn(outcome: ConversionNote['outcome'], document: SourceDocument, path: Path, subject: string, message: string): ConversionNote {
  return { outcome, file: document.file, ...document.placeOf(path), path: subject, message };
}
