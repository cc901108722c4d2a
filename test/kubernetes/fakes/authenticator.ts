import { parse } from 'yaml';
import { callerOf, timeOf, type Credentials } from '../../aws/fakes/sigv4';

/** Someone with credentials for a role, as STS knows them. */
export interface Principal extends Credentials {
  /** The role with its path, as IAM has it. */
  readonly roleArn: string;
}

const PARAMETERS = [
  'action', 'version', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-expires', 'x-amz-security-token',
  'x-amz-signature', 'x-amz-signedheaders',
];

/**
 * What aws-iam-authenticator does with a bearer token, and STS with the request inside it: the name of the role as
 * the cluster looks it up, lowered and without its path. Throws when the token is no good.
 *
 * @see https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go
 */
export function roleOf(token: string, clusterName: string, region: string, principals: readonly Principal[]): string {
  const [, encoded] = /^k8s-aws-v1\.([\w-]+)$/.exec(token) ?? [];
  if (encoded === undefined) throw new Error('token is missing expected "k8s-aws-v1." prefix');
  const url = new URL(Buffer.from(encoded, 'base64url').toString());
  if (url.protocol !== 'https:' || url.host !== `sts.${region}.amazonaws.com` || url.pathname !== '/') throw new Error(`unexpected URL ${url.host}`);
  const value = (name: string) => url.searchParams.get(name) ?? '';
  const unknown = [...url.searchParams.keys()].find(name => !PARAMETERS.includes(name.toLowerCase()));
  if (unknown !== undefined) throw new Error(`non-whitelisted query parameter ${unknown}`);
  if (value('Action') !== 'GetCallerIdentity') throw new Error('unexpected action parameter in pre-signed URL');
  if (!value('X-Amz-SignedHeaders').split(';').includes('x-k8s-aws-id')) throw new Error('client did not sign the x-k8s-aws-id header');
  const age = Date.now() - timeOf(value('X-Amz-Date'));
  const lifetime = Number(value('X-Amz-Expires')) * 1000;
  if (!(age > -60_000 && age < lifetime && lifetime <= 900_000)) throw new Error('X-Amz-Date parameter is expired');

  const headers = { 'host': url.host, 'x-k8s-aws-id': clusterName };
  const request = { method: 'GET', path: '/', query: url.search.slice(1), headers, body: '' };
  const { roleArn } = callerOf(request, 'sts', region, principals) as Principal;
  const [start = '', ...path] = roleArn.split('/');
  return `${start}/${path.at(-1) ?? ''}`.toLowerCase();
}

/** The user name that `mapRoles` gives to a role: the last mapping counts, and only the mapping's case is lowered. */
export function usernameIn(mapRoles: string | undefined, role: string): string | undefined {
  const mappings = (parse(mapRoles ?? '') ?? []) as Array<{ rolearn?: string; username?: string }>;
  return mappings.findLast(({ rolearn = '' }) => rolearn.toLowerCase() === role)?.username;
}
