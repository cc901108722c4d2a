import { answerTo } from './answer';
import { respond, type CustomResourceEvent } from './custom-resource';

/** What Lambda tells a function about its run, as far as it matters here. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** Kept for the answer: a function that is cut off gives none. */
const RESPOND_MS = 10_000;

/** The Lambda function. It throws only when CloudFormation could not be told; Lambda then runs it again. */
export async function handler(event: CustomResourceEvent, context: LambdaContext): Promise<void> {
  const end = Date.now() + context.getRemainingTimeInMillis();
  const answer = await answerTo(event, end - RESPOND_MS);
  console.info(JSON.stringify({ requestType: event.RequestType, ...answer }));
  await respond(event, answer, end);
}
