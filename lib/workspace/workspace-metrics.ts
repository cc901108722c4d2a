import { Resource, Stack, Token } from 'aws-cdk-lib';
import { MathExpression, type MathExpressionOptions, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** The metric of a workspace's usage of its quotas, by the dimension `Resource`. */
const USAGE = { namespace: 'AWS/Usage', metricName: 'ResourceCount' } as const;

/** The namespace of the other metrics. */
const NAMESPACE = 'AWS/Prometheus';

interface MetricName {
  readonly namespace: string;
  readonly metricName: string;
}

/**
 * The CloudWatch metrics of a workspace. They are free of charge. Collectors have no metrics.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-CW-usage-metrics.html
 * @internal
 */
export abstract class WorkspaceMetrics extends Resource {
  public abstract readonly workspaceId: string;

  public metric(metricName: string, options: MetricOptions = {}): Metric {
    return this.newMetric({ namespace: NAMESPACE, metricName }, { Workspace: this.workspaceId }, options);
  }

  public metricUsage(resource: string, options: MetricOptions = {}): Metric {
    return this.newMetric(
      USAGE, { Service: 'Prometheus', Type: 'Resource', Class: 'None', Resource: resource, ResourceId: this.workspaceId }, options,
    );
  }

  public metricActiveSeries(options?: MetricOptions): Metric {
    return this.metricUsage('ActiveSeries', { statistic: Stats.MAXIMUM, ...options });
  }

  public metricIngestionRate(options?: MetricOptions): Metric {
    return this.metricUsage('IngestionRate', options);
  }

  public metricActiveAlerts(options?: MetricOptions): Metric {
    return this.metricUsage('ActiveAlerts', { statistic: Stats.MAXIMUM, ...options });
  }

  public metricDiscardedSamples(options?: MathExpressionOptions): MathExpression {
    return this.total('DiscardedSamples', options);
  }

  public metricOutOfOrderIngestionRate(options?: MetricOptions): Metric {
    return this.metric('OutOfOrderIngestionRate', options);
  }

  public metricQuerySamplesProcessed(options?: MetricOptions): Metric {
    return this.metric('QuerySamplesProcessed', { statistic: Stats.SUM, ...options });
  }

  public metricRuleEvaluations(options?: MathExpressionOptions): MathExpression {
    return this.total('RuleEvaluations', options);
  }

  public metricRuleEvaluationFailures(options?: MathExpressionOptions): MathExpression {
    return this.total('RuleEvaluationFailures', options);
  }

  public metricRuleGroupIterationsMissed(options?: MathExpressionOptions): MathExpression {
    return this.total('RuleGroupIterationsMissed', options);
  }

  public metricRuleGroupLastEvaluationDuration(namespace: string, group: string, options: MetricOptions = {}): Metric {
    return this.newMetric(
      { namespace: NAMESPACE, metricName: 'RuleGroupLastEvaluationDuration' },
      { Workspace: this.workspaceId, RuleGroup: `${namespace};${group}` },
      { statistic: Stats.MAXIMUM, ...options },
    );
  }

  public metricAlertManagerAlertsReceived(options?: MetricOptions): Metric {
    return this.metric('AlertManagerAlertsReceived', { statistic: Stats.SUM, ...options });
  }

  public metricAlertManagerNotificationsFailed(options?: MetricOptions): Metric {
    return this.metric('AlertManagerNotificationsFailed', { statistic: Stats.SUM, ...options });
  }

  public metricAlertManagerNotificationsThrottled(options?: MetricOptions): Metric {
    return this.metric('AlertManagerNotificationsThrottled', { statistic: Stats.SUM, ...options });
  }

  /**
   * Returns the sum over rule groups or reasons. A metric is identified by all of its dimensions, so one with the dimension `Workspace`
   * alone would never have data.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
   */
  private total(metricName: string, options: MathExpressionOptions = {}): MathExpression {
    const expression = `SELECT SUM(${metricName}) FROM "${NAMESPACE}" WHERE Workspace = '${this.workspaceId}'`;
    const { account: searchAccount, region: searchRegion } = this.elsewhere();
    return new MathExpression({ label: metricName, searchAccount, searchRegion, ...options, expression });
  }

  private newMetric(name: MetricName, dimensionsMap: Record<string, string>, options: MetricOptions): Metric {
    const dimensions = { ...dimensionsMap, ...options.dimensionsMap };
    return new Metric({ ...name, ...this.elsewhere(), ...options, dimensionsMap: dimensions }).attachTo(this);
  }

  /** Returns the account and the Region of an imported workspace that differ from those of the stack. */
  private elsewhere(): { readonly account?: string; readonly region?: string } {
    const { account, region } = Stack.of(this);
    return { account: other(account, this.env.account), region: other(region, this.env.region) };
  }
}

function other(ours: string, theirs: string): string | undefined {
  return Token.isUnresolved(ours) || Token.isUnresolved(theirs) || ours === theirs ? undefined : theirs;
}
