import { Failure } from '../../../aws/failure';
import { FRESH_ACCESS, retry } from '../../../aws/retry';
import { AwsError, callAws, serviceUrl } from './aws-json';

/** The service account that all constructs of this library share in a Grafana workspace: each service account is a billed user. */
const SERVICE_ACCOUNT = 'cdk-managed-prometheus';

/** A token outlives its deployment only if it cannot be deleted. */
const SECONDS_TO_LIVE = 900;

/** A token of the service account. */
export interface AccessToken {
  readonly key: string;
  /** Deletes the token. */
  readonly delete: (deadline: number) => Promise<void>;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Creates a token for a deployment.
 *
 * @param name the name of the token, which no other token of the service account has
 * @see https://docs.aws.amazon.com/grafana/latest/APIReference/API_CreateWorkspaceServiceAccountToken.html
 */
export async function createAccessToken(workspaceId: string, name: string, deadline: number): Promise<AccessToken> {
  const accounts = `/workspaces/${encodeURIComponent(workspaceId)}/serviceaccounts`;
  const account = await serviceAccount(accounts, deadline);
  const tokens = `${accounts}/${encodeURIComponent(account.id)}/tokens`;
  const { serviceAccountToken: token } = await createToken(tokens, name, deadline);
  if (token?.key === undefined || token.id === undefined) throw new Failure('grafana:CreateWorkspaceServiceAccountToken answered without a token');
  const { id, key } = token;
  return {
    key,
    delete: async (end) => { await call('DeleteWorkspaceServiceAccountToken', 'DELETE', `${tokens}/${encodeURIComponent(id)}`, end); },
  };
}

async function serviceAccount(path: string, deadline: number): Promise<Named> {
  const find = async () => (await list('ListWorkspaceServiceAccounts', path, 'serviceAccounts', deadline)).find(({ name }) => name === SERVICE_ACCOUNT);
  const existing = await find();
  if (existing !== undefined) return existing;
  try {
    const { id } = await call('CreateWorkspaceServiceAccount', 'POST', path, deadline, { name: SERVICE_ACCOUNT, grafanaRole: 'ADMIN' });
    if (typeof id === 'string') return { id, name: SERVICE_ACCOUNT };
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  // Another deployment created it meanwhile, or a request of ours whose answer was lost.
  const created = await find();
  if (created === undefined) throw new Failure('grafana:CreateWorkspaceServiceAccount created no service account');
  return created;
}

interface CreatedToken {
  readonly serviceAccountToken?: { readonly id?: string; readonly key?: string };
}

/**
 * Creates a token. Expired ones count for the quota until they are deleted. A conflict is a token of the name, whose answer was lost and
 * which expires by itself, or a workspace that is being updated.
 */
async function createToken(path: string, name: string, deadline: number): Promise<CreatedToken> {
  let attempt = 0;
  const create = () => retry(() => {
    const suffix = attempt++ === 0 ? '' : `-${attempt}`;
    return call('CreateWorkspaceServiceAccountToken', 'POST', path, deadline, { name: name + suffix, secondsToLive: SECONDS_TO_LIVE });
  }, isConflict, FRESH_ACCESS, deadline);
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof AwsError) || error.type !== 'ServiceQuotaExceededException') throw error;
    const tokens = await list('ListWorkspaceServiceAccountTokens', path, 'serviceAccountTokens', deadline);
    const expired = tokens.filter(({ expiresAt }) => expiresAt !== undefined && expiresAt * 1000 < Date.now());
    if (expired.length === 0) throw error;
    for (const { id } of expired) await call('DeleteWorkspaceServiceAccountToken', 'DELETE', `${path}/${encodeURIComponent(id)}`, deadline);
    return create();
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof AwsError && error.type === 'ConflictException';
}

async function list(
  action: string, path: string, member: string, deadline: number,
): Promise<Array<Named & { readonly expiresAt?: number }>> {
  const items: Array<Named & { readonly expiresAt?: number }> = [];
  for (let nextToken: unknown; ;) {
    const query = new URLSearchParams({ maxResults: '100', ...typeof nextToken === 'string' && { nextToken } }).toString();
    const page = await call(action, 'GET', `${path}?${query}`, deadline);
    if (Array.isArray(page[member])) items.push(...page[member] as typeof items);
    if (page.nextToken === undefined || page.nextToken === null || page.nextToken === nextToken) return items;
    nextToken = page.nextToken;
  }
}

async function call(action: string, method: string, path: string, deadline: number, body?: object): Promise<Record<string, unknown>> {
  const text = await callAws({
    action: `grafana:${action}`, service: 'grafana', method, url: new URL(path, serviceUrl('grafana')), deadline, body: body && JSON.stringify(body),
  });
  if (text === '') return {};
  try {
    return JSON.parse(text) as Record<string, unknown> | null ?? {};
  } catch {
    throw new Failure(`grafana:${action} gave an answer that is no JSON`);
  }
}
