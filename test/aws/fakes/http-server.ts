import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate';

export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request, or breaks the connection when there is no answer. */
export type Respond = (request: Received) => Promise<Reply | undefined> | Reply | undefined;

/** A server on a free port of this machine. */
export class HttpServer {
  static async start(respond: Respond, tls?: Certificate, address = '127.0.0.1'): Promise<HttpServer> {
    const listener: http.RequestListener = (request, response) => void reply(request, response, respond);
    const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
    server.listen(0, address);
    await once(server, 'listening');
    return new HttpServer(server, `${tls === undefined ? 'http' : 'https'}://${address}`);
  }

  readonly url: string;

  private constructor(private readonly server: http.Server | https.Server, origin: string) {
    this.url = `${origin}:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

async function reply(request: http.IncomingMessage, response: http.ServerResponse, respond: Respond): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await respond({
    method: request.method ?? '',
    url: new URL(request.url ?? '/', 'http://server'),
    headers: request.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
  });
  if (answer === undefined) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
