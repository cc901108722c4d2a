import { randomUUID } from 'node:crypto';
import type { Answer, CustomResourceEvent } from '../../../../lib/aws/custom-resource';
import { handler } from '../../../../lib/grafana/provisioning/handler';
import type { ProvisionedDataSource } from '../../../../lib/grafana/provisioning/resource-properties';
import { HttpServer, type Received, type Reply } from '../../../aws/fakes/http-server';
import { callerOf } from '../../../aws/fakes/sigv4';
import { FakeGrafana, json } from './grafana';

const REGION = 'eu-central-1';
const WORKSPACE = 'g-0123456789';
const FUNCTION = { accessKeyId: 'ASIAFUNCTION', secretAccessKey: 'secret of the function', sessionToken: 'session' };

export const DATA_SOURCE: ProvisionedDataSource = {
  uid: 'amp-1', name: 'platform', url: `https://aps-workspaces.${REGION}.amazonaws.com/workspaces/ws-1`, region: REGION,
};

export const DASHBOARD = { uid: 'nodes', title: 'Nodes', tags: ['kubernetes'], panels: [] };

/** The inputs of a deployment. */
export interface Deployment {
  readonly dataSources?: readonly ProvisionedDataSource[];
  readonly dashboards?: readonly object[];
  readonly userChanges?: string;
  readonly folderTitle?: string;
}

/** The service, Grafana, Amazon S3 and CloudFormation's response URL, all on this machine. */
export class World {
  static async start(): Promise<World> {
    const world = new World();
    const [aws, grafana, s3, cloudFormation] = await Promise.all([
      HttpServer.start(request => world.service(request)), HttpServer.start(request => (world.intercept ?? world.grafana.respond)(request)),
      HttpServer.start(request => world.object(request)), HttpServer.start(request => world.takeAnswer(request)),
    ]);
    world.servers.push(aws, grafana, s3, cloudFormation);
    world.responseUrl = `${cloudFormation.url}/answer`;
    Object.assign(process.env, {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: FUNCTION.accessKeyId, AWS_SECRET_ACCESS_KEY: FUNCTION.secretAccessKey, AWS_SESSION_TOKEN: FUNCTION.sessionToken,
      AWS_ENDPOINT_URL: aws.url, AWS_ENDPOINT_URL_S3: s3.url, AWS_ENDPOINT_URL_GRAFANA_WORKSPACE: grafana.url,
      GRAFANA_WORKSPACE_ID: WORKSPACE, GRAFANA_ENDPOINT: `${WORKSPACE}.grafana-workspace.${REGION}.amazonaws.com`,
    });
    return world;
  }

  readonly grafana = new FakeGrafana();
  readonly serviceAccounts: Array<{ id: string; name: string; grafanaRole: string }> = [];
  readonly tokens = new Map<string, { id: string; name: string; key: string; expiresAt: number }>();
  /** The quota of tokens of a service account. */
  tokenQuota = 100;
  isWorkspaceDeleted = false;
  /** Answers in place of Grafana. */
  intercept?: (request: Received) => Reply | undefined;
  readonly awsFaults: Array<Reply | 'close'> = [];
  private readonly servers: HttpServer[] = [];
  private readonly answers = new Map<string, Answer>();
  private responseUrl = '';
  private objects = '[]';
  private count = 0;

  async stop(): Promise<void> {
    await Promise.all(this.servers.map(server => server.stop()));
  }

  create(deployment: Deployment = {}): Promise<Answer> {
    return this.send({ RequestType: 'Create' }, deployment);
  }

  update({ PhysicalResourceId }: Answer, deployment: Deployment = {}): Promise<Answer> {
    return this.send({ RequestType: 'Update', PhysicalResourceId }, deployment);
  }

  remove({ PhysicalResourceId }: Answer): Promise<Answer> {
    return this.send({ RequestType: 'Delete', PhysicalResourceId }, {});
  }

  async send(event: Partial<CustomResourceEvent>, deployment: Deployment): Promise<Answer> {
    const { dataSources = [DATA_SOURCE], dashboards = [DASHBOARD], userChanges = 'OVERWRITE', folderTitle = 'Prometheus' } = deployment;
    this.objects = JSON.stringify(dashboards);
    const RequestId = randomUUID();
    await handler({
      RequestType: 'Create', RequestId, ResponseURL: this.responseUrl, LogicalResourceId: 'Dashboards',
      StackId: `arn:aws:cloudformation:${REGION}:111122223333:stack/monitoring/1`,
      ResourceProperties: {
        DataSources: JSON.stringify(dataSources), FolderUid: 'amp-folder', FolderTitle: folderTitle, UserChanges: userChanges,
        DashboardsBucket: 'assets', DashboardsKey: 'dashboards.json',
      },
      ...event,
    }, { getRemainingTimeInMillis: () => 40_000 });
    const answer = this.answers.get(RequestId);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  }

  /** The names of everything in Grafana, and the tokens that are left. */
  get contents(): object {
    const { dataSources, folders, dashboards } = this.grafana;
    const [data, folder, boards] = [dataSources, folders, dashboards].map(entries => [...entries.keys()]);
    return { dataSources: data, folders: folder, dashboards: boards, tokens: this.tokens.size };
  }

  private service({ method, url, headers, body }: Received): Reply | undefined {
    const fault = this.awsFaults.shift();
    if (fault !== undefined) return fault === 'close' ? undefined : fault;
    callerOf({ method, path: url.pathname, query: url.search.slice(1), headers, body }, 'grafana', REGION, [FUNCTION]);
    const isFound = (id: string) => this.serviceAccounts.some(account => account.id === id);
    const [, , workspace, , account, tokens, token] = url.pathname.split('/');
    if (this.isWorkspaceDeleted || workspace !== WORKSPACE) return awsError(404, 'ResourceNotFoundException', 'Workspace not found');
    if (account === undefined) return method === 'GET' ? json(200, { serviceAccounts: this.serviceAccounts }) : this.createAccount(body);
    if (!isFound(account) || tokens !== 'tokens') return awsError(404, 'ResourceNotFoundException', 'not found');
    if (token !== undefined) return this.deleteToken(token);
    return method === 'GET'
      ? json(200, { serviceAccountTokens: [...this.tokens.values()].map(listedToken) })
      : this.createToken(body);
  }

  private createAccount(body: string): Reply {
    const { name, grafanaRole } = JSON.parse(body) as { name: string; grafanaRole: string };
    if (this.serviceAccounts.some(other => other.name === name)) return awsError(409, 'ConflictException', 'exists');
    const account = { id: String(++this.count), name, grafanaRole };
    this.serviceAccounts.push(account);
    return json(200, { ...account, workspaceId: WORKSPACE });
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

  private object({ url, headers }: Received): Reply {
    const isSigned = headers.authorization?.includes('/s3/aws4_request') === true && headers['x-amz-content-sha256'] !== undefined;
    return isSigned && url.pathname === '/assets/dashboards.json' ? { status: 200, body: this.objects } : { status: 403, body: '<Error/>' };
  }

  private takeAnswer({ body }: Received): Reply {
    const { RequestId, ...answer } = JSON.parse(body) as Answer & { RequestId: string };
    this.answers.set(RequestId, answer);
    return { status: 200, body: '' };
  }
}

function listedToken({ id, name, expiresAt }: { id: string; name: string; expiresAt: number }): object {
  return { id, name, expiresAt: expiresAt / 1000 };
}

export function awsError(status: number, type: string, message: string): Reply {
  return { status, headers: { 'x-amzn-errortype': type }, body: JSON.stringify({ message }) };
}
