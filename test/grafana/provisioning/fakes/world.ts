import { randomUUID } from 'node:crypto';
import type { Answer, CustomResourceEvent } from '../../../../lib/aws/custom-resource';
import { handler } from '../../../../lib/grafana/provisioning/handler';
import type { ProvisionedDataSource } from '../../../../lib/grafana/provisioning/resource-properties';
import { HttpServer, type Received, type Reply } from '../../../aws/fakes/http-server';
import { callerOf } from '../../../aws/fakes/sigv4';
import { FakeGrafana } from './grafana';
import { FakeService } from './service';

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
      HttpServer.start(request => world.answerFor(request)),
      HttpServer.start(request => (world.intercept ?? world.grafana.respond)(request)),
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
  readonly service = new FakeService(this.grafana);
  /** Answers in place of Grafana. */
  intercept?: (request: Received) => Promise<Reply | undefined> | Reply | undefined;
  readonly awsFaults: Array<Reply | 'close'> = [];
  private readonly servers: HttpServer[] = [];
  private readonly answers = new Map<string, Answer>();
  private responseUrl = '';
  private objects = '[]';

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
    return { dataSources: data, folders: folder, dashboards: boards, tokens: this.service.tokens.size };
  }

  private answerFor(request: Received): Reply | undefined {
    const fault = this.awsFaults.shift();
    if (fault !== undefined) return fault === 'close' ? undefined : fault;
    const { method, url, headers, body } = request;
    callerOf({ method, path: url.pathname, query: url.search.slice(1), headers, body }, 'grafana', REGION, [FUNCTION]);
    return this.service.respond(request);
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
