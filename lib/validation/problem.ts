/**
 * The severity of a problem.
 */
export enum ProblemSeverity {
  /** Prometheus or the collector refuses the configuration. */
  ERROR = 'error',

  /** The configuration is accepted, and probably does not do what was meant. */
  WARNING = 'warning',
}

/**
 * A problem of a scrape configuration.
 */
export interface Problem {
  /** The id of the rule that reports it, such as `unfiltered-job`. docs/rules.md lists all rules. */
  readonly ruleId: string;

  /** The severity: refused, or accepted and probably not intended. */
  readonly severity: ProblemSeverity;

  /**
   * The path. In Prometheus's field names for a given text or object, such as `scrape_configs[0].relabel_configs[2].regex`; in the names
   * of properties for typed jobs, such as `jobs[0] 'payments' relabelings[2].regex`. Empty for the whole configuration.
   */
  readonly path: string;

  /**
   * The name of the scrape job that the path is in.
   *
   * @default - the problem is of no job, or its name is not known
   */
  readonly jobName?: string;

  /** The message, in Prometheus's wording where it has one. */
  readonly message: string;

  /**
   * The file, by the path that was given.
   *
   * @default - the configuration is from no file, or has had jobs added
   */
  readonly file?: string;

  /**
   * Line in the text, from 1; for typed rules, in the expression or template.
   *
   * @default - the configuration was not given as text
   */
  readonly line?: number;

  /**
   * Column in the text, from 1; for typed rules, in the expression or template.
   *
   * @default - the configuration was not given as text
   */
  readonly column?: number;
}
