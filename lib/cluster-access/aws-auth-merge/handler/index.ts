import { answerTo } from './answer';
import { endOfPatience, reasonToIgnore, respond, type CustomResourceEvent } from '../../../aws/custom-resource';
import type { LambdaContext } from './scope';

/** Kept for the answer: a function that is cut off sends none. */
const RESPOND_MS = 10_000;

/** The Lambda function. It throws only when CloudFormation could not be answered, so that its metrics show an error. */
export async function handler(event: CustomResourceEvent, context: LambdaContext): Promise<void> {
  const end = Date.now() + context.getRemainingTimeInMillis();
  const ignored = reasonToIgnore(event, Date.now());
  if (ignored !== undefined) {
    console.error(JSON.stringify({ requestType: event.RequestType, requestId: event.RequestId, ignored }));
    return;
  }
  // After CloudFormation gives up, nothing more may be written: a deletion may follow.
  const answer = await answerTo(event, context, Math.min(end, endOfPatience(event)) - RESPOND_MS);
  console.info(JSON.stringify({ requestType: event.RequestType, ...answer }));
  await respond(event, answer, end);
}
