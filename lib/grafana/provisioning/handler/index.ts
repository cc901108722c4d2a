import { type CustomResourceEvent, endOfPatience, reasonToIgnore, respond } from '../../../aws/custom-resource';
import { answerTo } from './answer';

/** Kept for the answer: a function that is cut off sends none. */
const RESPOND_MS = 10_000;

/**
 * The Lambda function. Lambda does not retry its events, and `reasonToIgnore` drops those that CloudFormation gave up. The times of events
 * are not compared beyond that, unlike those for aws-auth: after a deletion, Grafana has no place for the time. A late event could only
 * leave dashboards, which grant nobody access, and the next creation reports them.
 *
 * It throws only when CloudFormation could not be answered, so that its metrics show an error.
 */
export async function handler(event: CustomResourceEvent, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  const end = Date.now() + context.getRemainingTimeInMillis();
  const ignored = reasonToIgnore(event, Date.now());
  if (ignored !== undefined) {
    console.error(JSON.stringify({ requestType: event.RequestType, requestId: event.RequestId, ignored }));
    return;
  }
  const answer = await answerTo(event, Math.min(end, endOfPatience(event)) - RESPOND_MS);
  console.info(JSON.stringify({ requestType: event.RequestType, ...answer }));
  await respond(event, answer, end);
}
