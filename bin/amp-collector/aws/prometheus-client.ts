import { signer } from '../../../lib/aws/aws-request';
import { retry, type RetryPolicy } from '../../../lib/aws/retry';
import { CommandError } from '../command-error';
import type { Connection } from './connection';
import { explainErrors } from './errors';
import type { MetricsEndpoint } from './metrics-endpoint';

/** A series of a result with its value at the time of the query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A response body, as far as it is what Prometheus documents. */
interface Body {
  readonly status?: unknown;
  readonly error?: unknown;
  /** The message if AWS refuses a request before Prometheus gets it. */
  readonly message?: unknown;
  readonly data?: unknown;
}

/** Throttling, and a server in trouble. */
const UNAVAILABLE: RetryPolicy = { attempts: 4, firstDelayMs: 200, maxDelayMs: 2_000 };

/** A query that was refused. Errors have the names of the SDK's, so that one table explains both. */
class RefusedQuery extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(status: number, { error, message }: Body) {
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

/** Queries metrics in PromQL. The SDK has no client for this API, so requests are signed here. */
export class PrometheusClient {
  constructor(private readonly connection: Connection, private readonly endpoint: MetricsEndpoint) {}

  async query(promql: string): Promise<Sample[]> {
    const { region } = await this.connection.amp();
    const { name, permissions } = this.endpoint;
    const { data } = await explainErrors(`the metrics of ${name} (${permissions})`, region, () => this.send(promql));
    const { resultType, result } = recordOf(data);
    if (resultType !== 'vector' || !Array.isArray(result)) throw new CommandError(`${name} did not return a vector for ${promql}`);
    return (result as unknown[]).map(recordOf).flatMap(({ metric, value }) => {
      if (!Array.isArray(value) || value.length !== 2) return [];
      const labels = Object.entries(recordOf(metric)).flatMap(([label, text]) => typeof text === 'string' ? [[label, text] as const] : []);
      return [{ labels: Object.fromEntries(labels), value: Number(value[1]) }];
    });
  }

  private async send(promql: string): Promise<Body> {
    return retry(() => this.answer(promql), error => error instanceof RefusedQuery && error.isTransient, UNAVAILABLE, Infinity);
  }

  private async answer(promql: string): Promise<Body> {
    const response = await this.sendOnce(promql);
    const body = await bodyOf(response);
    if (!response.ok || body.status !== 'success') throw new RefusedQuery(response.status, body);
    return body;
  }

  private async sendOnce(promql: string): Promise<Response> {
    const url = new URL('api/v1/query', this.endpoint.url);
    const body = new URLSearchParams({ query: promql }).toString();
    const { client, region } = await this.connection.amp();
    const { headers } = await signer(this.endpoint.service, { region, credentials: client.config.credentials }).sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      headers: { 'host': url.host, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    const { host: _, ...sent } = headers;
    const signal = AbortSignal.any([this.connection.signal, AbortSignal.timeout(this.connection.timeout)]);
    try {
      // A redirect would send the signature, and the session token with it, to another host.
      return await fetch(url, { method: 'POST', headers: sent, body, signal, redirect: 'manual' });
    } catch (error) {
      // fetch hides the cause behind "fetch failed".
      throw error instanceof TypeError && error.cause !== undefined ? error.cause as Error : error as Error;
    }
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}

async function bodyOf(response: Response): Promise<Body> {
  const text = await response.text();
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return { message: text };
  }
}
