import { request, type ClientRequest } from 'node:http';
import { parse } from 'yaml';

/** The sender of a request. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/**
 * The ARN of whoever signed a bearer token. As in EKS, the token is a signed request that is sent on to STS: here to the
 * emulator's, which checks the signature.
 */
export async function callerOf(token: string, clusterName: string, awsUrl: string): Promise<string | undefined> {
  const [, encoded] = /^k8s-aws-v1\.([\w-]+)$/.exec(token) ?? [];
  if (encoded === undefined) return undefined;
  const url = new URL(Buffer.from(encoded, 'base64url').toString());
  const isToSts = /^sts\.[-a-z0-9]+\.amazonaws\.com$/.test(url.host) && url.searchParams.get('Action') === 'GetCallerIdentity';
  if (!isToSts || url.searchParams.get('X-Amz-SignedHeaders')?.includes('x-k8s-aws-id') !== true) return undefined;
  const answer = await get(new URL(url.search, awsUrl), { 'host': url.host, 'x-k8s-aws-id': clusterName });
  return /<Arn>([^<]+)<\/Arn>/.exec(answer)?.[1];
}

function get(url: URL, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { headers, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve(Buffer.concat(chunks).toString());
      });
    }).on('error', reject).on('timeout', function (this: ClientRequest) {
      this.destroy(new Error('STS did not answer'));
    }).end();
  });
}

/** The role of a session as aws-iam-authenticator looks it up: without the path, which STS does not return. */
export function roleOf(sessionArn: string): string {
  return sessionArn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2').toLowerCase();
}

/** Whom aws-auth makes of a role. Only the mapping's case is lowered: a path that is left in it never matches. */
export function mappedUser(mapRoles: string | undefined, role: string): User | undefined {
  const mappings = (parse(mapRoles ?? '') ?? []) as Array<{ rolearn?: string; username?: string; groups?: string[] }>;
  const mapping = mappings.findLast(({ rolearn = '' }) => rolearn.toLowerCase() === role);
  return mapping?.username === undefined ? undefined : { name: mapping.username, groups: mapping.groups ?? [] };
}
