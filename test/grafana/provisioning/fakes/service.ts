import type { Received, Reply } from '../../../aws/fakes/http-server';
import { type FakeGrafana, json } from './grafana';

/** The service's API of service accounts and their tokens, of one Grafana workspace. */
export class FakeService {
  readonly serviceAccounts: Array<{ id: string; name: string; grafanaRole: string }> = [];
  readonly tokens = new Map<string, { id: string; name: string; key: string; expiresAt: number }>();
  /** The quota of tokens of a service account. */
  tokenQuota = 100;
  isWorkspaceDeleted = false;
  private count = 0;

  constructor(private readonly grafana: FakeGrafana) {}

  readonly respond = ({ method, url, body }: Received): Reply => {
    const isFound = (id: string) => this.serviceAccounts.some(account => account.id === id);
    const [, , workspace, , account, tokens, token] = url.pathname.split('/');
    if (this.isWorkspaceDeleted || !/^g-[0-9a-f]{10}$/.test(workspace ?? '')) return awsError(404, 'ResourceNotFoundException', 'Workspace not found');
    if (account === undefined) return method === 'GET' ? json(200, { serviceAccounts: this.serviceAccounts }) : this.createAccount(body);
    if (!isFound(account) || tokens !== 'tokens') return awsError(404, 'ResourceNotFoundException', 'not found');
    if (token !== undefined) return this.deleteToken(token);
    return method === 'GET'
      ? json(200, { serviceAccountTokens: [...this.tokens.values()].map(listedToken) })
      : this.createToken(body);
  };

  private createAccount(body: string): Reply {
    const { name, grafanaRole } = JSON.parse(body) as { name: string; grafanaRole: string };
    if (this.serviceAccounts.some(other => other.name === name)) return awsError(409, 'ConflictException', 'exists');
    const account = { id: String(++this.count), name, grafanaRole };
    this.serviceAccounts.push(account);
    return json(200, account);
  }

  private createToken(body: string): Reply {
    const { name, secondsToLive } = JSON.parse(body) as { name: string; secondsToLive: number };
    if (secondsToLive < 1 || secondsToLive > 2_592_000) return awsError(400, 'ValidationException', 'secondsToLive');
    if ([...this.tokens.values()].some(other => other.name === name)) return awsError(409, 'ConflictException', 'exists');
    if (this.tokens.size >= this.tokenQuota) return awsError(402, 'ServiceQuotaExceededException', 'too many tokens');
    const id = String(++this.count);
    const token = { id, name, key: `glsa_${id}_secret`, expiresAt: Date.now() + secondsToLive * 1000 };
    this.tokens.set(id, token);
    this.grafana.tokens.add(token.key);
    return json(200, { serviceAccountToken: { id, key: token.key, name } });
  }

  private deleteToken(id: string): Reply {
    const token = this.tokens.get(id);
    if (token === undefined) return awsError(404, 'ResourceNotFoundException', 'token not found');
    this.tokens.delete(id);
    this.grafana.tokens.delete(token.key);
    return json(200, { tokenId: id });
  }

  /** Expired tokens, of deployments that could not delete them. */
  leaveExpiredTokens(count: number): void {
    for (let index = 0; index < count; index++) {
      this.tokens.set(`old-${index}`, { id: `old-${index}`, name: `old-${index}`, key: '', expiresAt: Date.now() - 1000 });
    }
  }
}

function listedToken({ id, name, expiresAt }: { id: string; name: string; expiresAt: number }): object {
  return { id, name, expiresAt: expiresAt / 1000 };
}

export function awsError(status: number, type: string, message: string): Reply {
  return { status, headers: { 'x-amzn-errortype': type }, body: JSON.stringify({ message }) };
}
