import type { ConversionNote } from '../conversion-note';
import type { ResultKind } from './result-files';

/** A file that the conversion writes. */
export interface ConvertedFile {
  readonly kind: ResultKind;
  /** The contents with the field names of Prometheus or Alertmanager. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A result, or nothing if the input has no part for it. */
export interface Converted {
  readonly file?: ConvertedFile;
  readonly notes: readonly ConversionNote[];
}
