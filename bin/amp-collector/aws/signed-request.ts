import { signer } from '../../../lib/aws/aws-request';
import { retry, type RetryPolicy } from '../../../lib/aws/retry';
import type { Connection } from './connection';
import type { MetricsEndpoint } from './metrics-endpoint';

/** The URL of an API, and the service that requests are signed for. */
type SignedEndpoint = Pick<MetricsEndpoint, 'url'> & { readonly service: string };

/** A request to the API of Prometheus or Alertmanager. The SDK has no client for it. */
export interface SignedRequest {
  /** The path below the endpoint. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** A response body, as far as it is what Prometheus documents. */
export interface ResponseBody {
  readonly status?: unknown;
  readonly error?: unknown;
  /** The message if AWS refuses a request before Prometheus gets it. */
  readonly message?: unknown;
  readonly data?: unknown;
}

/** Throttling, and a server in trouble. */
const UNAVAILABLE: RetryPolicy = { attempts: 4, firstDelayMs: 200, maxDelayMs: 2_000 };

/** A request that was refused. Errors have the names of the SDK's, so that one table explains both. */
class RefusedRequest extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(status: number, { error, message }: ResponseBody) {
    const redirect = status >= 300 && status < 400 ? ', a redirect, which is not followed' : '';
    const text = [message, error].find(part => typeof part === 'string') ?? `status ${status}${redirect}`;
    super(text);
    this.name = errorName(status, text);
    this.$metadata = { httpStatusCode: status };
  }

  get isTransient(): boolean {
    return this.$metadata.httpStatusCode === 429 || this.$metadata.httpStatusCode >= 500;
  }
}

function errorName(status: number, text: string): string {
  if (/expired/i.test(text)) return 'ExpiredTokenException';
  if (/signature|security token|credential/i.test(text)) return 'InvalidSignatureException';
  return { 403: 'AccessDeniedException', 404: 'ResourceNotFoundException', 429: 'ThrottlingException' }[status] ?? 'PrometheusError';
}

/**
 * Posts a signed request, again if the service is busy.
 *
 * @param isDone returns whether the body of a response with status 200 reports success
 */
export function sendSigned(
  connection: Connection, endpoint: SignedEndpoint, request: SignedRequest, isDone: (body: ResponseBody) => boolean = () => true,
): Promise<ResponseBody> {
  const send = async () => {
    const response = await sendOnce(connection, endpoint, request);
    const body = await bodyOf(response);
    if (!response.ok || !isDone(body)) throw new RefusedRequest(response.status, body);
    return body;
  };
  return retry(send, error => error instanceof RefusedRequest && error.isTransient, UNAVAILABLE, Infinity);
}

async function sendOnce(
  connection: Connection, endpoint: SignedEndpoint, { path, contentType, body }: SignedRequest,
): Promise<Response> {
  const url = new URL(path, endpoint.url);
  const { client, region } = await connection.amp();
  const { headers } = await signer(endpoint.service, { region, credentials: client.config.credentials }).sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { 'host': url.host, 'content-type': contentType },
    body,
  });
  const { host: _, ...sent } = headers;
  const signal = AbortSignal.any([connection.signal, AbortSignal.timeout(connection.timeout)]);
  try {
    // A redirect would send the signature, and the session token with it, to another host.
    return await fetch(url, { method: 'POST', headers: sent, body, signal, redirect: 'manual' });
  } catch (error) {
    // fetch hides the cause behind "fetch failed".
    throw error instanceof TypeError && error.cause !== undefined ? error.cause as Error : error as Error;
  }
}

async function bodyOf(response: Response): Promise<ResponseBody> {
  const text = await response.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return { message: text };
  }
}
