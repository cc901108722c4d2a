import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../../aws/failure';
import { messageIn, send } from '../../../aws/http';
import { FRESH_ACCESS, retry, retryPassing } from '../../../aws/retry';

/** Grafana refused a request; the message is its own. */
export class GrafanaError extends Failure {
  constructor(method: string, path: string, readonly status: number, message: string) {
    super(`Grafana refused ${method} ${withoutQuery(path)} with status ${status}: ${message}`);
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** The HTTP API of a Grafana workspace. */
export class GrafanaApi {
  /**
   * @param baseUrl the URL of the workspace
   * @param token the token of a service account
   * @param deadline when to give up, in milliseconds since 1970
   */
  constructor(private readonly baseUrl: string, private readonly token: string, private readonly deadline: number) {}

  /** Returns the response to a request. */
  async request(method: string, path: string, body?: unknown): Promise<unknown> {
    // A token takes a moment until Grafana accepts it.
    const isTooFresh = (error: unknown) => error instanceof GrafanaError && error.status === 401;
    return retry(() => retryPassing(() => this.send(method, path, body), this.deadline), isTooFresh, FRESH_ACCESS, this.deadline);
  }

  /** Returns the response to a GET request, or nothing if Grafana does not find the object. */
  async find(path: string): Promise<unknown> {
    return this.orNothing(() => this.request('GET', path));
  }

  /** Creates an object; returns false if there is one of its UID or name, perhaps by a request of ours whose answer was lost. */
  async create(path: string, body: unknown): Promise<boolean> {
    try {
      await this.request('POST', path, body);
      return true;
    } catch (error) {
      if (error instanceof GrafanaError && (error.status === 409 || error.status === 412)) return false;
      throw error;
    }
  }

  /** Deletes an object, which may be gone already. */
  async delete(path: string): Promise<void> {
    await this.orNothing(() => this.request('DELETE', path));
  }

  /** Waits as long as Grafana asks for, if there is the time. A date in place of seconds is not waited for. */
  private async waitAsAsked(milliseconds: number): Promise<void> {
    if (milliseconds > 0 && Date.now() + milliseconds < this.deadline) await sleep(milliseconds);
  }

  private async orNothing(request: () => Promise<unknown>): Promise<unknown> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof GrafanaError && error.status === 404) return undefined;
      throw error;
    }
  }

  private async send(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await send({
      method, url: new URL(path, this.baseUrl), deadline: this.deadline, body: body === undefined ? undefined : JSON.stringify(body),
      headers: { authorization: `Bearer ${this.token}`, accept: 'application/json', ...body !== undefined && { 'content-type': 'application/json' } },
    });
    if (response.status === 429) await this.waitAsAsked(Number(response.headers['retry-after']) * 1000);
    if (response.status < 200 || response.status > 299) throw new GrafanaError(method, path, response.status, messageIn(response));
    try {
      return JSON.parse(response.body) as unknown;
    } catch {
      throw new Failure(`Grafana gave an answer to ${method} ${withoutQuery(path)} that is no JSON`);
    }
  }
}

function withoutQuery(path: string): string {
  return path.split('?', 1).join('');
}
