import * as http from 'node:http';
import * as https from 'node:https';
import { Failure } from './failure';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: https.Agent;
  /** When to give up, in milliseconds since 1970. */
  readonly deadline: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const TIMED_OUT = 'timed out';

/** No answer: the name is unknown, the port closed, the certificate wrong, or it took too long. */
export class NoAnswer extends Failure {
  constructor(url: URL, readonly code: string) {
    super(`no answer from ${url.host}: ${code}${code === TIMED_OUT ? ' (does a network path lead there?)' : ''}`);
  }

  override get isPassing(): boolean {
    return !/CERT|SIGNATURE|SSL|TLS/.test(this.code);
  }
}

/** The `message` in the body of an error: Kubernetes and AWS both have one. */
export function messageIn({ body }: HttpResponse): string {
  try {
    return (JSON.parse(body) as { message?: string }).message ?? 'no reason given';
  } catch {
    return 'no reason given';
  }
}

const PATIENCE_MS = 15_000;

/** One request and its answer, whatever the status. The URL's path and query stay out of errors: they may be signed. */
export function send({ method, url, headers, body, agent, deadline }: HttpRequest): Promise<HttpResponse> {
  const signal = AbortSignal.timeout(Math.max(1, Math.min(PATIENCE_MS, deadline - Date.now())));
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      reject(new NoAnswer(url, signal.aborted ? TIMED_OUT : error.code ?? error.name));
    };
    const { request } = url.protocol === 'http:' ? http : https;
    const length = { 'content-length': String(Buffer.byteLength(body ?? '')) };
    const outgoing = request(url, { method, headers: { ...headers, ...length }, agent, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}
