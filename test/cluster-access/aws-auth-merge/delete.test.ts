import { ENTRY, NODES, SHORT, useWorld } from './fakes/scenario';
import type { World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

test.each([
  ['entries of others', NODES],
  ['no mapRoles', undefined],
  ['an empty mapRoles', ''],
  ['null', 'null # none yet'],
  ['JSON', '[{"rolearn":"arn:aws:iam::111122223333:role/node","username":"n","groups":[]}]'],
])('deletion leaves the ConfigMap as it was before the creation: %s', async (_, text) => {
  world.awsAuthIs(text);
  const before = world.awsAuth;
  const created = await world.create();
  expect(world.mapRoles).toContain('aps-collector-user');

  const deleted = await world.remove(created);

  expect(deleted).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: created.PhysicalResourceId });
  expect(world.awsAuth).toEqual(before);
  expect(world.api.store.all('clusterroles')).toEqual([]);
  expect(world.api.store.all('clusterrolebindings')).toEqual([]);
});

test('deletion removes the entry of a creation whose response was lost, by the id that CloudFormation generated', async () => {
  world.awsAuthIs(NODES);
  const before = world.awsAuth;
  await world.create();

  const deleted = await world.send({ RequestType: 'Delete', PhysicalResourceId: 'monitoring-CollectorAccess-1H9XJ2KQW7M3' });

  expect(deleted).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'monitoring-CollectorAccess-1H9XJ2KQW7M3' });
  expect(world.awsAuth).toEqual(before);
  expect(world.api.store.all('clusterroles')).toEqual([]);
  expect(world.api.store.all('clusterrolebindings')).toEqual([]);
});

test('deletion deletes a ConfigMap that the function created and nobody else used', async () => {
  await world.remove(await world.create());

  expect(world.api.awsAuth).toBeUndefined();
});

test('deletion keeps entries of others in a ConfigMap that the function created', async () => {
  const created = await world.create();
  world.someoneWrites({ mapRoles: ENTRY + NODES });

  await world.remove(created);

  expect(world.api.awsAuth?.data).toEqual({ mapRoles: NODES });
  expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
});

test('deletion keeps changes that others made meanwhile, wherever they are', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  const theirs = (text: string) => `# edited\n- {rolearn: "arn:aws:iam::111122223333:role/first", username: first}\n${text}- rolearn: arn:aws:iam::111122223333:role/last\n  username: last`;
  world.someoneWrites({ mapRoles: theirs(NODES + ENTRY), mapAccounts: '- "111122223333"\n' });

  await world.remove(created);

  expect(world.api.awsAuth?.data).toEqual({ mapRoles: theirs(NODES), mapAccounts: '- "111122223333"\n' });
});

test('deletion keeps an entry that somebody else wrote before', async () => {
  world.awsAuthIs(NODES + ENTRY);
  const before = world.awsAuth;

  await world.remove(await world.create());

  expect(world.awsAuth).toEqual(before);
});

test('deletion keeps an entry to which somebody added groups', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  const changed = `${NODES}${ENTRY}  groups: [viewers]\n`;
  world.someoneWrites({ mapRoles: changed });

  await world.remove(created);

  expect(world.mapRoles).toBe(changed);
});

test('deletion leaves a mapRoles alone that is valid but cannot be edited safely, and logs it', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  const macintosh = (NODES + ENTRY).replaceAll('\n', '\r');
  world.someoneWrites({ mapRoles: macintosh });
  const log = jest.spyOn(console, 'info').mockReturnValue();

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.awsAuth?.data).toEqual({ mapRoles: macintosh });
  expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
  expect(log.mock.calls.flat().join()).toMatch(/the entry for arn:aws:iam::111122223333:role\/\S+ stays, remove it manually: mapRoles .* cannot be edited/);
});

test('deletion succeeds if its event is delivered twice', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  await world.remove(created);
  const writes = world.api.writes.length;

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.writes).toHaveLength(writes);
});

test('deletion succeeds if the cluster does not exist, and does not wait for one that is being deleted', async () => {
  const created = await world.create();

  world.cluster = { ...world.cluster, status: 'DELETING', endpoint: undefined };
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  world.cluster = undefined;
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
});

test('deletion succeeds while a new cluster of that name is being created', async () => {
  const created = await world.create();
  world.cluster = { status: 'CREATING' };

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
});

test.each([
  ['API', 'SUCCESS'],
  ['API_AND_CONFIG_MAP', 'FAILED'],
])('deletion after a switch to %s mode that locked the function out is a %s', async (authenticationMode, Status) => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  world.cluster = { ...world.cluster, accessConfig: { authenticationMode } };
  world.api.functionRole = undefined;

  expect(await world.remove(created)).toMatchObject({ Status });
});

test('deletion removes the entry after a switch to API mode if the function still has access', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  world.cluster = { ...world.cluster, accessConfig: { authenticationMode: 'API' } };

  await world.remove(created);

  expect(world.mapRoles).toBe(NODES);
});

test.each(['oops', 'null', '5', '{"mapRoles":5}', '{"mapRoles":"- rolearn: theirs"}'])(
  'deletion removes the entry if somebody changed the function\'s annotation to %j', async (remembered) => {
    world.awsAuthIs('null');
    const created = await world.create();
    world.someoneAnnotates({ 'cdk-managed-prometheus/before': remembered });

    expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.mapRoles ?? '').not.toMatch(/collector|theirs/);
    expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
  });

test('deletion succeeds after a creation that could not enter the cluster', async () => {
  world.api.functionRole = undefined;
  const created = await world.send({}, SHORT);

  expect(created).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written' });
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'nothing-written' });
});

test('deletion fails on a mapRoles that somebody broke, and leaves it alone', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  world.someoneWrites({ mapRoles: `${NODES}${ENTRY}  oops` });
  const before = world.awsAuth;

  expect(await world.remove(created)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('not valid YAML') as string });
  expect(world.awsAuth).toEqual(before);
});
