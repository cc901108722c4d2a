import { eksToken } from '../../../lib/aws/eks-token';
import { statusReply } from '../../kubernetes/fakes/api-server';
import { ENTRY, NODES, SHORT, useWorld } from './fakes/scenario';
import type { World } from './fakes/world';
import { COLLECTOR_ROLE } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

test('creation appends the entry to aws-auth and reports success to CloudFormation', async () => {
  world.awsAuthIs(NODES);

  const answer = await world.create();

  expect(answer).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: expect.stringMatching(/^payments\/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4\/[0-9a-f]{20}$/) as string,
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/monitoring/1',
    LogicalResourceId: 'CollectorAccess',
    Data: { RoleArn: 'arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4' },
  });
  expect(world.mapRoles).toBe(NODES + ENTRY);
  expect(world.api.awsAuth?.data?.mapUsers).toBe('- userarn: arn:aws:iam::111122223333:user/ann\n');
});

test('creation gives the collector access: its token is accepted, with the rights of its ClusterRole only', async () => {
  const collector = { accessKeyId: 'ASIACOLLECTOR', secretAccessKey: 'secret', sessionToken: 'token', roleArn: COLLECTOR_ROLE };
  world.awsAuthIs(NODES);
  world.api.principals.push(collector);
  await world.create();

  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'ASIACOLLECTOR', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
  const authorization = `Bearer ${await eksToken('payments')}`;
  const get = async (path: string) => (await world.api.respond({ method: 'GET', url: new URL(path, 'http://server'), headers: { authorization }, body: '' }))?.status;

  expect(await get('/api/v1/nodes')).toBe(200);
  expect(await get('/api/v1/namespaces/kube-system/configmaps/aws-auth')).toBe(403);
});

test('creation creates the ConfigMap if there is none', async () => {
  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });

  expect(world.mapRoles).toBe(ENTRY);
});

test('creation leaves RBAC alone if it is given no rules', async () => {
  world.awsAuthIs(NODES);

  await world.create({ Rules: undefined });

  expect(world.api.writes).toEqual(['update configmaps']);
});

test('creation grants the permissions before it adds the entry', async () => {
  world.awsAuthIs(NODES);

  await world.create();

  expect(world.api.writes).toEqual(['create clusterroles', 'create clusterrolebindings', 'update configmaps']);
});

test('creation writes once if its event is delivered twice', async () => {
  world.awsAuthIs(NODES);
  const event = world.event({});

  await world.send(event);
  await world.send(event);

  expect(world.api.writes).toHaveLength(3);
  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test.each([
  ['is not valid YAML', '- rolearn: [', /mapRoles in the ConfigMap aws-auth is not valid YAML and was left untouched/],
  ['is not a list', 'rolearn: x', /mapRoles in the ConfigMap aws-auth is not a YAML list and was left untouched/],
])('creation fails on a mapRoles that %s, leaves it alone, and removes the ClusterRole that it created', async (_, text, reason) => {
  world.awsAuthIs(text);
  const data = world.api.awsAuth?.data;

  const answer = await world.create();

  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written', Reason: expect.stringMatching(reason) as string });
  expect(world.api.awsAuth?.data).toEqual(data);
  expect(world.api.store.all('clusterroles')).toEqual([]);
  expect(world.api.store.all('clusterrolebindings')).toEqual([]);
});

test.each([
  ['RoleArn', '', 'the custom resource requires RoleArn, got: ""'],
  ['RoleArn', undefined, 'the custom resource requires RoleArn, got: nothing'],
  ['RoleArn', 'arn:aws:iam::111122223333:user/ann', 'expected the ARN of an IAM role, got: arn:aws:iam::111122223333:user/ann'],
  ['ClusterRoleName', undefined, 'the custom resource requires ClusterRoleName, got: nothing'],
])('fails without a valid %s (%s)', async (name, value, reason) => {
  expect(await world.create({ [name]: value })).toMatchObject({ Status: 'FAILED', Reason: reason });
});

test('fails with an id if a creation can neither be finished nor undone, so that CloudFormation deletes it', async () => {
  world.awsAuthIs(NODES);
  world.api.interfere = () => world.api.writes.length > 0 ? statusReply(403, 'Forbidden', 'no more') : undefined;

  const created = await world.send({}, SHORT);
  expect(created).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/no more; what it had written could not be removed: .*no more/) as string });
  expect(world.api.clusterRole('collector')).toBeDefined();

  world.api.interfere = () => undefined;
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.clusterRole('collector')).toBeUndefined();
});
