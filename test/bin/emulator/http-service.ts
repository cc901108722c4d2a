import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer other than the usual one, for the next requests whose path fits. */
export interface Fault {
  readonly path: RegExp;
  /** The number of requests that it affects. */
  times: number;
  readonly delay?: number;
  readonly reply?: Reply;
}

/** A server on the loopback address that answers in JSON, and fails on command. */
export class HttpService {
  readonly requests: Received[] = [];
  readonly faults: Fault[] = [];
  /** Kept beyond the end, for an answer that is still being made then. */
  url = '';
  private server?: Server;

  constructor(private readonly respond: (request: Received) => Promise<Reply> | Reply) {}

  async start(): Promise<void> {
    const server = createServer((incoming, outgoing) => {
      void read(incoming).then(async (request) => {
        this.requests.push(request);
        const { status, body, headers } = await this.replyTo(request);
        outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
        outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  /** Forgets what was asked and what was to fail. */
  reset(): void {
    this.requests.length = 0;
    this.faults.length = 0;
  }

  private async replyTo(request: Received): Promise<Reply> {
    const fault = this.faults.find(({ path, times }) => times > 0 && path.test(request.path));
    if (fault === undefined) return this.respond(request);
    fault.times -= 1;
    if (fault.delay !== undefined) await sleep(fault.delay, undefined, { ref: false });
    return fault.reply ?? this.respond(request);
  }
}

async function read(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers: headers as Received['headers'], body: Buffer.concat(chunks).toString() };
}
