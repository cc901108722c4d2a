import type { IResource } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { MathExpression, MathExpressionOptions, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { WorkspaceGrants } from './workspace-grants';

/**
 * A workspace of Amazon Managed Service for Prometheus, which stores metrics and answers queries.
 */
export interface IWorkspace extends IResource, IWorkspaceRef {
  /**
   * The ARN of the workspace.
   *
   * @attribute
   */
  readonly workspaceArn: string;

  /**
   * The ID of the workspace: `ws-…`.
   *
   * @attribute
   */
  readonly workspaceId: string;

  /**
   * The endpoint of the workspace, with a slash at its end: `https://aps-workspaces.REGION.amazonaws.com/workspaces/ws-…/`.
   *
   * @attribute
   */
  readonly prometheusEndpoint: string;

  /** The customer managed key that encrypts the metrics, as far as the app knows of one. */
  readonly encryptionKey?: IKeyRef;

  /** The URL for instant queries, which must be signed with SigV4 for the service `aps`. */
  readonly queryUrl: string;

  /** The URL for remote write by agents, which must be signed with SigV4 for the service `aps`. A collector needs no URL. */
  readonly remoteWriteUrl: string;

  /** Grants permissions on the workspace. */
  readonly grants: WorkspaceGrants;

  /**
   * Returns a metric of this workspace in `AWS/Prometheus`. Metrics of rules also have the dimension `RuleGroup`: `NAMESPACE;GROUP`.
   *
   * @param metricName the name of the metric, such as `DiscardedSamples`
   * @param options properties of the metric
   */
  metric(metricName: string, options?: MetricOptions): Metric;

  /**
   * Returns the metric of this workspace's usage of a quota in `AWS/Usage`.
   *
   * @param resource the quota, such as `QueryMetricsTPS`
   * @param options properties of the metric
   */
  metricUsage(resource: string, options?: MetricOptions): Metric;

  /** Returns the metric of active series. Maximum over 5 minutes. */
  metricActiveSeries(options?: MetricOptions): Metric;

  /** Returns the metric of samples ingested per second. Average over 5 minutes. */
  metricIngestionRate(options?: MetricOptions): Metric;

  /** Returns the metric of active alerts in the alert manager. Maximum over 5 minutes. */
  metricActiveAlerts(options?: MetricOptions): Metric;

  /**
   * Returns the metric of discarded samples, for example because of a quota. Sum over 5 minutes and all reasons.
   *
   * For one reason: `workspace.metric('DiscardedSamples', { dimensionsMap: { Reason: 'rate_limited' } })`.
   */
  metricDiscardedSamples(options?: MathExpressionOptions): MathExpression;

  /** Returns the metric of out-of-order samples per second. Average over 5 minutes. */
  metricOutOfOrderIngestionRate(options?: MetricOptions): Metric;

  /** Returns the metric of samples that queries process, by which they are charged. Sum over 5 minutes. */
  metricQuerySamplesProcessed(options?: MetricOptions): Metric;

  /** Returns the metric of rule evaluations. Sum over 5 minutes and all rule groups. */
  metricRuleEvaluations(options?: MathExpressionOptions): MathExpression;

  /** Returns the metric of failed rule evaluations. Sum over 5 minutes and all rule groups. */
  metricRuleEvaluationFailures(options?: MathExpressionOptions): MathExpression;

  /** Returns the metric of evaluations that were missed because the one before took too long. Sum over 5 minutes and all rule groups. */
  metricRuleGroupIterationsMissed(options?: MathExpressionOptions): MathExpression;

  /**
   * Returns the metric of the duration of a rule group's last evaluation. Maximum over 5 minutes.
   *
   * @param namespace the name of the rule groups namespace
   * @param group the name of the group in it
   * @param options properties of the metric
   */
  metricRuleGroupLastEvaluationDuration(namespace: string, group: string, options?: MetricOptions): Metric;

  /** Returns the metric of alerts that the alert manager received. Sum over 5 minutes. */
  metricAlertManagerAlertsReceived(options?: MetricOptions): Metric;

  /** Returns the metric of notifications that failed. Sum over 5 minutes. */
  metricAlertManagerNotificationsFailed(options?: MetricOptions): Metric;

  /** Returns the metric of notifications that were throttled by a quota. Sum over 5 minutes. */
  metricAlertManagerNotificationsThrottled(options?: MetricOptions): Metric;
}

/**
 * Attributes of an existing workspace.
 */
export interface WorkspaceAttributes {
  /**
   * The ARN of the workspace.
   */
  readonly workspaceArn: string;

  /**
   * The endpoint of the workspace.
   *
   * @default - formatted from the Region and the ID
   */
  readonly prometheusEndpoint?: string;

  /**
   * The customer managed key of the workspace. Grants include the key, and collectors require a `roleConfiguration`.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * Indicates that something else than the scrapers of this app writes metrics to the workspace, such as an agent with remote write or
   * another app.
   *
   * If false, synthesis warns about rules and anomaly detectors that read what no scraper writes.
   *
   * @default true
   */
  readonly otherWriters?: boolean;
}
