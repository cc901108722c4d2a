import { statusReply } from '../../kubernetes/fakes/api-server';
import { ENTRY, NODES, OTHER_ENTRY, OTHER_ROLE, SHORT, useWorld } from './fakes/scenario';
import type { World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

beforeEach(() => {
  world.awsAuthIs(NODES);
});

test('an update maps the role of a replaced collector immediately, and a later deletion unmaps the old one', async () => {
  const first = await world.create();

  const second = await world.update(first, { RoleArn: OTHER_ROLE });
  expect(second.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
  expect(world.mapRoles).toBe(NODES + ENTRY + OTHER_ENTRY);

  await world.remove(first);
  expect(world.mapRoles).toBe(NODES + OTHER_ENTRY);
});

test('a rollback keeps the old role and unmaps the new one', async () => {
  const first = await world.create();
  const second = await world.update(first, { RoleArn: OTHER_ROLE });

  const back = await world.update(second);
  await world.remove(second, { RoleArn: OTHER_ROLE });

  expect(back.PhysicalResourceId).toBe(first.PhysicalResourceId);
  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test('an update changes the rules in place', async () => {
  const first = await world.create();
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];

  const second = await world.update(first, { Rules: rules });

  expect(second.PhysicalResourceId).toBe(first.PhysicalResourceId);
  expect(world.api.store.find('clusterroles', 'collector')).toMatchObject({ rules });
});

test('an update restores an entry that somebody deleted', async () => {
  const first = await world.create();
  world.someoneWrites({ mapRoles: NODES });

  await world.update(first);

  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test('an update that fails returns the old id, leaves nothing of the new role and all of the old one', async () => {
  const first = await world.create();
  const before = world.awsAuth;
  world.api.interfere = ({ method, url }) => method === 'PUT' && url.pathname.endsWith('/aws-auth') ? statusReply(403, 'Forbidden', 'no') : undefined;

  const second = await world.send(
    { RequestType: 'Update', PhysicalResourceId: first.PhysicalResourceId, ResourceProperties: { RoleArn: OTHER_ROLE } }, SHORT);

  expect(second).toMatchObject({ Status: 'FAILED', PhysicalResourceId: first.PhysicalResourceId });
  expect(world.awsAuth).toEqual(before);
  expect(Object.keys(world.api.store.find('clusterroles', 'collector')?.metadata.annotations ?? {})).toHaveLength(1);
});

test('a rollback that fails keeps the entry that existed before', async () => {
  const first = await world.create();
  const second = await world.update(first, { RoleArn: OTHER_ROLE });
  world.api.interfere = ({ url }) => url.pathname.endsWith('/aws-auth') ? statusReply(403, 'Forbidden', 'no') : undefined;

  await world.send({ RequestType: 'Update', PhysicalResourceId: second.PhysicalResourceId }, SHORT);

  expect(world.mapRoles).toBe(NODES + ENTRY + OTHER_ENTRY);
  expect(Object.keys(world.api.store.find('clusterroles', 'collector')?.metadata.annotations ?? {})).toHaveLength(2);
});
