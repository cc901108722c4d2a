import { setTimeout as sleep } from 'node:timers/promises';
import { signer } from '../../../lib/aws/aws-request';
import { CommandError } from '../command-error';
import type { Connection } from './connection';
import type { MetricsEndpoint } from './metrics-endpoint';
import { answered } from './errors';

/** One series of an answer with its value at the time of the question. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Answer {
  readonly status?: string;
  readonly error?: string;
  /** Where AWS refuses before Prometheus is asked. */
  readonly message?: string;
  readonly data?: { readonly resultType: string; readonly result: readonly Series[] };
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

const ATTEMPTS = 4;

/** Asks for metrics in PromQL. The SDK has no client for this door, so requests are signed here. */
export class Prometheus {
  constructor(private readonly connection: Connection, private readonly place: MetricsEndpoint) {}

  async query(promql: string): Promise<Sample[]> {
    const { region } = await this.connection.amp();
    const { data } = await answered(`the metrics of ${this.place.name} (${this.place.permissions})`, region, () => this.ask(promql));
    if (data?.resultType !== 'vector') throw new CommandError(`${this.place.name} answered ${promql} with no vector`);
    return data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
  }

  /** Errors have the names of the SDK's, so that they are explained by the same table. */
  private async ask(promql: string): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.send(promql);
      const answer = await answerIn(response);
      if (response.ok && answer.status === 'success') return answer;
      const mayPass = response.status === 429 || response.status >= 500;
      if (!mayPass || attempt === ATTEMPTS) throw errorOf(response.status, answer);
      await sleep(100 * 2 ** attempt, undefined, { signal: this.connection.signal });
    }
  }

  private async send(promql: string): Promise<Response> {
    const url = new URL('api/v1/query', this.place.endpoint);
    const body = new URLSearchParams({ query: promql }).toString();
    const { client, region } = await this.connection.amp();
    const { headers } = await signer(this.place.service, { region, credentials: client.config.credentials }).sign({
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
      return await fetch(url, { method: 'POST', headers: sent, body, signal });
    } catch (error) {
      // fetch hides what went wrong behind "fetch failed".
      throw error instanceof TypeError && error.cause !== undefined ? error.cause as Error : error as Error;
    }
  }
}

async function answerIn(response: Response): Promise<Answer> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return { message: text };
  }
}

function errorOf(status: number, { error, message = error ?? `status ${status}` }: Answer): Error {
  const isExpired = /expired/i.test(message);
  const isSignature = /signature|security token|credential/i.test(message);
  const name = isExpired
    ? 'ExpiredTokenException'
    : isSignature
      ? 'InvalidSignatureException'
      : { 403: 'AccessDeniedException', 404: 'ResourceNotFoundException', 429: 'ThrottlingException' }[status] ?? 'PrometheusError';
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}
