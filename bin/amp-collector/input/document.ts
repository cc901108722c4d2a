import type { CollectorTarget } from '../../../lib/validation/collector-target';

/** A text to validate or show, and its origin. */
export interface Document {
  /** The name in messages: a file, `<stdin>`, or the path of a construct. */
  readonly name: string;
  /** Bytes, since text that is not UTF-8 is a problem to report. */
  readonly text: Uint8Array | string;
  /** The file that contains it. */
  readonly file: string;
  /** The construct that it belongs to, if the file is a template. */
  readonly constructPath?: string;
  /** The collector that runs it, if a template says so. */
  readonly target?: CollectorTarget;
}
