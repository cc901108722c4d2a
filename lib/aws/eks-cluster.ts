import { lambdaFunction, serviceHost, signer } from './aws-request';
import { Failure } from './failure';
import { messageIn, send, type HttpResponse } from './http';
import type { ClusterEndpoint } from './cluster-endpoint';
import { retryPassing } from './retry';

/** The part of a cluster's description that is needed here. */
export interface EksCluster extends ClusterEndpoint {
  readonly status?: string;
  readonly accessConfig?: { readonly authenticationMode?: string };
}

/** EKS refused the request; the message is its own. */
export class EksError extends Failure {
  constructor(clusterName: string, readonly status: number, readonly type: string, message: string) {
    super(`eks:DescribeCluster of cluster ${clusterName} failed with ${type === '' ? `status ${status}` : type}: ${message}`);
  }

  get isDenied(): boolean {
    return this.type === 'AccessDeniedException';
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500 || /Throttling|TooManyRequests/.test(this.type);
  }
}

/** Returns the cluster, or `undefined` if EKS has none of that name. */
export async function describeCluster(clusterName: string, deadline: number): Promise<EksCluster | undefined> {
  const describe = async () => {
    const response = await sendSigned(new URL(`/clusters/${encodeURIComponent(clusterName)}`, endpoint()), deadline);
    if (response.status !== 200) throw errorFrom(clusterName, response);
    return clusterIn(clusterName, response);
  };
  try {
    return await retryPassing(describe, deadline);
  } catch (error) {
    if (error instanceof EksError && error.type === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function clusterIn(clusterName: string, { body }: HttpResponse): EksCluster {
  const { cluster } = objectIn(body);
  if (typeof cluster === 'object' && cluster !== null) return cluster;
  throw new Failure(`eks:DescribeCluster of cluster ${clusterName} answered without a description of the cluster`);
}

function objectIn(body: string): { readonly cluster?: unknown } {
  try {
    return JSON.parse(body) as { readonly cluster?: unknown } | null ?? {};
  } catch {
    return {};
  }
}

/** The variables are those that AWS's own SDKs read. */
function endpoint(): string {
  return process.env.AWS_ENDPOINT_URL_EKS ?? process.env.AWS_ENDPOINT_URL ?? `https://${serviceHost('eks', lambdaFunction().region)}`;
}

async function sendSigned(url: URL, deadline: number): Promise<HttpResponse> {
  const { headers } = await signer('eks', lambdaFunction()).sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host },
  });
  return send({ method: 'GET', url, headers, deadline });
}

function errorFrom(clusterName: string, response: HttpResponse): EksError {
  const type = String(response.headers['x-amzn-errortype'] ?? '').split(':', 1).join('');
  return new EksError(clusterName, response.status, type, messageIn(response));
}
