import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomResourceEvent } from '../../../lib/aws/custom-resource';
import { handler } from '../../../lib/cluster-access/aws-auth-merge/handler';
import { CONFIG_MAPS } from '../../kubernetes/fakes/api-server';
import { contextOf, World } from './fakes/world';

const NODES = '- rolearn: arn:aws:iam::111122223333:role/node\n  username: system:node:{{EC2PrivateDNSName}}\n';

let world: World;

beforeAll(async () => {
  jest.spyOn(console, 'info').mockReturnValue();
  world = await World.start();
});

afterAll(async () => {
  await world.stop();
});

const ownerName = (index: number) => `Collector${String(index).padStart(3, '0')}`;

const roleArn = (index: number) => `arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_${ownerName(index)}`;

/** One function run for each owner, all in parallel. */
async function sendAll(requests: ReadonlyArray<Partial<CustomResourceEvent>>, roles: readonly string[]): Promise<string[]> {
  const events = requests.map((request, index) =>
    world.event({ ...request, ResourceProperties: { RoleArn: roles[index], Rules: undefined } }));
  await Promise.all(events.map(event => handler(event, contextOf(150_000))));
  const answers = events.map(event => world.answerTo(event));
  expect(answers.filter(({ Status }) => Status !== 'SUCCESS')).toEqual([]);
  return answers.map(answer => answer.PhysicalResourceId);
}

const rolesIn = (text = '') => [...text.matchAll(/role\/(?:AWSServiceRoleForAmazonPrometheusScraper_)?(\w+)/g)].map(([, role]) => role).sort();

test('a hundred functions that merge and remove entries in parallel lose nothing', async () => {
  world.api.store.create(CONFIG_MAPS, {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth' }, data: { mapRoles: NODES, mapUsers: '[]' },
  });
  const before = world.api.awsAuth;
  let tries = 0;
  // Time between a read and its write, so that writers meet.
  world.api.interfere = async ({ method }) => {
    await sleep(Math.random() * 5);
    if (method === 'PUT') tries++;
    return undefined;
  };
  const owners = Array.from({ length: 50 }, (_, index) => index);
  const newcomers = Array.from({ length: 50 }, (_, index) => index + 50);

  const ids = await sendAll(owners.map(index => ({ RequestType: 'Create', LogicalResourceId: ownerName(index) })), owners.map(roleArn));
  expect(rolesIn(world.api.awsAuth?.data?.mapRoles)).toEqual([...owners.map(ownerName), 'node']);

  // Fifty leave while fifty others come.
  const newIds = await sendAll([
    ...owners.map(index => ({ RequestType: 'Delete' as const, LogicalResourceId: ownerName(index), PhysicalResourceId: ids[index] })),
    ...newcomers.map(index => ({ RequestType: 'Create' as const, LogicalResourceId: ownerName(index) })),
  ], [...owners, ...newcomers].map(roleArn));
  expect(rolesIn(world.api.awsAuth?.data?.mapRoles)).toEqual([...newcomers.map(ownerName), 'node']);

  await sendAll(
    newcomers.map(index => ({ RequestType: 'Delete', LogicalResourceId: ownerName(index), PhysicalResourceId: newIds[index] })),
    newcomers.map(roleArn),
  );
  expect({ ...world.api.awsAuth, metadata: { ...world.api.awsAuth?.metadata, resourceVersion: '' } })
    .toEqual({ ...before, metadata: { ...before?.metadata, resourceVersion: '' } });
  // Two hundred changes took more tries: writers did meet.
  expect(tries).toBeGreaterThan(200);
}, 120_000);
