import { handler } from '../../../lib/cluster-access/aws-auth-merge/handler';
import { ENTRY, NODES, useWorld } from './fakes/scenario';
import { COLLECTOR_ROLE, contextOf, RBAC, signatureDate, type World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

beforeEach(() => {
  world.awsAuthIs(NODES);
});

const NAME = 'AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4';

test.each([
  ['a role of another name', 'arn:aws:iam::111122223333:role/Admin'],
  ['a role whose name ends alike', `arn:aws:iam::111122223333:role/x${NAME}`],
  ['a role of another account', `arn:aws:iam::444455556666:role/${NAME}`],
  ['a role of another partition', `arn:aws-cn:iam::111122223333:role/${NAME}`],
  ['a role with such a path', `arn:aws:iam::111122223333:role/${NAME}/Admin`],
])('fails for %s, and maps nothing', async (_, RoleArn) => {
  const answer = await world.create({ RoleArn });

  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: `RoleArn must be a role of account 111122223333 whose name begins with AWSServiceRoleForAmazonPrometheusScraper, got: ${RoleArn}`,
  });
  expect(world.api.writes).toEqual([]);
});

test.each([
  ['with its path', COLLECTOR_ROLE],
  ['without its path', `arn:aws:iam::111122223333:role/${NAME}`],
  ['of an internal scraper', `arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/${NAME.replace('Scraper', 'ScraperInternal')}`],
])('the function maps the role of a collector %s', async (_, RoleArn) => {
  expect(await world.create({ RoleArn })).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toContain('username: aps-collector-user');
});

test('the function maps to the user of collectors in its own cluster, whatever else an event requests', async () => {
  await world.create({ Username: 'kubernetes-admin', Groups: ['system:masters'], ClusterName: 'orders', Region: 'us-east-1' });

  expect(world.mapRoles).toBe(NODES + ENTRY);
});

test.each([
  ['a verb that writes', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'] }]],
  ['every verb', [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }]],
  ['no verb', [{ apiGroups: [''], resources: ['pods'] }]],
  ['every resource', [{ apiGroups: [''], resources: ['*'], verbs: ['get'] }]],
  ['a subresource of everything', [{ apiGroups: [''], resources: ['*/exec'], verbs: ['get'] }]],
  ['every group', [{ apiGroups: ['*'], resources: ['pods'], verbs: ['get'] }]],
  ['secrets', [{ apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['list'] }]],
  ['commands in pods', [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['get'] }]],
  ['a field that no rule has', [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], subjects: ['x'] }]],
  ['a text in place of a list', [{ apiGroups: [''], resources: 'pods', verbs: ['get'] }]],
  ['a text in place of rules', 'get pods'],
  ['null', [null]],
])('fails for rules with %s, and grants nothing', async (_, Rules) => {
  world.api.permissions = { ...world.api.permissions, inCluster: [{ apiGroups: ['*'], resources: ['*'], nonResourceURLs: ['*'], verbs: ['*'] }] };

  expect(await world.create({ Rules })).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^Rules must be a list of rules/) as string });
  expect(world.api.writes).toEqual([]);
});

describe('a function that does not manage RBAC', () => {
  beforeEach(() => {
    process.env.MANAGES_RBAC = 'false';
  });

  test('fails for an event that requests RBAC rules', async () => {
    expect(await world.create()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Rules must be absent') as string });
    expect(world.api.writes).toEqual([]);
  });

  test('removes the RBAC objects that it created before', async () => {
    process.env.MANAGES_RBAC = 'true';
    const created = await world.create();
    process.env.MANAGES_RBAC = 'false';

    expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.api.clusterRole(RBAC.ClusterRoleName)).toBeUndefined();
  });
});

test('fails if the environment does not name a cluster', async () => {
  delete process.env.CLUSTER_NAME;

  expect(await world.create()).toMatchObject({ Status: 'FAILED', Reason: 'the environment variable CLUSTER_NAME of the function is missing' });
});

test('the function leaves its cluster alone if the entry belongs to another cluster, and logs it', async () => {
  const log = jest.spyOn(console, 'info').mockReturnValue();
  const created = await world.create();

  const removed = await world.remove({ ...created, PhysicalResourceId: created.PhysicalResourceId.replace('payments', 'orders') });

  expect(removed).toMatchObject({ Status: 'SUCCESS' });
  expect(world.mapRoles).toBe(NODES + ENTRY);
  expect(log.mock.calls.flat().join()).toContain('the entry is in cluster orders, which this function no longer serves');
});

describe('the function ignores an event and sends no response', () => {
  const ignored = async (ResponseURL: string) => {
    const log = jest.spyOn(console, 'error').mockReturnValue();
    await handler(world.event({ ResponseURL }), contextOf(60_000));
    expect(world.api.writes).toEqual([]);
    expect(world.answers).toEqual([]);
    return log.mock.calls.flat().join();
  };

  test.each(['http://127.0.0.1:1/answer', 'ftp://127.0.0.1/answer', 'file:///etc/passwd', '', 'answer'])('if its response URL is not https: %j', async (url) => {
    expect(await ignored(url)).toContain('its ResponseURL is not an https URL');
  });

  test('if CloudFormation sent it too long ago, so that a repeated creation does not restore a deleted entry', async () => {
    const sent = signatureDate(new Date(Date.now() - 241_000));

    expect(await ignored(world.responseUrl.replace(/\d{8}T\d{6}Z/, sent))).toContain('no longer waits for the answer');
  });
});

test.each([200_000, 0, -60_000])('the function handles an event that CloudFormation sent %d milliseconds ago', async (age) => {
  world.responseUrl = world.responseUrl.replace(/\d{8}T\d{6}Z/, signatureDate(new Date(Date.now() - age)));

  expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
});
