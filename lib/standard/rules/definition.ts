/** The programs whose metrics standard rules read. */
export type Component = 'apiServer' | 'cadvisor' | 'controllerManager' | 'coreDns' | 'kubelet' | 'kubeStateMetrics' | 'nodeExporter' | 'scheduler';

/** Severities of standard alerts. `none` is for an alert that nobody is notified of as a problem. */
export type Severity = 'critical' | 'warning' | 'info' | 'none';

/**
 * A recording rule. In expressions, `$` and the name of a component stands for the matchers of its job, `$any` for the matchers that every
 * selector has, and `$range` for a range that holds four samples.
 */
export interface RecordingDefinition {
  readonly record: string;
  readonly expr: string;
}

/**
 * An alerting rule. In its expression and its description, `$threshold` stands for the threshold; in the description, `$for` for the
 * waiting time.
 */
export interface AlertDefinition {
  readonly alert: string;
  readonly severity: Severity;
  /** In minutes. */
  readonly for: number;
  readonly threshold?: number;
  readonly expr: string;
  readonly summary: string;
  readonly description: string;
}

export type RuleDefinition = RecordingDefinition | AlertDefinition;

/** Rules of one subject, which are evaluated together. */
export interface GroupDefinition {
  readonly name: string;
  readonly rules: readonly RuleDefinition[];
}
