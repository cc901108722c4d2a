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
])('leaves the ConfigMap as it was: %s', async (_, text) => {
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

test('takes out what a creation wrote whose answer was lost, by the id that CloudFormation made up for it', async () => {
  world.awsAuthIs(NODES);
  const before = world.awsAuth;
  await world.create();

  const deleted = await world.send({ RequestType: 'Delete', PhysicalResourceId: 'monitoring-CollectorAccess-1H9XJ2KQW7M3' });

  expect(deleted).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'monitoring-CollectorAccess-1H9XJ2KQW7M3' });
  expect(world.awsAuth).toEqual(before);
  expect(world.api.store.all('clusterroles')).toEqual([]);
  expect(world.api.store.all('clusterrolebindings')).toEqual([]);
});

test('deletes a ConfigMap that it made and nobody else used', async () => {
  await world.remove(await world.create());

  expect(world.api.awsAuth).toBeUndefined();
});

test('keeps what others wrote to a ConfigMap that it made', async () => {
  const created = await world.create();
  world.someoneWrites({ mapRoles: ENTRY + NODES });

  await world.remove(created);

  expect(world.api.awsAuth?.data).toEqual({ mapRoles: NODES });
  expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
});

test('keeps what others changed meanwhile, wherever they wrote', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  const theirs = (text: string) => `# edited\n- {rolearn: "arn:aws:iam::111122223333:role/first", username: first}\n${text}- rolearn: arn:aws:iam::111122223333:role/last\n  username: last`;
  world.someoneWrites({ mapRoles: theirs(NODES + ENTRY), mapAccounts: '- "111122223333"\n' });

  await world.remove(created);

  expect(world.api.awsAuth?.data).toEqual({ mapRoles: theirs(NODES), mapAccounts: '- "111122223333"\n' });
});

test('leaves an entry that was there before, written by hand', async () => {
  world.awsAuthIs(NODES + ENTRY);
  const before = world.awsAuth;

  await world.remove(await world.create());

  expect(world.awsAuth).toEqual(before);
});

test('leaves an entry that somebody gave groups since', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  const changed = `${NODES}${ENTRY}  groups: [viewers]\n`;
  world.someoneWrites({ mapRoles: changed });

  await world.remove(created);

  expect(world.mapRoles).toBe(changed);
});

test('leaves a mapRoles alone that the cluster can read and nobody can edit safely, and logs it', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  const macintosh = (NODES + ENTRY).replaceAll('\n', '\r');
  world.someoneWrites({ mapRoles: macintosh });
  const log = jest.spyOn(console, 'info').mockReturnValue();

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.awsAuth?.data).toEqual({ mapRoles: macintosh });
  expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
  expect(log.mock.calls.flat().join()).toMatch(/the entry for arn:aws:iam::111122223333:role\/\S+ stays, remove it by hand: mapRoles .* cannot be edited/);
});

test('succeeds twice', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  await world.remove(created);
  const writes = world.api.writes.length;

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.writes).toHaveLength(writes);
});

test('succeeds without a cluster, and without waiting for one that is being deleted', async () => {
  const created = await world.create();

  world.cluster = { ...world.cluster, status: 'DELETING', endpoint: undefined };
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  world.cluster = undefined;
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
});

test('succeeds while a cluster of the same name is being made', async () => {
  const created = await world.create();
  world.cluster = { status: 'CREATING' };

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
});

test.each([
  ['API', 'SUCCESS'],
  ['API_AND_CONFIG_MAP', 'FAILED'],
])('of a cluster that moved on to the mode %s and no longer lets the function in is a %s', async (authenticationMode, Status) => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  world.cluster = { ...world.cluster, accessConfig: { authenticationMode } };
  world.api.functionRole = undefined;

  expect(await world.remove(created)).toMatchObject({ Status });
});

test('takes the entry out where it still can, though the cluster moved on to the mode API', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  world.cluster = { ...world.cluster, accessConfig: { authenticationMode: 'API' } };

  await world.remove(created);

  expect(world.mapRoles).toBe(NODES);
});

test.each(['oops', 'null', '5', '{"mapRoles":5}', '{"mapRoles":"- rolearn: theirs"}'])(
  'takes the entry out though somebody changed what is remembered to %j', async (remembered) => {
    world.awsAuthIs('null');
    const created = await world.create();
    world.someoneAnnotates({ 'cdk-managed-prometheus/before': remembered });

    expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.mapRoles ?? '').not.toMatch(/collector|theirs/);
    expect(world.api.awsAuth?.metadata.annotations).toBeUndefined();
  });

test('succeeds after a creation that could not enter the cluster', async () => {
  world.api.functionRole = undefined;
  const created = await world.send({}, SHORT);

  expect(created).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written' });
  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'nothing-written' });
});

test('fails on a mapRoles that somebody broke, and leaves it alone', async () => {
  world.awsAuthIs(NODES);
  const created = await world.create();
  world.someoneWrites({ mapRoles: `${NODES}${ENTRY}  oops` });
  const before = world.awsAuth;

  expect(await world.remove(created)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('not valid YAML') as string });
  expect(world.awsAuth).toEqual(before);
});
