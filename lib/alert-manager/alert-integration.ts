import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopicRef } from 'aws-cdk-lib/aws-sns';
import { toFields } from '../scrape-configuration/writer/fields';
import type { PagerDutyIntegrationOptions, SnsIntegrationOptions } from './alert-integration-options';
import { DEFAULT_SUBJECT, SnsMessage } from './sns-message';

const PAGER_DUTY_FIELDS = {
  client: 'client', clientUrl: 'client_url', description: 'description', severity: 'severity', eventClass: 'class', component: 'component',
  group: 'group', source: 'source', details: 'details', sendResolved: 'send_resolved',
} as const;

/** The fields of an integration, and what the service must be allowed to use for it. */
interface IntegrationParts {
  readonly list: 'sns_configs' | 'pagerduty_configs';
  readonly fields: object;
  readonly topic?: ITopicRef;
  readonly secret?: ISecret;
}

/**
 * A way in which a receiver is notified.
 */
export class AlertIntegration {
  /**
   * Publishes notifications to an SNS topic, which forwards them to email, chat, Lambda functions and so on.
   */
  public static sns(options: SnsIntegrationOptions): AlertIntegration {
    const { topic, subject = DEFAULT_SUBJECT, message = SnsMessage.text(), attributes, sendResolved } = options;
    return new AlertIntegration({
      list: 'sns_configs',
      topic,
      fields: {
        topic_arn: topic.topicRef.topicArn,
        sigv4: { region: regionOf(topic) },
        subject,
        message: message._render(),
        attributes,
        send_resolved: sendResolved,
      },
    });
  }

  /**
   * Sends notifications to PagerDuty.
   */
  public static pagerDuty(options: PagerDutyIntegrationOptions): AlertIntegration {
    const { secret, secretKey, eventsApiV1 = false, refreshInterval, ...fields } = options;
    const reference = toFields({ secretKey, refreshInterval }, { secretKey: 'secret_key', refreshInterval: 'refresh_interval' });
    return new AlertIntegration({
      list: 'pagerduty_configs',
      secret,
      fields: {
        [eventsApiV1 ? 'service_key' : 'routing_key']: { aws_secrets_manager: { secret_arn: secret.secretFullArn ?? secret.secretArn, ...reference } },
        ...toFields(fields, PAGER_DUTY_FIELDS),
      },
    });
  }

  private constructor(private readonly parts: IntegrationParts) {}

  /** @internal */
  public _render(): IntegrationParts {
    return this.parts;
  }
}

/** The Region in the topic's ARN, or the Region that the app gives its construct. */
function regionOf(topic: ITopicRef): string {
  const { topicArn } = topic.topicRef;
  const inArn = Token.isUnresolved(topicArn) ? undefined : Arn.split(topicArn, ArnFormat.NO_RESOURCE_NAME).region;
  return inArn ?? topic.env.region;
}
