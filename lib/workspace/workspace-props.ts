import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { AlertManagerDefinition } from '../alert-manager/alert-manager-definition';
import type { WorkspaceLogging, WorkspaceQueryLogging } from './workspace-logging';

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
   * The definition of the alert manager, which notifies receivers of the alerts that rules fire.
   *
   * The alert manager gets access to topics and secrets of the definition, and an alarm reports notifications that fail.
   *
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
   * @default - alerts are only shown
   */
  readonly alertManager?: AlertManagerDefinition;

  /**
   * What becomes of the workspace, and the metrics in it, when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Tags of the workspace. At most 49.
   *
   * The tag `AMPAgentlessScraper` is there in any case: a collector adds it to the workspace that it writes to, and a
   * workspace that did not declare it would differ from its template from then on.
   *
   * @default - only the tag of the collectors
   */
  readonly tags?: { readonly [key: string]: string };
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
