import { ENTRY, NODES, SHORT, useWorld } from './fakes/scenario';
import { CREATOR, stsError, type World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

beforeEach(() => {
  world.awsAuthIs(NODES);
  // The cluster knows its creator and not the function.
  world.api.functionRole = CREATOR.roleArn;
  process.env.ACCESS_ROLE_ARN = CREATOR.roleArn;
});

afterEach(() => {
  delete process.env.ACCESS_ROLE_ARN;
});

test('the function connects with the role that it assumes, if the cluster does not know its own role', async () => {
  const created = await world.create();
  expect(created).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toBe(NODES + ENTRY);

  expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toBe(NODES);
});

test('the function retries until a newly created trust policy works', async () => {
  world.stsFaults.push(stsError(403, 'AccessDenied', 'not authorized'), stsError(403, 'AccessDenied', 'not authorized'));

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
}, 30_000);

test('the function retries after throttling of STS', async () => {
  world.stsFaults.push(stsError(400, 'Throttling', 'slow down'), stsError(503, 'ServiceUnavailable', 'down'), { status: 503, body: '' });

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
});

test.each([
  ['refuses', stsError(403, 'AccessDenied', 'User is not authorized to perform: sts:AssumeRole'), /^sts:AssumeRole of \S+ failed with AccessDenied: User is not/],
  ['answers without credentials', { status: 200, body: '<AssumeRoleResponse/>' }, /^sts:AssumeRole of \S+ answered without credentials$/],
  ['answers with something else', { status: 404, body: 'nothing' }, /^sts:AssumeRole of \S+ failed with status 404: no reason given$/],
])('fails with the reason if STS %s', async (_, fault, reason) => {
  world.stsFaults.push(...Array.from({ length: 20 }, () => fault));

  expect(await world.send({}, SHORT)).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reason) as string });
  expect(world.mapRoles).toBe(NODES);
});
