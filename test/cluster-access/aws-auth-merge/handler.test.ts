import type { Answer } from '../../../lib/cluster-access/aws-auth-merge/handler/custom-resource';
import { eksToken } from '../../../lib/cluster-access/aws-auth-merge/handler/eks-token';
import { CLUSTER_ROLE_BINDINGS, CLUSTER_ROLES, CONFIG_MAPS, statusReply } from './fakes/api-server';
import { COLLECTOR_ROLE, eksError, World } from './fakes/world';

const NODES = `- rolearn: arn:aws:iam::111122223333:role/node
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes] # keep
`;

const ENTRY = `- rolearn: arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4
  username: aps-collector-user
`;

const OTHER_ROLE = COLLECTOR_ROLE.replace('94e9c92f', 'aaaabbbb');
const OTHER_ENTRY = ENTRY.replace('94e9c92f', 'aaaabbbb');

/** Time for a second of work: what would be tried again for longer fails at once. */
const SHORT = 31_000;

let world: World;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockReturnValue();
  world = await World.start();
});

afterEach(async () => {
  await world.stop();
  jest.restoreAllMocks();
});

function awsAuthIs(mapRoles?: string): void {
  const data = { ...(mapRoles !== undefined && { mapRoles }), mapUsers: '- userarn: arn:aws:iam::111122223333:user/ann\n' };
  world.api.store.create(CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth' }, data });
}

const mapRoles = () => world.api.awsAuth?.data?.mapRoles;

/** All of the ConfigMap but what the API server changes with every write. */
function awsAuth(): object {
  const { metadata, ...rest } = world.api.awsAuth ?? { metadata: undefined };
  return { ...rest, metadata: { ...metadata, resourceVersion: undefined } };
}

const create = (ResourceProperties: Record<string, unknown> = {}) => world.send({ RequestType: 'Create', ResourceProperties });

const update = (previous: Answer, ResourceProperties: Record<string, unknown> = {}) =>
  world.send({ RequestType: 'Update', PhysicalResourceId: previous.PhysicalResourceId, ResourceProperties });

const remove = (previous: Answer, ResourceProperties: Record<string, unknown> = {}) =>
  world.send({ RequestType: 'Delete', PhysicalResourceId: previous.PhysicalResourceId, ResourceProperties });

describe('create', () => {
  test('adds the entry after all others and tells CloudFormation', async () => {
    awsAuthIs(NODES);

    const answer = await create();

    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: expect.stringMatching(/^payments\/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4\/[0-9a-f]{20}$/) as string,
      StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/monitoring/1',
      LogicalResourceId: 'CollectorAccess',
      Data: { RoleArn: 'arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4' },
    });
    expect(mapRoles()).toBe(NODES + ENTRY);
    expect(world.api.awsAuth?.data?.mapUsers).toBe('- userarn: arn:aws:iam::111122223333:user/ann\n');
  });

  test('lets the collector in: its own token is accepted, with the rights of its ClusterRole and no others', async () => {
    const collector = { accessKeyId: 'ASIACOLLECTOR', secretAccessKey: 'secret', sessionToken: 'token', roleArn: COLLECTOR_ROLE };
    awsAuthIs(NODES);
    world.api.principals.push(collector);
    await create();

    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'ASIACOLLECTOR', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
    const authorization = `Bearer ${await eksToken('payments')}`;
    const get = async (path: string) => (await world.api.respond({ method: 'GET', url: new URL(path, 'http://server'), headers: { authorization }, body: '' }))?.status;

    expect(await get('/api/v1/nodes')).toBe(200);
    expect(await get('/api/v1/namespaces/kube-system/configmaps/aws-auth')).toBe(403);
  });

  test('makes the ConfigMap where there is none', async () => {
    expect(await create()).toMatchObject({ Status: 'SUCCESS' });

    expect(mapRoles()).toBe(ENTRY);
  });

  test('leaves RBAC to others when it is given no rules', async () => {
    awsAuthIs(NODES);

    await create({ Rules: undefined });

    expect(world.api.writes).toEqual(['update configmaps']);
  });

  test('grants before it lets in', async () => {
    awsAuthIs(NODES);

    await create();

    expect(world.api.writes).toEqual(['create clusterroles', 'create clusterrolebindings', 'update configmaps']);
  });

  test('writes once when it is sent twice', async () => {
    awsAuthIs(NODES);
    const event = world.event({});

    await world.send(event);
    await world.send(event);

    expect(world.api.writes).toHaveLength(3);
    expect(mapRoles()).toBe(NODES + ENTRY);
  });

  test.each([
    ['is not valid YAML', '- rolearn: [', /mapRoles in the ConfigMap aws-auth is not valid YAML and was left untouched/],
    ['is not a list', 'rolearn: x', /mapRoles in the ConfigMap aws-auth is not a YAML list and was left untouched/],
  ])('leaves a mapRoles that %s alone, and what it had made beside it is taken back', async (_, text, reason) => {
    awsAuthIs(text);
    const before = awsAuth();

    const answer = await create();

    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written', Reason: expect.stringMatching(reason) as string });
    expect(awsAuth()).toEqual(before);
    expect(world.api.store.all('clusterroles')).toEqual([]);
    expect(world.api.store.all('clusterrolebindings')).toEqual([]);
  });

  test.each([
    ['ClusterName', undefined, 'the custom resource needs ClusterName, got: nothing'],
    ['RoleArn', '', 'the custom resource needs RoleArn, got: ""'],
    ['RoleArn', 'arn:aws:iam::111122223333:user/ann', 'expected the ARN of an IAM role, got: arn:aws:iam::111122223333:user/ann'],
    ['ClusterRoleName', undefined, 'the custom resource needs ClusterRoleName, got: nothing'],
  ])('fails without a good %s (%s)', async (name, value, reason) => {
    expect(await create({ [name]: value })).toMatchObject({ Status: 'FAILED', Reason: reason });
  });
});

describe('update', () => {
  beforeEach(() => {
    awsAuthIs(NODES);
  });

  test('lets a replaced collector\'s new role in at once, and the old one out when CloudFormation deletes it', async () => {
    const first = await create();

    const second = await update(first, { RoleArn: OTHER_ROLE });
    expect(second.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
    expect(mapRoles()).toBe(NODES + ENTRY + OTHER_ENTRY);

    await remove(first);
    expect(mapRoles()).toBe(NODES + OTHER_ENTRY);
  });

  test('rolls back: the old role is still in, and the new one goes', async () => {
    const first = await create();
    const second = await update(first, { RoleArn: OTHER_ROLE });

    const back = await update(second);
    await remove(second, { RoleArn: OTHER_ROLE });

    expect(back.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(mapRoles()).toBe(NODES + ENTRY);
  });

  test('changes the rules in place', async () => {
    const first = await create();
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];

    const second = await update(first, { Rules: rules });

    expect(second.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(world.api.store.find('clusterroles', 'collector')).toMatchObject({ rules });
  });

  test('brings back an entry that somebody deleted', async () => {
    const first = await create();
    world.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...world.api.awsAuth, data: { mapRoles: NODES } } as never);

    await update(first);

    expect(mapRoles()).toBe(NODES + ENTRY);
  });

  test('fails with the old id and leaves nothing of the new role, and all of the old', async () => {
    const first = await create();
    const before = awsAuth();
    world.api.interfere = ({ method, url }) => method === 'PUT' && url.pathname.endsWith('/aws-auth') ? statusReply(403, 'Forbidden', 'no') : undefined;

    const second = await world.send(
      { RequestType: 'Update', PhysicalResourceId: first.PhysicalResourceId, ResourceProperties: { RoleArn: OTHER_ROLE } }, SHORT);

    expect(second).toMatchObject({ Status: 'FAILED', PhysicalResourceId: first.PhysicalResourceId });
    expect(awsAuth()).toEqual(before);
    expect(Object.keys(world.api.store.find('clusterroles', 'collector')?.metadata.annotations ?? {})).toHaveLength(1);
  });

  test('a rollback that fails does not take out what was there before it', async () => {
    const first = await create();
    const second = await update(first, { RoleArn: OTHER_ROLE });
    world.api.interfere = ({ url }) => url.pathname.endsWith('/aws-auth') ? statusReply(403, 'Forbidden', 'no') : undefined;

    await world.send({ RequestType: 'Update', PhysicalResourceId: second.PhysicalResourceId }, SHORT);

    expect(mapRoles()).toBe(NODES + ENTRY + OTHER_ENTRY);
    expect(Object.keys(world.api.store.find('clusterroles', 'collector')?.metadata.annotations ?? {})).toHaveLength(2);
  });
});

describe('delete', () => {
  test.each([
    ['entries of others', NODES],
    ['no mapRoles', undefined],
    ['an empty mapRoles', ''],
    ['null', 'null # none yet'],
    ['JSON', '[{"rolearn":"arn:aws:iam::111122223333:role/node","username":"n","groups":[]}]'],
  ])('leaves the ConfigMap as it was: %s', async (_, text) => {
    awsAuthIs(text);
    const before = awsAuth();
    const created = await create();
    expect(mapRoles()).toContain('aps-collector-user');

    const deleted = await remove(created);

    expect(deleted).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: created.PhysicalResourceId });
    expect(awsAuth()).toEqual(before);
    expect(world.api.store.all('clusterroles')).toEqual([]);
    expect(world.api.store.all('clusterrolebindings')).toEqual([]);
  });

  test('deletes a ConfigMap that it made and nobody else used', async () => {
    await remove(await create());

    expect(world.api.awsAuth).toBeUndefined();
  });

  test('keeps what others wrote to a ConfigMap that it made', async () => {
    const created = await create();
    world.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...world.api.awsAuth, data: { mapRoles: ENTRY + NODES } } as never);

    await remove(created);

    expect(world.api.awsAuth?.data).toEqual({ mapRoles: NODES });
    expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
  });

  test('keeps what others changed meanwhile, wherever they wrote', async () => {
    awsAuthIs(NODES);
    const created = await create();
    const theirs = (text: string) => `# edited\n- {rolearn: "arn:aws:iam::111122223333:role/first", username: first}\n${text}- rolearn: arn:aws:iam::111122223333:role/last\n  username: last`;
    world.api.store.replace(CONFIG_MAPS, 'aws-auth', {
      ...world.api.awsAuth,
      data: { mapRoles: theirs(NODES + ENTRY), mapAccounts: '- "111122223333"\n' },
    } as never);

    await remove(created);

    expect(world.api.awsAuth?.data).toEqual({ mapRoles: theirs(NODES), mapAccounts: '- "111122223333"\n' });
  });

  test('leaves an entry that was there before, written by hand', async () => {
    awsAuthIs(NODES + ENTRY);
    const before = awsAuth();

    await remove(await create());

    expect(awsAuth()).toEqual(before);
  });

  test('leaves an entry that somebody gave groups since', async () => {
    awsAuthIs(NODES);
    const created = await create();
    const changed = `${NODES}${ENTRY}  groups: [viewers]\n`;
    world.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...world.api.awsAuth, data: { mapRoles: changed } } as never);

    await remove(created);

    expect(mapRoles()).toBe(changed);
  });

  test('succeeds twice', async () => {
    awsAuthIs(NODES);
    const created = await create();
    await remove(created);
    const writes = world.api.writes.length;

    expect(await remove(created)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.api.writes).toHaveLength(writes);
  });

  test('succeeds without a cluster, and without waiting for one that is being deleted', async () => {
    const created = await create();

    world.cluster = { ...world.cluster, status: 'DELETING', endpoint: undefined };
    expect(await remove(created)).toMatchObject({ Status: 'SUCCESS' });
    world.cluster = undefined;
    expect(await remove(created)).toMatchObject({ Status: 'SUCCESS' });
  });

  test('succeeds after a creation that could not enter the cluster', async () => {
    world.api.functionRole = undefined;
    const created = await world.send({}, SHORT);

    expect(created).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written' });
    expect(await remove(created)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'nothing-written' });
  });

  test('fails on a mapRoles that somebody broke, and leaves it alone', async () => {
    awsAuthIs(NODES);
    const created = await create();
    world.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...world.api.awsAuth, data: { mapRoles: `${NODES}${ENTRY}  oops` } } as never);
    const before = awsAuth();

    expect(await remove(created)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('not valid YAML') as string });
    expect(awsAuth()).toEqual(before);
  });
});

describe('two collectors', () => {
  beforeEach(() => {
    awsAuthIs(NODES);
  });

  test('of one role share its entry until the last goes', async () => {
    const first = await create();
    const second = await world.send({ StackId: 'another stack' });
    expect(mapRoles()).toBe(NODES + ENTRY);

    await remove(first);
    expect(mapRoles()).toBe(NODES + ENTRY);

    await world.send({ RequestType: 'Delete', StackId: 'another stack', PhysicalResourceId: second.PhysicalResourceId });
    expect(mapRoles()).toBe(NODES);
  });

  test('share a ClusterRole that grants what both need, until the last goes', async () => {
    const more = { RoleArn: OTHER_ROLE, Username: 'other', Rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] };
    const rulesNow = () => world.api.store.find('clusterroles', 'collector');
    const first = await create();
    const alone = rulesNow();

    const second = await create(more);
    expect(rulesNow()).toMatchObject({ rules: expect.arrayContaining([...(alone as unknown as { rules: unknown[] }).rules, ...more.Rules]) as unknown });
    expect(world.api.store.find('clusterrolebindings', 'collector-binding'))
      .toMatchObject({ subjects: expect.arrayContaining([expect.objectContaining({ name: 'other' }), expect.objectContaining({ name: 'aps-collector-user' })]) as unknown });

    await remove(first);
    expect(rulesNow()).toMatchObject({ rules: more.Rules });

    await remove(second, more);
    expect(rulesNow()).toBeUndefined();
    expect(world.api.store.all('clusterrolebindings')).toEqual([]);
  });
});

describe('RBAC of others', () => {
  const metadata = { name: 'collector' };
  const theirs = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules: [{ nonResourceURLs: ['*'], verbs: ['*'] }] };

  test('is neither overwritten nor deleted', async () => {
    awsAuthIs(NODES);
    const before = world.api.store.create(CLUSTER_ROLES, theirs);

    const answer = await create();
    await remove(answer);

    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: 'ClusterRole collector exists and was made by somebody else; choose another name, or delete it first',
    });
    expect(world.api.store.find('clusterroles', 'collector')).toEqual(before);
  });

  test('a binding of ours to another role is named', async () => {
    awsAuthIs(NODES);
    world.api.store.create(CLUSTER_ROLE_BINDINGS, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'collector-binding', annotations: { 'cdk-managed-prometheus/owner-1': '"someone"' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'other' },
    });

    expect(await create()).toMatchObject({
      Status: 'FAILED',
      Reason: 'ClusterRoleBinding collector-binding binds to ClusterRole other, which cannot be changed; choose another name for the binding to ClusterRole collector',
    });
  });
});

describe('trouble', () => {
  beforeEach(() => {
    awsAuthIs(NODES);
  });

  test('another writer in between costs a try, and nobody\'s change', async () => {
    const theirs = '- rolearn: arn:aws:iam::111122223333:role/theirs\n  username: theirs\n';
    let interrupted = false;
    world.api.interfere = ({ method }) => {
      if (method !== 'PUT' || interrupted) return undefined;
      interrupted = true;
      world.api.store.replace(CONFIG_MAPS, 'aws-auth', { ...world.api.awsAuth, data: { mapRoles: NODES + theirs } } as never);
      return undefined;
    };

    await create();

    expect(mapRoles()).toBe(NODES + theirs + ENTRY);
  });

  test.each([
    ['throttling', statusReply(429, 'TooManyRequests', 'too many requests')],
    ['a server error', statusReply(500, 'InternalError', 'etcdserver: request timed out')],
    ['a broken connection', 'hang up' as const],
  ])('%s passes', async (_, fault) => {
    const faults = [fault, fault];
    world.api.interfere = () => faults.shift();
    world.eksFaults.push(eksError(429, 'TooManyRequestsException', 'slow down'), eksError(400, 'ThrottlingException', 'slow down'), eksError(503, '', ''));
    world.responseFaults.push({ status: 503, body: '' });

    expect(await create()).toMatchObject({ Status: 'SUCCESS' });
    expect(mapRoles()).toBe(NODES + ENTRY);
  });

  test('a write whose answer is lost is not made twice', async () => {
    let lost = 0;
    world.api.interfere = async (request) => {
      if (request.method !== 'PUT' || lost++ > 0) return undefined;
      world.api.interfere = () => undefined;
      await world.api.respond(request);
      return 'hang up';
    };

    expect(await create()).toMatchObject({ Status: 'SUCCESS' });
    expect(mapRoles()).toBe(NODES + ENTRY);
  });

  test('access that was granted a moment ago may take a while to work', async () => {
    const { permissions } = world.api;
    world.api.permissions = { inKubeSystem: [], inCluster: [] };
    setTimeout(() => world.api.permissions = permissions, 50);

    expect(await create()).toMatchObject({ Status: 'SUCCESS' });
  }, 30_000);

  test.each([
    ['the role is not known to the cluster', () => world.api.functionRole = undefined, /answered 401 to GET .*: Unauthorized \(the cluster does not know the role of the function/],
    ['the role may not', () => world.api.permissions = { inKubeSystem: [], inCluster: [] }, /answered 403 to GET .*: clusterroles "collector" is forbidden: User "aws-auth-merge" cannot get/],
    ['the role may not grant', () => world.api.permissions = { ...world.api.permissions, inCluster: world.api.permissions.inCluster.slice(0, 4) }, /attempting to grant RBAC permissions not currently held/],
    ['the cluster is not there', () => world.cluster = undefined, /^there is no EKS cluster payments in this Region and account$/],
    ['the cluster is being made', () => world.cluster = { status: 'CREATING' }, /^cluster payments has no API server to talk to, its status is CREATING$/],
    ['the cluster does not read aws-auth', () => world.cluster = { ...world.cluster, accessConfig: { authenticationMode: 'API' } }, /is in authentication mode API and does not read aws-auth/],
    ['EKS refuses', () => world.eksFaults.push(eksError(403, 'AccessDeniedException', 'not authorized')), /^eks:DescribeCluster of cluster payments failed with AccessDeniedException: not authorized$/],
    ['nobody listens', () => world.cluster = { ...world.cluster, endpoint: 'https://127.0.0.1:1' }, /^no answer from 127.0.0.1:1: ECONNREFUSED$/],
  ])('the reason is said when %s, without a stack trace or a secret', async (_, arrange, reason) => {
    arrange();

    const answer = await world.send({}, SHORT);

    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written', Reason: expect.stringMatching(reason) as string });
    expect(answer.Reason).not.toMatch(/ {4}at |k8s-aws-v1|X-Amz|secret|session/);
    expect(mapRoles()).toBe(NODES);
    expect(world.api.store.all('clusterroles')).toEqual([]);
  }, 20_000);

  test('another server with another certificate is not trusted', async () => {
    const stranger = await World.start();
    world.cluster = { ...world.cluster, endpoint: stranger.cluster?.endpoint };
    Object.assign(process.env, world.environment);

    const answer = await world.send({}, SHORT);
    await stranger.stop();

    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^no answer from 127\.0\.0\.1:\d+: DEPTH_ZERO_SELF_SIGNED_CERT$/) as string });
  });

  test('a mistake of ours is reported without its inside', async () => {
    const log = jest.spyOn(console, 'error').mockReturnValue();
    world.eksFaults.push({ status: 200, body: '<html>' });

    const answer = await world.send({}, SHORT);

    expect(answer.Reason).toBe('unexpected SyntaxError in the function that merges aws-auth; its log says more');
    expect(log).toHaveBeenCalled();
  });

  test('the function fails when CloudFormation cannot be told, so that Lambda runs it again', async () => {
    world.responseFaults.push({ status: 403, body: '' });

    await expect(world.send({})).rejects.toThrow('CloudFormation\'s response URL answered 403');
  });
});
