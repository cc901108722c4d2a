import type { Api } from './aws';
import { Refusal } from './signature';

/**
 * The attributes of topics, in XML.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export const snsApi: Api = ({ method, path, body }, { topics = {} }) => {
  const request = new URLSearchParams(body);
  if (method !== 'POST' || path !== '/' || request.get('Action') !== 'GetTopicAttributes') return undefined;
  const policy = topics[request.get('TopicArn') ?? ''];
  if (policy === undefined) throw new Refusal('AuthorizationError', 'not authorized to perform: SNS:GetTopicAttributes');
  const escaped = policy.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const entry = policy === '' ? '' : `<entry>\n<key>Policy</key>\n<value>${escaped}</value>\n</entry>`;
  return {
    status: 200, headers: { 'content-type': 'text/xml' },
    body: `<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes>${entry}</Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>`,
  };
};
