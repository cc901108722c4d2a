import { handler } from '../../../lib/cluster-access/aws-auth-merge/handler';
import type { Answer, CustomResourceEvent } from '../../../lib/aws/custom-resource';
import { ENTRY, NODES, useWorld } from './fakes/scenario';
import { contextOf, RBAC, signatureDate, type World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

beforeEach(() => {
  world.awsAuthIs(NODES);
  jest.spyOn(console, 'error').mockReturnValue();
});

/** An event that CloudFormation signs some seconds after the first of a test. */
function eventAt(seconds: number, event: Partial<CustomResourceEvent>): CustomResourceEvent {
  const date = signatureDate(new Date(start + seconds * 1000));
  return world.event({ ...event, ResponseURL: world.responseUrl.replace(/\d{8}T\d{6}Z/, date) });
}

let start = 0;

beforeEach(() => {
  start = Date.now() - 100_000;
});

async function deliver(event: CustomResourceEvent): Promise<Answer> {
  await handler(event, contextOf(60_000));
  return world.answerTo(event);
}

const narrower = { Rules: RBAC.Rules.slice(0, 1) };

test('a creation that is repeated after the deletion does not restore the entry', async () => {
  const creation = eventAt(0, { RequestType: 'Create' });
  const { PhysicalResourceId } = await deliver(creation);
  await deliver(eventAt(30, { RequestType: 'Delete', PhysicalResourceId }));

  world.answers.length = 0;
  expect(await deliver(creation)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('a later request of CloudFormation has removed the entry') as string });
  expect(world.mapRoles).toBe(NODES);
  expect(world.api.store.all('clusterroles')).toEqual([]);
  expect(world.api.store.all('clusterrolebindings')).toEqual([]);
});

test('a creation that is repeated after the deletion does not restore the ConfigMap that it created', async () => {
  const { awsAuth } = world.api;
  if (awsAuth !== undefined) world.api.store.replace({ group: '', plural: 'configmaps', kind: 'ConfigMap' }, 'aws-auth', { ...awsAuth, data: {} });
  const creation = eventAt(0, { RequestType: 'Create' });
  const { PhysicalResourceId } = await deliver(creation);
  await deliver(eventAt(30, { RequestType: 'Delete', PhysicalResourceId }));
  await deliver(creation);

  expect(world.mapRoles).toBeUndefined();
});

test('a creation that is repeated while the entry exists changes nothing', async () => {
  const creation = eventAt(0, { RequestType: 'Create' });
  const first = await deliver(creation);
  const { awsAuth } = world;

  world.answers.length = 0;
  expect(await deliver(creation)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: first.PhysicalResourceId });
  expect(world.awsAuth).toEqual(awsAuth);
});

test('a creation that is repeated after an update does not restore the former rules', async () => {
  const creation = eventAt(0, { RequestType: 'Create' });
  const { PhysicalResourceId } = await deliver(creation);
  await deliver(eventAt(30, { RequestType: 'Update', PhysicalResourceId, ResourceProperties: narrower }));
  await deliver(creation);

  expect(world.api.clusterRole(RBAC.ClusterRoleName)?.rules).toEqual(narrower.Rules);
  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test('a deletion that is repeated after a new creation of its resource does not remove the entry', async () => {
  const { PhysicalResourceId } = await deliver(eventAt(0, { RequestType: 'Create' }));
  const deletion = eventAt(30, { RequestType: 'Delete', PhysicalResourceId });
  await deliver(deletion);
  await deliver(eventAt(60, { RequestType: 'Create' }));

  world.answers.length = 0;
  expect(await deliver(deletion)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toBe(NODES + ENTRY);
  expect(world.api.clusterRole(RBAC.ClusterRoleName)).toBeDefined();
});

test('a creation that is still running when CloudFormation gives up stops writing', async () => {
  const creation = eventAt(-139, { RequestType: 'Create' });
  world.api.interfere = async ({ method }) => {
    if (method !== 'GET') return undefined;
    await new Promise(resolve => setTimeout(resolve, 1_500));
    return undefined;
  };
  await handler(creation, contextOf(60_000));

  expect(world.mapRoles).toBe(NODES);
  expect(world.api.writes).toEqual([]);
}, 20_000);

test('ten minutes after a deletion the ConfigMap has no trace of the entry', async () => {
  const { awsAuth } = world;
  const { PhysicalResourceId } = await deliver(eventAt(0, { RequestType: 'Create' }));
  await deliver(eventAt(30, { RequestType: 'Delete', PhysicalResourceId }));
  expect(world.api.awsAuth?.metadata.annotations).toEqual({ [`cdk-managed-prometheus/event-${PhysicalResourceId.split('/')[2] ?? ''}`]: expect.any(String) as string });

  world.pass(11 * 60_000);
  const LogicalResourceId = 'AnotherCollector';
  const another = await world.send({ LogicalResourceId });
  await world.send({ RequestType: 'Delete', LogicalResourceId, PhysicalResourceId: another.PhysicalResourceId });

  expect(world.awsAuth).toEqual(awsAuth);
});
