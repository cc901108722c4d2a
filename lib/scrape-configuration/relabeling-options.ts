/**
 * The values that a relabeling matches: those of the source labels, joined, against a regular expression.
 */
export interface RelabelingMatchOptions {
  /**
   * The labels whose values are joined and compared.
   *
   * @default - no label: the joined value is the empty text
   */
  readonly sourceLabels?: string[];

  /**
   * The separator of the joined values.
   *
   * @default ';'
   */
  readonly separator?: string;

  /**
   * The RE2 regular expression that the whole joined value must match.
   *
   * In TypeScript, write a backslash twice (`'\\d+'`); Prometheus then reads it once.
   *
   * @see https://github.com/google/re2/wiki/Syntax
   * @default '(.*)'
   */
  readonly regex?: string;
}

/**
 * Options of `Relabeling.replace`.
 */
export interface ReplaceRelabelingOptions extends RelabelingMatchOptions {
  /**
   * The label to set. May refer to groups of the regular expression (`$1`).
   */
  readonly targetLabel: string;

  /**
   * The new value. May refer to groups of the regular expression (`$1`, `${name}`). An empty text removes the label.
   *
   * @default '$1'
   */
  readonly replacement?: string;
}

/**
 * Options of `Relabeling.hashMod`.
 */
export interface HashModRelabelingOptions {
  /**
   * The labels whose values are joined and hashed.
   */
  readonly sourceLabels: string[];

  /**
   * The separator of the joined values.
   *
   * @default ';'
   */
  readonly separator?: string;

  /**
   * The number of buckets. At least 1.
   */
  readonly modulus: number;

  /**
   * The label that gets the number of the bucket.
   */
  readonly targetLabel: string;
}

/**
 * Options of `Relabeling.labelMap`.
 */
export interface LabelMapRelabelingOptions {
  /**
   * The RE2 regular expression that the whole label name must match.
   */
  readonly regex: string;

  /**
   * The new name.
   *
   * @default '$1'
   */
  readonly replacement?: string;
}

/**
 * Options of `Relabeling.lowercase` and `Relabeling.uppercase`.
 */
export interface CaseRelabelingOptions {
  /**
   * The labels whose values are joined.
   */
  readonly sourceLabels: string[];

  /**
   * The separator of the joined values.
   *
   * @default ';'
   */
  readonly separator?: string;

  /**
   * The label that is written.
   */
  readonly targetLabel: string;
}

/**
 * Options of `Relabeling.keepEqual` and `Relabeling.dropEqual`.
 */
export interface EqualRelabelingOptions {
  /**
   * The labels whose values are joined with `;`.
   */
  readonly sourceLabels: string[];

  /**
   * The label that the joined value is compared with.
   */
  readonly targetLabel: string;
}
