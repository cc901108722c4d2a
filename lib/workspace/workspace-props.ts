import type { Duration, IResource, RemovalPolicy } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { MathExpression, MathExpressionOptions, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { WorkspaceGrants } from './workspace-grants';
import type { WorkspaceLogging, WorkspaceQueryLogging } from './workspace-logging';

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
 * Properties of a workspace.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-workspace.html
 */
export interface WorkspaceProps {
  /**
   * A name for people. It need not be unique. 1 to 100 characters.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * The customer managed key that encrypts the metrics. It cannot be changed: another key makes another, empty workspace.
   *
   * A collector writes to such a workspace only with roles of its own.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * How long metrics are kept: 1 to 1095 days.
   *
   * @default - 150 days
   */
  readonly retention?: Duration;

  /**
   * How many series may have certain labels, so that nobody uses up the workspace's quota alone.
   *
   * @default - none
   */
  readonly labelSetLimits?: LabelSetLimit[];

  /**
   * How late a sample may come and still be taken: up to ten minutes.
   *
   * @default - one minute
   */
  readonly outOfOrderTimeWindow?: Duration;

  /**
   * How far in the past rules look, so that late samples are in by then: up to a day, and at least `outOfOrderTimeWindow`.
   *
   * @default - one minute
   */
  readonly ruleQueryOffset?: Duration;

  /**
   * What the workspace logs of its rules and its alert manager; `{}` for a log group of its own.
   *
   * @default - nothing
   */
  readonly logging?: WorkspaceLogging;

  /**
   * Which queries the workspace logs.
   *
   * @default - none
   */
  readonly queryLogging?: WorkspaceQueryLogging;

  /**
   * What the alert manager does with alerts, as plain YAML with the root key `alertmanager_config`; not base64.
   *
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
   * @default - alerts are only shown
   */
  readonly alertManagerDefinition?: string;

  /**
   * What becomes of the workspace, and the metrics in it, when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Tags of the workspace.
   *
   * The tag `AMPAgentlessScraper` is there in any case: a collector adds it to the workspace that it writes to, and a
   * workspace that did not declare it would differ from its template from then on.
   *
   * @default - only the tag of the collectors
   */
  readonly tags?: { readonly [key: string]: string };
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
}

/**
 * How many series may have these labels.
 */
export interface LabelSetLimit {
  /**
   * The labels, with their values. None at all is the limit of the series that no other limit counts.
   */
  readonly labels: { readonly [name: string]: string };

  /**
   * How many active series may have them. 0 refuses none: it makes CloudWatch metrics of them.
   *
   * @default - no limit, only the metrics
   */
  readonly maxSeries?: number;
}
