import { Failure } from './failure';
import { send } from './http';
import { retryPassing } from './retry';
import { SERVICE_TIMEOUT_SECONDS } from './service-timeout';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  /** Absent in a `Create`. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/** CloudFormation accepts an answer of 4096 bytes; the ids in it may have half of them. */
const MAX_REASON_BYTES = 1_500;

/** Answers CloudFormation, which would otherwise wait until its timeout. */
export async function respond(event: CustomResourceEvent, answer: Answer, deadline: number): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const Reason = answer.Reason === undefined ? undefined : cut(answer.Reason, MAX_REASON_BYTES);
  const body = JSON.stringify({ ...answer, Reason, StackId, RequestId, LogicalResourceId });
  const put = async () => {
    // The URL is signed for an empty content type.
    const { status } = await send({ method: 'PUT', url: new URL(event.ResponseURL), headers: { 'content-type': '' }, body, deadline });
    if (status < 200 || status > 299) throw new ResponseRefused(status);
  };
  await retryPassing(put, deadline);
}

/**
 * Returns why an event is not acted on: it is not from CloudFormation, or CloudFormation no longer waits for its answer and may have
 * deleted the resource since. Lambda may deliver an event again, and late.
 */
export function reasonToIgnore(event: CustomResourceEvent, now: number): string | undefined {
  const { ResponseURL } = event;
  const url = URL.canParse(ResponseURL) ? new URL(ResponseURL) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && !isEmulator(url))) return 'its ResponseURL is not an https URL';
  return now > endOfPatience(event)
    ? `CloudFormation sent it more than ${SERVICE_TIMEOUT_SECONDS} seconds ago and no longer waits for the answer`
    : undefined;
}

/** Returns when CloudFormation gives up the event, in milliseconds since 1970. It may delete the resource from then on. */
export function endOfPatience(event: CustomResourceEvent): number {
  return (sentAt(event) ?? Infinity) + SERVICE_TIMEOUT_SECONDS * 1000;
}

/** Emulators of AWS have no certificates. The variable is the deployer's. */
function isEmulator({ protocol }: URL): boolean {
  return protocol === 'http:' && process.env.AWS_ENDPOINT_URL?.startsWith('http:') === true;
}

/** Returns when CloudFormation signed the event's URL, in milliseconds since 1970, or `undefined` if the URL does not contain it. */
export function sentAt({ ResponseURL }: CustomResourceEvent): number | undefined {
  const { searchParams } = new URL(ResponseURL);
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(searchParams.get('X-Amz-Date') ?? '');
  if (date === null) return undefined;
  const [year, month, day, hour, minute, second] = date.slice(1).map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Cuts a text so that JSON writes it in so many bytes. */
function cut(text: string, maxBytes: number): string {
  let [bytes, length] = [0, 0];
  for (const character of text) {
    bytes += Buffer.byteLength(JSON.stringify(character)) - 2;
    if (bytes > maxBytes) break;
    length += character.length;
  }
  return text.slice(0, length);
}

class ResponseRefused extends Failure {
  constructor(private readonly status: number) {
    super(`CloudFormation's response URL answered ${status}`);
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}
