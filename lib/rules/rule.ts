import type { Duration } from 'aws-cdk-lib';
import { toFields } from '../scrape-configuration/writer/fields';

/**
 * Properties of an alerting rule, with the names of Prometheus's fields in camelCase.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export interface AlertingRuleProps {
  /** The name of the alert. */
  readonly alert: string;

  /** The PromQL expression. The alert is active for each series that it returns. */
  readonly expr: string;

  /**
   * The time for which the expression must return a series until its alert fires.
   *
   * @default Duration.seconds(0)
   */
  readonly for?: Duration;

  /**
   * The time for which an alert keeps firing after the expression returns its series no longer.
   *
   * @default Duration.seconds(0)
   */
  readonly keepFiringFor?: Duration;

  /**
   * Labels to add to the alert. Values are templates of Prometheus: `{{ $labels.pod }}`.
   *
   * @default - the labels of the series
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * Annotations of the alert. Values are templates of Prometheus: `{{ $labels.pod }} is down`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [name: string]: string };
}

/**
 * Properties of a recording rule, with the names of Prometheus's fields in camelCase.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export interface RecordingRuleProps {
  /** The name of the metric to write. */
  readonly record: string;

  /** The PromQL expression, whose result is written. */
  readonly expr: string;

  /**
   * Labels to add to the result.
   *
   * @default - the labels of the result
   */
  readonly labels?: { readonly [name: string]: string };
}

const ALERTING_FIELDS = {
  alert: 'alert', expr: 'expr', for: 'for', keepFiringFor: 'keep_firing_for', labels: 'labels', annotations: 'annotations',
} as const;
const RECORDING_FIELDS = { record: 'record', expr: 'expr', labels: 'labels' } as const;

/**
 * An alerting or a recording rule.
 */
export class Rule {
  /** A rule that raises an alert for each series that its expression returns. */
  public static alerting(props: AlertingRuleProps): Rule {
    return new Rule(toFields(props, ALERTING_FIELDS));
  }

  /** A rule that writes the result of its expression as a metric. */
  public static recording(props: RecordingRuleProps): Rule {
    return new Rule(toFields(props, RECORDING_FIELDS));
  }

  private constructor(private readonly fields: Record<string, unknown>) {}

  /** @internal */
  public _render(): Record<string, unknown> {
    return this.fields;
  }
}
