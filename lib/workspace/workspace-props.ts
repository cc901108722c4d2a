import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { AlertManagerDefinition } from '../alert-manager/alert-manager-definition';
import type { WorkspaceLogging, WorkspaceQueryLogging } from './workspace-logging';

/**
 * Properties for defining a workspace.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-workspace.html
 */
export interface WorkspaceProps {
  /**
   * The alias of the workspace: 1 to 100 characters. It does not have to be unique.
   *
   * Removing the alias replaces the workspace by an empty one, although `cdk diff` shows an update. Changing it is an update.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * The customer managed key that encrypts the metrics. A change replaces the workspace by an empty one.
   *
   * AWS documents single-Region keys of the workspace's Region, given by their ARN; other keys cause a warning. A collector needs a
   * `roleConfiguration` to write to such a workspace.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * The retention of metrics: 1 to 1095 days. Removing the property leaves the retention as it is.
   *
   * @default - 150 days
   */
  readonly retention?: Duration;

  /**
   * The limits of active series by label set, so that no team exhausts the quota of the workspace alone.
   *
   * @default - none
   */
  readonly labelSetLimits?: LabelSetLimit[];

  /**
   * The time after which late samples are refused: up to ten minutes.
   *
   * @default - one minute
   */
  readonly outOfOrderTimeWindow?: Duration;

  /**
   * The delay with which rules are evaluated, so that late samples have arrived: up to one day, and at least `outOfOrderTimeWindow`.
   *
   * @default - one minute
   */
  readonly ruleQueryOffset?: Duration;

  /**
   * The log group for warnings and errors of rules and the alert manager. Specify `{}` for a new log group.
   *
   * @default - no logs
   */
  readonly logging?: WorkspaceLogging;

  /**
   * The log group for queries, and the queries to log.
   *
   * @default - no logs
   */
  readonly queryLogging?: WorkspaceQueryLogging;

  /**
   * The definition of the alert manager, which notifies receivers of the alerts that rules fire.
   *
   * The alert manager gets access to topics and secrets of the definition, and an alarm reports notifications that fail.
   *
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
   * @default - alerts are not routed
   */
  readonly alertManager?: AlertManagerDefinition;

  /**
   * The removal policy of the workspace and its metrics. With the default a failed first deployment deletes the workspace, and later
   * removals retain it.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The tags of the workspace, at most 49.
   *
   * The construct adds the tag `AMPAgentlessScraper`. A collector adds it to the workspace that it writes to, so without it the workspace
   * would drift from its template.
   *
   * @default - only the tag `AMPAgentlessScraper`
   */
  readonly tags?: { readonly [key: string]: string };

  /**
   * Indicates that something else than the scrapers of this app writes metrics to the workspace, such as an agent with remote write or
   * another app.
   *
   * If false, synthesis warns about rules and anomaly detectors that read what no scraper writes.
   *
   * @default - true if a policy of the app allows remote writing to the workspace
   */
  readonly otherWriters?: boolean;
}

/**
 * A limit of active series with certain labels.
 */
export interface LabelSetLimit {
  /**
   * The labels and their values. `__name__` limits one metric. No labels limit the series that no other limit counts.
   */
  readonly labels: { readonly [name: string]: string };

  /**
   * The number of active series with these labels. 0 refuses no series, and publishes CloudWatch metrics of them.
   *
   * @default - no limit, only the metrics
   */
  readonly maxSeries?: number;
}
