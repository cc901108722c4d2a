import { randomUUID } from 'node:crypto';
import { globalAgent } from 'node:https';
import { handler } from '../../../../lib/cluster-access/aws-auth-merge/handler';
import type { Answer, CustomResourceEvent } from '../../../../lib/aws/custom-resource';
import type { LambdaContext } from '../../../../lib/cluster-access/aws-auth-merge/handler/scope';
import { functionPermissions } from '../../../../lib/cluster-access/aws-auth-merge/permissions';
import { ApiServer, CONFIG_MAPS } from '../../../kubernetes/fakes/api-server';
import type { Principal } from '../../../kubernetes/fakes/authenticator';
import { selfSigned, type Certificate } from '../../../aws/fakes/certificate';
import { HttpServer, type Received, type Reply } from '../../../aws/fakes/http-server';
import { callerOf } from '../../../aws/fakes/sigv4';

const REGION = 'eu-central-1';
const CLUSTER = 'payments';

export const COLLECTOR_ROLE = 'arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4';

export const RBAC = {
  ClusterRoleName: 'collector',
  ClusterRoleBindingName: 'collector-binding',
  Rules: [
    { apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['get', 'list', 'watch'] },
    { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  ],
};

const FUNCTION: Principal = {
  accessKeyId: 'ASIAFUNCTION',
  secretAccessKey: 'the/secret+of=the function',
  sessionToken: 'session/token+with=signs',
  roleArn: 'arn:aws:iam::111122223333:role/stacks/Merge-Function',
};

/** The role with which CDK created the cluster, which the function may assume. */
export const CREATOR: Principal = {
  accessKeyId: 'ASIACREATOR',
  secretAccessKey: 'the/secret+of=the creator',
  sessionToken: 'another/token+with=signs',
  roleArn: 'arn:aws:iam::111122223333:role/ClusterCreationRole',
};

/** The environment of a Lambda function. */
export function environmentOf({ accessKeyId, secretAccessKey, sessionToken }: Principal, eksUrl: string): Record<string, string> {
  return {
    CLUSTER_NAME: CLUSTER,
    MANAGES_RBAC: 'true',
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ENDPOINT_URL_EKS: eksUrl,
  };
}

export const FUNCTION_ARN = `arn:aws:lambda:${REGION}:111122223333:function:merge`;

/** The context that Lambda passes to a function with the event. */
export function contextOf(milliseconds: number): LambdaContext {
  return { invokedFunctionArn: FUNCTION_ARN, getRemainingTimeInMillis: () => milliseconds };
}

/** One certificate for all worlds of a process, since the process trusts it. */
let publicCertificate: Certificate | undefined;

type Properties = Readonly<Record<string, unknown>>;

/** A cluster, the EKS API and CloudFormation's response URL, all on this machine. */
export class World {
  static async start(): Promise<World> {
    const certificate = await selfSigned();
    const world = new World(certificate.cert);
    const apiServer = await HttpServer.start(world.api.respond, certificate);
    world.cluster = { ...world.cluster, endpoint: apiServer.url };
    const eks = await HttpServer.start(request => world.describeCluster(request));
    const sts = await HttpServer.start(request => world.assumeRole(request));
    world.environment = { ...environmentOf(FUNCTION, eks.url), AWS_ENDPOINT_URL_STS: sts.url };
    delete process.env.ACCESS_ROLE_ARN;
    Object.assign(process.env, world.environment);
    globalThis.Date = RealDate;
    publicCertificate ??= await selfSigned();
    world.publicCertificate = globalAgent.options.ca = publicCertificate.cert;
    const cloudFormation = await HttpServer.start(request => world.takeAnswer(request), publicCertificate);
    world.responseUrl = `${cloudFormation.url}/answer?X-Amz-Date=${signatureDate(new Date())}&X-Amz-Signature=abc%2Fdef`;
    world.servers.push(apiServer, eks, sts, cloudFormation);
    return world;
  }

  readonly api = new ApiServer(CLUSTER, REGION);
  readonly answers: Array<Answer & Record<string, unknown>> = [];
  environment: Record<string, string> = {};
  /** The certificate of CloudFormation's response URL, which everybody trusts, as PEM. */
  publicCertificate = '';
  responseUrl = '';
  /** The response of `eks:DescribeCluster`; absent after the cluster was deleted. */
  cluster: Record<string, unknown> | undefined;
  /** The first answers of it and of CloudFormation. */
  readonly eksFaults: Reply[] = [];
  readonly responseFaults: Reply[] = [];
  readonly stsFaults: Reply[] = [];
  takeEksFault: () => Reply | undefined = () => this.eksFaults.shift();
  takeResponseFault: () => Reply | undefined = () => this.responseFaults.shift();
  private readonly servers: HttpServer[] = [];
  private passed = 0;
  private stoppedAt?: number;
  private latest: CustomResourceEvent['RequestType'] = 'Create';

  private constructor(certificate: string) {
    this.cluster = {
      status: 'ACTIVE',
      certificateAuthority: { data: Buffer.from(certificate).toString('base64') },
      accessConfig: { authenticationMode: 'CONFIG_MAP' },
    };
    this.api.principals.push(FUNCTION, CREATOR);
    this.api.functionRole = 'arn:aws:iam::111122223333:role/Merge-Function';
    this.api.permissions = functionPermissions(RBAC);
  }

  async stop(): Promise<void> {
    globalThis.Date = RealDate;
    await Promise.all(this.servers.map(server => server.stop()));
  }

  /** Lets time pass, for all clocks of the world; events are signed again. */
  pass(milliseconds: number): void {
    this.passed += milliseconds;
    this.setClock();
    this.signAt(new Date());
  }

  /** Stops all clocks of the world: from now on time only passes by `pass`, however slow this machine is. */
  stopClock(): void {
    this.stoppedAt = RealDate.now();
    this.setClock();
  }

  private setClock(): void {
    const { passed, stoppedAt } = this;
    globalThis.Date = dateBy(() => (stoppedAt ?? RealDate.now()) + passed);
  }

  /** Signs the next events at a time. */
  signAt(date: Date): void {
    this.responseUrl = this.responseUrl.replace(SIGNED_AT, signatureDate(date));
  }

  /** Sends an event as CloudFormation does and returns what it was answered. */
  async send(event: Partial<CustomResourceEvent>, milliseconds = 60_000): Promise<Answer> {
    const sent = this.event(event);
    await handler(sent, contextOf(milliseconds));
    return this.answerTo(sent);
  }

  answerTo({ RequestId }: CustomResourceEvent): Answer {
    const answer = this.answers.find(candidate => candidate.RequestId === RequestId);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  }

  create(ResourceProperties: Properties = {}): Promise<Answer> {
    return this.send({ RequestType: 'Create', ResourceProperties });
  }

  update({ PhysicalResourceId }: Answer, ResourceProperties: Properties = {}): Promise<Answer> {
    return this.send({ RequestType: 'Update', PhysicalResourceId, ResourceProperties });
  }

  remove({ PhysicalResourceId }: Answer, ResourceProperties: Properties = {}): Promise<Answer> {
    return this.send({ RequestType: 'Delete', PhysicalResourceId, ResourceProperties });
  }

  /** The ConfigMap as it is before anything happens. */
  awsAuthIs(mapRoles?: string): void {
    const data = { ...(mapRoles !== undefined && { mapRoles }), mapUsers: '- userarn: arn:aws:iam::111122223333:user/ann\n' };
    this.api.store.create(CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth' }, data });
  }

  /** Edits the ConfigMap as another user. */
  someoneWrites(data: Readonly<Record<string, string>>): void {
    const { awsAuth } = this.api;
    if (awsAuth !== undefined) this.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...awsAuth, data });
  }

  someoneAnnotates(annotations: Readonly<Record<string, string>>): void {
    const { awsAuth } = this.api;
    if (awsAuth === undefined) return;
    const metadata = { ...awsAuth.metadata, annotations: { ...awsAuth.metadata.annotations, ...annotations } };
    this.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...awsAuth, metadata });
  }

  get mapRoles(): string | undefined {
    return this.api.awsAuth?.data?.mapRoles;
  }

  /** All of the ConfigMap but what the API server changes with every write. */
  get awsAuth(): object {
    const { metadata, ...rest } = this.api.awsAuth ?? { metadata: undefined };
    return { ...rest, metadata: { ...metadata, resourceVersion: undefined } };
  }

  /** Deletions come long after what was before, unless they have a URL of their own. */
  event(event: Partial<CustomResourceEvent>): CustomResourceEvent {
    if (event.RequestType === 'Delete' && this.latest !== 'Delete' && event.ResponseURL === undefined) this.pass(11 * 60_000);
    this.latest = event.RequestType ?? 'Create';
    return {
      RequestType: 'Create',
      RequestId: randomUUID(),
      ResponseURL: this.responseUrl,
      StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/monitoring/1',
      LogicalResourceId: 'CollectorAccess',
      ...event,
      ResourceProperties: { ...PROPERTIES, ...event.ResourceProperties },
    };
  }

  private describeCluster({ url, headers, method, body }: Received): Reply {
    const fault = this.takeEksFault();
    if (fault !== undefined) return fault;
    callerOf({ method, path: url.pathname, query: url.search.slice(1), headers, body }, 'eks', REGION, [FUNCTION]);
    if (this.cluster === undefined || url.pathname !== `/clusters/${CLUSTER}`) {
      return eksError(404, 'ResourceNotFoundException', `No cluster found for name: ${CLUSTER}.`);
    }
    return { status: 200, body: JSON.stringify({ cluster: { name: CLUSTER, ...this.cluster } }) };
  }

  private assumeRole({ method, url, headers, body }: Received): Reply {
    const fault = this.stsFaults.shift();
    if (fault !== undefined) return fault;
    callerOf({ method, path: url.pathname, query: '', headers, body }, 'sts', REGION, [FUNCTION]);
    const parameters = new URLSearchParams(body);
    if (parameters.get('Action') !== 'AssumeRole' || parameters.get('RoleArn') !== CREATOR.roleArn) return stsError(403, 'AccessDenied', 'not authorized');
    const { accessKeyId, secretAccessKey, sessionToken } = CREATOR;
    return {
      status: 200,
      body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId>`
        + `<SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    };
  }

  private takeAnswer({ method, url, headers, body }: Received): Reply {
    const fault = this.takeResponseFault();
    if (fault !== undefined) return fault;
    const isSigned = method === 'PUT' && withoutDate(this.responseUrl).endsWith(withoutDate(`${url.pathname}${url.search}`)) && headers['content-type'] === '';
    if (!isSigned || Buffer.byteLength(body) > 4096) return { status: 403, body: 'SignatureDoesNotMatch' };
    this.answers.push(JSON.parse(body) as Answer & Record<string, unknown>);
    return { status: 200, body: '' };
  }
}

export function stsError(status: number, code: string, message: string): Reply {
  return { status, body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>` };
}

export function eksError(status: number, type: string, message: string): Reply {
  return { status, headers: { 'x-amzn-errortype': type }, body: JSON.stringify({ message }) };
}

const SIGNED_AT = /\d{8}T\d{6}Z/;

function withoutDate(url: string): string {
  return url.replace(SIGNED_AT, '');
}

const RealDate = Date;

/** The dates of a clock. */
function dateBy(now: () => number): DateConstructor {
  return class extends RealDate {
    constructor(...parts: ConstructorParameters<DateConstructor> | []) {
      super(...(parts.length === 0 ? [now()] : parts) as [number]);
    }

    static override now(): number {
      return now();
    }
  } as DateConstructor;
}

/** The form of the date in a signed URL. */
export function signatureDate(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

const PROPERTIES = {
  ServiceToken: FUNCTION_ARN,
  RoleArn: COLLECTOR_ROLE,
  ...RBAC,
};
