import { lambdaFunction, serviceHost, signer } from '../../../aws/aws-request';
import { Failure } from '../../../aws/failure';
import { messageIn, send, type HttpResponse } from '../../../aws/http';
import { retryPassing } from '../../../aws/retry';

/** A service of AWS refused a request; the message is its own. */
export class AwsError extends Failure {
  constructor(action: string, readonly status: number, readonly type: string, message: string) {
    super(`${action} failed with ${type === '' ? `status ${status}` : type}: ${message}`);
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500 || /Throttling/.test(this.type);
  }
}

/** A signed request with its action, which an error names. */
interface SignedRequest {
  readonly action: string;
  readonly service: string;
  readonly method: string;
  readonly url: URL;
  readonly body?: string;
  readonly deadline: number;
}

/** Sends a signed request and returns the body of the response. */
export async function callAws({ action, service, method, url, body, deadline }: SignedRequest): Promise<string> {
  return retryPassing(async () => {
    const { headers } = await signer(service, lambdaFunction()).sign({
      method, protocol: url.protocol, hostname: url.hostname, path: url.pathname, query: Object.fromEntries(url.searchParams),
      headers: {
        host: url.host,
        // Amazon S3 requires the header.
        ...service === 's3' && { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
        ...body !== undefined && { 'content-type': 'application/json' },
      },
      body,
    });
    const response = await send({ method, url, headers, body, deadline });
    if (response.status < 200 || response.status > 299) throw errorFrom(action, response);
    return response.body;
  }, deadline);
}

/** Returns the URL of a service. The variables are those that AWS's own SDKs read. */
export function serviceUrl(service: string): string {
  const { AWS_ENDPOINT_URL: all, [`AWS_ENDPOINT_URL_${service.toUpperCase()}`]: own } = process.env;
  return own ?? all ?? `https://${serviceHost(service, lambdaFunction().region)}`;
}

function errorFrom(action: string, response: HttpResponse): AwsError {
  const type = String(response.headers['x-amzn-errortype'] ?? '').split(':', 1).join('');
  return new AwsError(action, response.status, type, messageIn(response));
}
