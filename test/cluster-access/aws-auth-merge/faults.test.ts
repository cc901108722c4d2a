import { statusReply } from '../../kubernetes/fakes/api-server';
import { ENTRY, NODES, SHORT, useWorld } from './fakes/scenario';
import { eksError, World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

beforeEach(() => {
  world.awsAuthIs(NODES);
});

test('a concurrent write costs one retry, and no change of the other writer is lost', async () => {
  const theirs = '- rolearn: arn:aws:iam::111122223333:role/theirs\n  username: theirs\n';
  let interrupted = false;
  world.api.interfere = ({ method }) => {
    if (method !== 'PUT' || interrupted) return undefined;
    interrupted = true;
    world.someoneWrites({ mapRoles: NODES + theirs });
    return undefined;
  };

  await world.create();

  expect(world.mapRoles).toBe(NODES + theirs + ENTRY);
});

test.each([
  ['throttling', statusReply(429, 'TooManyRequests', 'too many requests')],
  ['a server error', statusReply(500, 'InternalError', 'etcdserver: request timed out')],
  ['a broken connection', 'hang up' as const],
])('the function retries until %s passes', async (_, fault) => {
  const faults = [fault, fault];
  world.api.interfere = () => faults.shift();
  world.eksFaults.push(eksError(429, 'TooManyRequestsException', 'slow down'), eksError(400, 'ThrottlingException', 'slow down'), eksError(503, '', ''));
  world.responseFaults.push({ status: 503, body: '' });

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test('the function does not repeat a write whose response is lost', async () => {
  let lost = 0;
  world.api.interfere = async (request) => {
    if (request.method !== 'PUT' || lost++ > 0) return undefined;
    world.api.interfere = () => undefined;
    await world.api.respond(request);
    return 'hang up';
  };

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test('the function retries until a newly granted permission to describe the cluster works', async () => {
  world.eksFaults.push(eksError(403, 'AccessDeniedException', 'not authorized'), eksError(403, 'AccessDeniedException', 'not authorized'));

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
}, 30_000);

test('the function retries until newly granted access to the cluster works', async () => {
  const { permissions } = world.api;
  world.api.permissions = { inKubeSystem: [], inCluster: [] };
  setTimeout(() => world.api.permissions = permissions, 50);

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
}, 30_000);

test.each([
  ['the role is not known to the cluster', () => world.api.functionRole = undefined, /answered 401 to GET .*: Unauthorized \(the cluster does not know the role of the caller/],
  ['the role may not', () => world.api.permissions = { inKubeSystem: [], inCluster: [] }, /answered 403 to GET .*: configmaps "aws-auth" is forbidden: User "aws-auth-merge" cannot get/],
  ['the role may not grant', () => world.api.permissions = { ...world.api.permissions, inCluster: world.api.permissions.inCluster.slice(0, 4) }, /attempting to grant RBAC permissions not currently held/],
  ['the cluster is not there', () => world.cluster = undefined, /^there is no EKS cluster payments in this Region and account$/],
  ['the cluster is being made', () => world.cluster = { status: 'CREATING' }, /^cluster payments has no API server to connect to, its status is CREATING$/],
  ['the cluster does not read aws-auth', () => world.cluster = { ...world.cluster, accessConfig: { authenticationMode: 'API' } }, /has the authentication mode API and does not read aws-auth/],
  ['EKS refuses again and again', () => world.eksFaults.push(...Array.from({ length: 20 }, () => eksError(403, 'AccessDeniedException', 'not authorized'))), /^eks:DescribeCluster of cluster payments failed with AccessDeniedException: not authorized$/],
])('fails with the reason if %s, without a stack trace or a secret', async (_, arrange, reason) => {
  arrange();

  const answer = await world.send({}, SHORT);

  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written', Reason: expect.stringMatching(reason) as string });
  expect(answer.Reason).not.toMatch(/ {4}at |k8s-aws-v1|X-Amz|secret|session/);
  expect(world.mapRoles).toBe(NODES);
  expect(world.api.store.all('clusterroles')).toEqual([]);
});

test.each([
  ['that never answers', () => world.api.interfere = () => new Promise(() => undefined), /^no answer from 127\.0\.0\.1:\d+: timed out \(is there a network path to it\?\)$/],
  ['that nobody started', () => world.cluster = { ...world.cluster, endpoint: 'https://127.0.0.1:1' }, /^no answer from 127\.0\.0\.1:1: /],
])('fails in time to report it if a server %s', async (_, arrange, reason) => {
  arrange();

  expect(await world.send({}, 12_000)).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reason) as string });
});

test('fails if the server presents another certificate', async () => {
  const stranger = await World.start();
  world.cluster = { ...world.cluster, endpoint: stranger.cluster?.endpoint };
  Object.assign(process.env, world.environment);

  const answer = await world.send({}, SHORT);
  await stranger.stop();

  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^no answer from 127\.0\.0\.1:\d+: DEPTH_ZERO_SELF_SIGNED_CERT$/) as string });
});

test('fails without details if the function has a bug', async () => {
  const log = jest.spyOn(console, 'error').mockReturnValue();
  world.cluster = { ...world.cluster, endpoint: 5 };

  const answer = await world.send({}, SHORT);

  expect(answer.Reason).toBe('unexpected TypeError in the function that merges aws-auth; its log has the details');
  expect(log).toHaveBeenCalled();
});

test.each(['{}', '<html>', 'null', '{"cluster": null}'])('fails, instead of assuming a missing cluster, if EKS answers without a cluster: %s', async (body) => {
  world.eksFaults.push({ status: 200, body });

  expect(await world.send({}, SHORT)).toMatchObject({
    Status: 'FAILED', Reason: 'eks:DescribeCluster of cluster payments answered without a description of the cluster',
  });

  const created = await world.create();
  world.eksFaults.push({ status: 200, body });
  expect(await world.remove(created)).toMatchObject({ Status: 'FAILED' });
});

test('fails with the reason if the API server answers something other than JSON', async () => {
  world.api.interfere = () => ({ status: 200, body: '<html>' });

  expect((await world.send({}, SHORT)).Reason).toMatch(/^the API server of cluster payments answered GET \S+ with something that is not an object of JSON$/);
});

test('fails without sending a token if the API server has no https URL', async () => {
  world.cluster = { ...world.cluster, endpoint: 'http://127.0.0.1:1' };

  expect((await world.send({}, SHORT)).Reason).toBe('the API server of cluster payments must have an https URL, got: http://127.0.0.1:1');
});

test('a token that the API server repeats appears neither in the reason nor in the log', async () => {
  const log = jest.spyOn(console, 'info').mockReturnValue();
  world.api.interfere = ({ headers }) => statusReply(400, 'BadRequest', `bad header ${headers.authorization ?? ''}`);

  const { Reason } = await world.send({}, SHORT);

  expect(Reason).toContain('bad header Bearer ***');
  expect(log.mock.calls.flat().join()).not.toContain('k8s-aws-v1.a');
});

test.each(['é'.repeat(3000), '\u{1f600}'.repeat(3000), '"'.repeat(3000), '\u0001'.repeat(3000)])('a long reason is cut to the length that CloudFormation accepts', async (message) => {
  world.api.interfere = () => statusReply(400, 'BadRequest', message);

  const { Reason = '' } = await world.send({}, SHORT);

  expect(Reason.length).toBeGreaterThan(200);
  expect(Reason).toMatch(/^the API server of cluster payments answered 400 to GET /);
  expect(Buffer.from(Reason).toString()).toBe(Reason);
});

test('fails if CloudFormation does not accept the response', async () => {
  world.responseFaults.push({ status: 403, body: '' });

  await expect(world.send({})).rejects.toThrow('CloudFormation\'s response URL answered 403');
});
