import { lambdaFunction, serviceHost, signer, type Caller } from './aws-request';

const LIFETIME_SECONDS = 60;

/**
 * A bearer token for an EKS cluster: a signed request to STS, which the cluster sends on to learn who is calling. The
 * name of the cluster is signed with it, so that another cluster cannot use it.
 *
 * @see https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 */
export async function eksToken(clusterName: string, caller: Caller = lambdaFunction()): Promise<string> {
  const hostname = serviceHost('sts', caller.region);
  const { query = {} } = await signer('sts', caller).presign({
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { 'host': hostname, 'x-k8s-aws-id': clusterName },
  }, { expiresIn: LIFETIME_SECONDS });
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  return `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${search}`).toString('base64url')}`;
}
