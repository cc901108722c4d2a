import type { Duration } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { SnsMessage } from './sns-message';

/**
 * Options of notifications that are published to an SNS topic.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-AWSSNS.html
 */
export interface SnsIntegrationOptions {
  /**
   * The topic: a standard topic of the workspace's account. The policies of the topic and of its key are extended where the app owns
   * them; otherwise a warning contains the statement to add.
   */
  readonly topic: ITopicRef;

  /**
   * The subject, as a template. It must be ASCII text of at most 100 characters; the service replaces others.
   *
   * @default - status, number, name and severity of the alerts
   */
  readonly subject?: string;

  /**
   * The message.
   *
   * @default SnsMessage.text()
   */
  readonly message?: SnsMessage;

  /**
   * The attributes of the message by name; their values are templates. Subscriptions can filter by them.
   *
   * @default - none
   */
  readonly attributes?: { readonly [name: string]: string };

  /**
   * Notifies when alerts are resolved as well.
   *
   * @default true
   */
  readonly sendResolved?: boolean;
}

/**
 * Options of notifications that are sent to PagerDuty. All texts are templates.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-pagerduty.html
 */
export interface PagerDutyIntegrationOptions {
  /**
   * The secret with the integration key. It must be encrypted with a customer managed key. The policies of the secret and of its key are
   * extended where the app owns them; otherwise a warning contains the statement to add.
   */
  readonly secret: ISecret;

  /**
   * The key in the secret's JSON whose value is the integration key.
   */
  readonly secretKey: string;

  /**
   * Sends to the Events API v1 of PagerDuty, to which the integration key then belongs.
   *
   * @default false - Events API v2
   */
  readonly eventsApiV1?: boolean;

  /**
   * The time after which the secret is read again.
   *
   * @default - the service's default
   */
  readonly refreshInterval?: Duration;

  /**
   * The description of the incident.
   *
   * @default - status, number and labels of the alerts
   */
  readonly description?: string;

  /**
   * The severity: `critical`, `error`, `warning` or `info`.
   *
   * @default - PagerDuty's default
   */
  readonly severity?: string;

  /**
   * Further details by name.
   *
   * @default - the alerts, and how many fire and are resolved
   */
  readonly details?: { readonly [name: string]: string };

  /**
   * The client that reports the incident.
   *
   * @default - `Alertmanager`
   */
  readonly client?: string;

  /**
   * The URL of the client.
   *
   * @default - a URL of the alert manager
   */
  readonly clientUrl?: string;

  /**
   * The source of the incident.
   *
   * @default - the client
   */
  readonly source?: string;

  /**
   * The component that is affected.
   *
   * @default - none
   */
  readonly component?: string;

  /**
   * A group of components.
   *
   * @default - none
   */
  readonly group?: string;

  /**
   * The class of the event.
   *
   * @default - none
   */
  readonly eventClass?: string;

  /**
   * Resolves the incident when alerts are resolved.
   *
   * @default true
   */
  readonly sendResolved?: boolean;
}
