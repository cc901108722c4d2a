import { serviceHost } from '../../../lib/aws/aws-request';
import type { Connection } from './connection';
import { explainErrors } from './errors';
import { customEndpoint } from './metrics-endpoint';
import { sendSigned } from './signed-request';

const ENTITIES: Readonly<Record<string, string>> = { '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&apos;': '\'', '&#39;': '\'' };

/**
 * Returns the policy of a topic as JSON text; nothing if the topic has none.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export async function topicPolicy(connection: Connection, topicArn: string): Promise<string | undefined> {
  const { region } = await connection.amp();
  const url = new URL('/', customEndpoint(connection, process.env.AWS_ENDPOINT_URL_SNS) ?? `https://${serviceHost('sns', region)}`).href;
  const body = new URLSearchParams({ Action: 'GetTopicAttributes', Version: '2010-03-31', TopicArn: topicArn }).toString();
  const request = { path: '', contentType: 'application/x-www-form-urlencoded', body };
  const { message } = await explainErrors(`the policy of ${topicArn} (sns:GetTopicAttributes)`, region, () =>
    sendSigned(connection, { url, service: 'sns' }, request));
  const [, policy] = /<key>Policy<\/key>\s*<value>([^<]*)<\/value>/.exec(typeof message === 'string' ? message : '') ?? [];
  return policy?.replace(/&[#\w]{1,5};/g, entity => ENTITIES[entity] ?? entity);
}
