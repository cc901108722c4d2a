import { Agent } from 'node:https';
import type { Caller } from '../aws/aws-request';
import type { ClusterEndpoint } from '../aws/cluster-endpoint';
import { eksToken } from '../aws/eks-token';
import { Failure } from '../aws/failure';
import { messageIn, send, type HttpResponse } from '../aws/http';
import type { KubernetesObject } from './kubernetes-object';
import { retryPassing } from '../aws/retry';

export interface Connection {
  readonly clusterName: string;
  readonly endpoint: string;
  /** The certificate of the authority that signed the API server's own, as PEM. */
  readonly certificateAuthority: string;
  /** Returns a bearer token; called for each request, since a token is valid for a minute. */
  readonly token: () => Promise<string>;
}

/**
 * Returns the connection to the API server of a cluster, in the name of the caller.
 *
 * @throws Failure where the cluster has no API server yet, or no longer
 */
export function connectionTo(clusterName: string, { status = '?', endpoint, certificateAuthority }: ClusterEndpoint, caller: Caller): Connection {
  if (endpoint === undefined || certificateAuthority?.data === undefined) {
    throw new Failure(`cluster ${clusterName} has no API server to connect to, its status is ${status}`);
  }
  // A bearer token is sent there.
  if (!endpoint.startsWith('https://')) throw new Failure(`the API server of cluster ${clusterName} must have an https URL, got: ${endpoint}`);
  return {
    clusterName,
    endpoint,
    certificateAuthority: Buffer.from(certificateAuthority.data, 'base64').toString(),
    token: () => eksToken(clusterName, caller),
  };
}

/** The place of an object in the API. */
export interface Place {
  /** The path of all objects of its kind, and of its namespace if it has one. */
  readonly collection: string;
  readonly name: string;
}

/** The API server refused the request; the message is that of its Status object. */
export class ApiError extends Failure {
  constructor(message: string, readonly status: number) {
    super(message);
  }

  get isDenied(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** Another client wrote between our read and our write. */
  get isConflict(): boolean {
    return this.status === 404 || this.status === 409;
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** A client for the few requests to a cluster's API server that are needed here. */
export class KubernetesApi {
  /** Every object that a write was sent for, successful or not. */
  readonly touched = new Set<string>();
  private readonly agent: Agent;

  /** @param deadline when to give up, in milliseconds since 1970 */
  constructor(private readonly connection: Connection, readonly deadline: number) {
    this.agent = new Agent({ ca: connection.certificateAuthority, keepAlive: true });
  }

  async read(place: Place): Promise<KubernetesObject | undefined> {
    try {
      return await this.get(pathOf(place)) as KubernetesObject;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Returns all objects of a kind. */
  async list(collection: Place['collection']): Promise<readonly KubernetesObject[]> {
    return (await this.get(collection) as { readonly items?: readonly KubernetesObject[] }).items ?? [];
  }

  async create(place: Place, object: KubernetesObject): Promise<void> {
    await this.write('POST', place, place.collection, object);
  }

  /** Replaces the object; a conflict unless it is still the one that was read. */
  async replace(place: Place, object: KubernetesObject): Promise<void> {
    await this.write('PUT', place, pathOf(place), object);
  }

  /** Deletes the object; a conflict unless it is still the one that was read. */
  async remove(place: Place, { metadata: { uid, resourceVersion } }: KubernetesObject): Promise<void> {
    const preconditions = { uid, resourceVersion };
    await this.write('DELETE', place, pathOf(place), { apiVersion: 'v1', kind: 'DeleteOptions', preconditions });
  }

  private async get(path: string): Promise<object> {
    const body = await this.request('GET', path);
    try {
      const object: unknown = JSON.parse(body);
      if (typeof object === 'object' && object !== null) return object;
    } catch {
      // It is not JSON.
    }
    throw new Failure(`the API server of cluster ${this.connection.clusterName} answered GET ${path} with something that is not an object of JSON`);
  }

  private async write(method: string, place: Place, path: string, body: object): Promise<void> {
    this.touched.add(pathOf(place));
    await this.request(method, path, body);
  }

  private async request(method: string, path: string, body?: object): Promise<string> {
    const attempt = async () => {
      const response = await send({
        method,
        url: new URL(path, this.connection.endpoint),
        headers: {
          'authorization': `Bearer ${await this.connection.token()}`,
          'accept': 'application/json',
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
        agent: this.agent,
        deadline: this.deadline,
      });
      if (response.status < 200 || response.status > 299) throw this.errorFrom(method, path, response);
      return response.body;
    };
    return retryPassing(attempt, this.deadline);
  }

  private errorFrom(method: string, path: string, response: HttpResponse): ApiError {
    const { status } = response;
    const hint = status === 401 ? ' (the cluster does not know the role of the caller; map it in aws-auth or create an access entry for it)' : '';
    return new ApiError(
      `the API server of cluster ${this.connection.clusterName} answered ${status} to ${method} ${path}: ${messageIn(response)}${hint}`,
      status,
    );
  }
}

export function pathOf({ collection, name }: Place): string {
  return `${collection}/${name}`;
}
