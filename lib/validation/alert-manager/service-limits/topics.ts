import type { StructValue } from '../../../prometheus/decode/value';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

/** An ARN taken apart; nothing where it is not known. */
interface TopicArn {
  readonly text: string;
  readonly value: StructValue;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

const ARN = /^arn:[^:]+:sns:([^:]*):([^:]*):([^:]+)$/;
const TOPIC_NAME = /^[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-AWSSNS.html */
export function invalidTopics({ configuration: { receivers }, environment }: DefinitionContext): LocatedMessage[] {
  return receivers.flatMap(({ sns }) => sns).flatMap((value) => {
    const text = value.text('topic_arn') ?? '';
    if (text === '') return [];
    const arn = topicArn(value);
    const at = (message: string): LocatedMessage[] => [{ place: value.placeOf('topic_arn'), message }];
    if (arn === undefined || !TOPIC_NAME.test(arn.name) || arn.region === '' || !/^\d{12}$/.test(arn.account)) {
      return at(`topic_arn must be the ARN of an SNS topic, such as arn:aws:sns:us-east-1:111122223333:alerts, got '${text}'`);
    }
    if (arn.name.endsWith('.fifo')) return at('topic_arn must be a standard topic; the alert manager does not publish to FIFO topics');
    const { account } = environment;
    if (account === undefined || account === arn.account) return [];
    return at(`the topic must be in the workspace's account ${account}, got ${arn.account} (the service: "Invalid SNS receiver topic account ID")`);
  });
}

/** SNS refuses a topic of another Region than its endpoint's. */
export function otherRegions({ configuration: { receivers } }: DefinitionContext): LocatedMessage[] {
  return receivers.flatMap(({ sns }) => sns).flatMap((value) => {
    const [region, arn] = [value.struct('sigv4')?.text('region') ?? '', topicArn(value)];
    if (region === '' || arn === undefined || arn.region === region) return [];
    const message = `sigv4.region must be the topic's Region ${arn.region}, got ${region}: SNS refuses to publish to a topic of another Region`;
    return [{ place: value.struct('sigv4')?.placeOf('region') ?? value.place, message }];
  });
}

function topicArn(value: StructValue): TopicArn | undefined {
  const text = value.text('topic_arn') ?? '';
  const [, region, account, name] = ARN.exec(text) ?? [];
  return region === undefined || account === undefined || name === undefined ? undefined : { text, value, region, account, name };
}
