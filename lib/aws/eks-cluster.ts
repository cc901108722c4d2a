import { lambdaFunction, serviceHost, signer } from './aws-request';
import { Failure } from './failure';
import { messageIn, send, type HttpResponse } from './http';
import type { ClusterEndpoint } from './cluster-endpoint';
import { retryPassing } from './retry';

/** What `eks:DescribeCluster` says, as far as it matters here. */
export interface EksCluster extends ClusterEndpoint {
  readonly status: string;
  readonly accessConfig?: { readonly authenticationMode?: string };
}

/** EKS refused, with the words of its error. */
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

/** The cluster, or nothing when there is none of that name. */
export async function describeCluster(clusterName: string, deadline: number): Promise<EksCluster | undefined> {
  const describe = async () => {
    const response = await sendSigned(new URL(`/clusters/${encodeURIComponent(clusterName)}`, endpoint()), deadline);
    if (response.status !== 200) throw errorFrom(clusterName, response);
    return (JSON.parse(response.body) as { cluster: EksCluster }).cluster;
  };
  try {
    return await retryPassing(describe, deadline);
  } catch (error) {
    if (error instanceof EksError && error.type === 'ResourceNotFoundException') return undefined;
    throw error;
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
