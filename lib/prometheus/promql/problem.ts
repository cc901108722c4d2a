/** Something that Prometheus refuses in an expression. Its place is counted in characters of the expression, from 0. */
export interface PromqlProblem {
  /** In Prometheus's words. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The feature that a flag would enable, where that is all that is missing. */
  readonly feature?: string;
}

/** A use of something that Prometheus has had for less than about a year, or only with a feature flag, or has no longer. */
export interface PromqlFeature {
  readonly name: string;
  /** The versions that have it, as a relative clause. */
  readonly availability: string;
  readonly start: number;
  readonly end: number;
}

/** A part of an expression. */
export interface PromqlRange {
  readonly start: number;
  readonly end: number;
}
