import type { IResource } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { MathExpression, MathExpressionOptions, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { WorkspaceGrants } from './workspace-grants';

/**
 * A workspace of Amazon Managed Service for Prometheus: where metrics are kept and queried.
 */
export interface IWorkspace extends IResource, IWorkspaceRef {
  /**
   * The ARN of the workspace.
   *
   * @attribute
   */
  readonly workspaceArn: string;

  /**
   * The id of the workspace: `ws-…`.
   *
   * @attribute
   */
  readonly workspaceId: string;

  /**
   * The workspace's endpoint, ending with a slash: `https://aps-workspaces.REGION.amazonaws.com/workspaces/ws-…/`.
   *
   * @attribute
   */
  readonly prometheusEndpoint: string;

  /** The customer managed key that encrypts the metrics, as far as the app knows of one. */
  readonly encryptionKey?: IKeyRef;

  /** Where instant queries go, signed with SigV4 for the service `aps`. */
  readonly queryUrl: string;

  /** Where agents write, signed with SigV4 for the service `aps`. A collector needs no URL. */
  readonly remoteWriteUrl: string;

  /** What others may do with the workspace. */
  readonly grants: WorkspaceGrants;

  /**
   * A metric of `AWS/Prometheus` about this workspace. Those of rules have the further dimension `RuleGroup`, `NAMESPACE;GROUP`.
   *
   * @param metricName for example `DiscardedSamples`
   * @param options what is to be read of it
   */
  metric(metricName: string, options?: MetricOptions): Metric;

  /**
   * A metric of `AWS/Usage` about this workspace: how much of a quota it uses.
   *
   * @param resource for example `QueryMetricsTPS`
   * @param options what is to be read of it
   */
  metricUsage(resource: string, options?: MetricOptions): Metric;

  /** How many series had samples lately. Maximum over 5 minutes. */
  metricActiveSeries(options?: MetricOptions): Metric;

  /** How many samples a second are written. Average over 5 minutes. */
  metricIngestionRate(options?: MetricOptions): Metric;

  /** How many alerts are active in the alert manager. Maximum over 5 minutes. */
  metricActiveAlerts(options?: MetricOptions): Metric;

  /**
   * How many samples were refused, for example because of a quota. Sum over 5 minutes, of all reasons.
   *
   * For one reason: `workspace.metric('DiscardedSamples', { dimensionsMap: { Reason: 'rate_limited' } })`.
   */
  metricDiscardedSamples(options?: MathExpressionOptions): MathExpression;

  /** How many samples a second come late. Average over 5 minutes. */
  metricOutOfOrderIngestionRate(options?: MetricOptions): Metric;

  /** How many samples queries read, which is what they cost. Sum over 5 minutes. */
  metricQuerySamplesProcessed(options?: MetricOptions): Metric;

  /** How many rules were evaluated. Sum over 5 minutes, of all rule groups. */
  metricRuleEvaluations(options?: MathExpressionOptions): MathExpression;

  /** How many evaluations of rules failed. Sum over 5 minutes, of all rule groups. */
  metricRuleEvaluationFailures(options?: MathExpressionOptions): MathExpression;

  /** How often a rule group was not evaluated, since the evaluation before it took too long. Sum over 5 minutes, of all rule groups. */
  metricRuleGroupIterationsMissed(options?: MathExpressionOptions): MathExpression;

  /**
   * How long the last evaluation of a rule group took. Maximum over 5 minutes.
   *
   * @param namespace the name of the rule groups namespace
   * @param group the name of the group in it
   * @param options what is to be read of it
   */
  metricRuleGroupLastEvaluationDuration(namespace: string, group: string, options?: MetricOptions): Metric;

  /** How many alerts the alert manager got. Sum over 5 minutes. */
  metricAlertManagerAlertsReceived(options?: MetricOptions): Metric;

  /** How many notifications could not be sent. Sum over 5 minutes. */
  metricAlertManagerNotificationsFailed(options?: MetricOptions): Metric;

  /** How many notifications were held back by a quota. Sum over 5 minutes. */
  metricAlertManagerNotificationsThrottled(options?: MetricOptions): Metric;
}

/**
 * What is known of a workspace that exists already.
 */
export interface WorkspaceAttributes {
  /**
   * The ARN of the workspace.
   */
  readonly workspaceArn: string;

  /**
   * The workspace's endpoint.
   *
   * @default - the endpoint that workspaces of this Region have
   */
  readonly prometheusEndpoint?: string;

  /**
   * The customer managed key of the workspace. Grants include it, and collectors are asked for roles of their own.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;
}
