/**
 * How much a finding in a scrape configuration weighs.
 */
export enum ProblemSeverity {
  /** Prometheus or the collector refuses the configuration. */
  ERROR = 'error',

  /** The configuration is accepted, and probably does not do what was meant. */
  WARNING = 'warning',
}

/**
 * One finding in a scrape configuration.
 */
export interface Problem {
  /**
   * The rule that found it: `prometheus/…` where Prometheus refuses the configuration, `collector/…` where
   * Amazon Managed Service for Prometheus does, `advice/…` where both accept it.
   */
  readonly ruleId: string;

  /** Whether the configuration is refused or only questionable. */
  readonly severity: ProblemSeverity;

  /** Where it is, in Prometheus's field names: `scrape_configs[0].relabel_configs[2].regex`. Empty for the whole document. */
  readonly path: string;

  /** What is wrong, in Prometheus's wording where it has one. */
  readonly message: string;

  /**
   * The file, by the path that was given.
   *
   * @default - the configuration is from no file, or has had jobs added
   */
  readonly file?: string;

  /**
   * Line in the text, from 1.
   *
   * @default - the configuration was not given as text
   */
  readonly line?: number;

  /**
   * Column in the text, from 1.
   *
   * @default - the configuration was not given as text
   */
  readonly column?: number;
}
