import { Failure } from '../../../aws/failure';
import { send } from '../../../aws/http';
import { retryPassing } from '../../../aws/retry';

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

/** CloudFormation takes an answer of 4096 bytes; a reason that is cut off is better than none. */
const MAX_REASON_LENGTH = 1_000;

/** Tells CloudFormation what became of its request: without this, it waits for an hour. */
export async function respond(event: CustomResourceEvent, answer: Answer, deadline: number): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({ ...answer, Reason: answer.Reason?.slice(0, MAX_REASON_LENGTH), StackId, RequestId, LogicalResourceId });
  const put = async () => {
    // The URL is signed for an empty content type.
    const { status } = await send({ method: 'PUT', url: new URL(event.ResponseURL), headers: { 'content-type': '' }, body, deadline });
    if (status < 200 || status > 299) throw new ResponseRefused(status);
  };
  await retryPassing(put, deadline);
}

class ResponseRefused extends Failure {
  constructor(private readonly status: number) {
    super(`CloudFormation's response URL answered ${status}`);
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}
