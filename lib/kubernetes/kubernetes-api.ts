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
  /** The certificate that the API server's own is signed with, as PEM. */
  readonly certificateAuthority: string;
  /** A bearer token, made anew for each request since it lives for a minute. */
  readonly token: () => Promise<string>;
}

/** The way to the API server of a cluster, by the name of the caller. Throws when the cluster has none yet, or no more. */
export function connectionTo(clusterName: string, { status = '?', endpoint, certificateAuthority }: ClusterEndpoint, caller: Caller): Connection {
  if (endpoint === undefined || certificateAuthority?.data === undefined) {
    throw new Failure(`cluster ${clusterName} has no API server to talk to, its status is ${status}`);
  }
  return {
    clusterName,
    endpoint,
    certificateAuthority: Buffer.from(certificateAuthority.data, 'base64').toString(),
    token: () => eksToken(clusterName, caller),
  };
}

/** Where an object is found. */
export interface Place {
  /** The path of all objects of its kind, and of its namespace if it has one. */
  readonly collection: string;
  readonly name: string;
}

/** The API server refused, with the words of its Status object. */
export class ApiError extends Failure {
  constructor(message: string, readonly status: number) {
    super(message);
  }

  get isDenied(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** Somebody else wrote between our read and our write. */
  get isConflict(): boolean {
    return this.status === 404 || this.status === 409;
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** The few requests to a cluster's API server that are needed here. */
export class KubernetesApi {
  /** Every object that a write was sent for, whatever came of it. */
  readonly touched = new Set<string>();
  private readonly agent: Agent;

  /** @param deadline when to give up, in milliseconds since 1970 */
  constructor(private readonly connection: Connection, readonly deadline: number) {
    this.agent = new Agent({ ca: connection.certificateAuthority, keepAlive: true });
  }

  async read(place: Place): Promise<KubernetesObject | undefined> {
    try {
      return JSON.parse(await this.request('GET', pathOf(place))) as KubernetesObject;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** All objects of a kind. */
  async list(collection: Place['collection']): Promise<readonly KubernetesObject[]> {
    return (JSON.parse(await this.request('GET', collection)) as { items: KubernetesObject[] }).items;
  }

  async create(place: Place, object: KubernetesObject): Promise<void> {
    await this.write('POST', place, place.collection, object);
  }

  /** Refused as a conflict unless the object is still the one that was read. */
  async replace(place: Place, object: KubernetesObject): Promise<void> {
    await this.write('PUT', place, pathOf(place), object);
  }

  /** Refused as a conflict unless the object is still the one that was read. */
  async remove(place: Place, { metadata: { uid, resourceVersion } }: KubernetesObject): Promise<void> {
    const preconditions = { uid, resourceVersion };
    await this.write('DELETE', place, pathOf(place), { apiVersion: 'v1', kind: 'DeleteOptions', preconditions });
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
    const hint = status === 401 ? ' (the cluster does not know the role that asks; map it in aws-auth or give it an access entry)' : '';
    return new ApiError(
      `the API server of cluster ${this.connection.clusterName} answered ${status} to ${method} ${path}: ${messageIn(response)}${hint}`,
      status,
    );
  }
}

export function pathOf({ collection, name }: Place): string {
  return `${collection}/${name}`;
}
