import * as http from 'node:http';
import * as https from 'node:https';
import { Failure } from './failure';
import { redact } from './redact';

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

/** The server did not answer: its name is unknown, the port closed, the certificate wrong, or it took too long. */
export class NoAnswer extends Failure {
  constructor(url: URL, readonly code: string) {
    super(`no answer from ${url.host}: ${code}${code === TIMED_OUT ? ' (is there a network path to it?)' : ''}`);
  }

  override get isPassing(): boolean {
    return !/CERT|SIGNATURE|SSL|TLS/.test(this.code);
  }
}

/** The server answered with something that cannot be used. */
export class UnusableAnswer extends Failure {
  constructor(url: URL, reason: string) {
    super(`${url.host} gave an answer that cannot be used: ${reason}`);
  }
}

const MAX_MESSAGE_LENGTH = 1_000;

/** Returns the `message` in the body of an error, which both Kubernetes and AWS send. A server may repeat secrets in it. */
export function messageIn({ body }: HttpResponse): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    if (typeof message === 'string' && message !== '') return redact(message).slice(0, MAX_MESSAGE_LENGTH);
  } catch {
    // It is not JSON.
  }
  return 'no reason given';
}

const PATIENCE_MS = 15_000;

/** An object of Kubernetes has a mebibyte and a half at most, and JSON may need six bytes for one. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Sends one request and returns its response, whatever the status. Errors leave out the URL's path and query, which may be signed. */
export function send({ method, url, headers, body, agent, deadline }: HttpRequest): Promise<HttpResponse> {
  const signal = AbortSignal.timeout(Math.max(1, Math.min(PATIENCE_MS, deadline - Date.now())));
  const failure = (error: unknown) => error instanceof Failure ? error : new NoAnswer(url, signal.aborted ? TIMED_OUT : codeOf(error));
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'http:' ? http : https;
    let isAnswered = false;
    const length = { 'content-length': String(Buffer.byteLength(body ?? '')) };
    const outgoing = request(url, { method, headers: { ...headers, ...length }, agent, signal }, (response) => {
      isAnswered = true;
      resolve(readResponse(url, response).catch((error: unknown) => Promise.reject(failure(error))));
    });
    outgoing.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new UnusableAnswer(url, 'it switches protocols'));
    });
    outgoing.on('error', (error) => {
      reject(failure(error));
    });
    // The last event of a request; a response that has begun is settled by its own end.
    outgoing.on('close', () => {
      if (!isAnswered) reject(failure(undefined));
    });
    outgoing.end(body);
  });
}

/** Throws where the connection ends before the body does. */
async function readResponse(url: URL, response: http.IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new UnusableAnswer(url, `it has more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

function codeOf(error: unknown): string {
  const { code, name = 'the connection was closed' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? name;
}
