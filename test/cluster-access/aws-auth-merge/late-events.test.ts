import { handler } from '../../../lib/cluster-access/aws-auth-merge/handler';
import type { Answer, CustomResourceEvent } from '../../../lib/aws/custom-resource';
import type { Received } from '../../aws/fakes/http-server';
import { ENTRY, NODES, OTHER_ENTRY, OTHER_ROLE, useWorld } from './fakes/scenario';
import { statusReply } from '../../kubernetes/fakes/api-server';
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

describe('an event that is delivered twice', () => {
  beforeEach(() => {
    world.stopClock();
  });

  /** Holds back the first request of a kind until it is released. */
  function hold(isOfKind: (request: Received) => boolean): { readonly isHeld: Promise<void>; release: () => void } {
    let release!: () => void;
    const released = new Promise<void>(resolve => release = resolve);
    let isFirst = true;
    const isHeld = new Promise<void>((resolve) => {
      world.api.interfere = async (request) => {
        if (!isFirst || !isOfKind(request)) return undefined;
        isFirst = false;
        resolve();
        await released;
        return undefined;
      };
    });
    return { isHeld, release };
  }

  const isEntry = ({ method, url, body }: Received) => method === 'PUT' && url.pathname.endsWith('/aws-auth') && body.includes('/owner-');
  const isReadOfRules = ({ method, url }: Received) => method === 'GET' && url.pathname.includes('/clusterroles/');

  /** Refuses the requests of a method to a path until the function that it returns is called. */
  const refuse = (refused: string, path: string) => {
    const others = world.api.interfere;
    world.api.interfere = request => request.method === refused && request.url.pathname.includes(path) ? statusReply(400, 'BadRequest', 'no') : others(request);
    return () => world.api.interfere = others;
  };

  const rbac = () => [...world.api.store.all('clusterroles'), ...world.api.store.all('clusterrolebindings')];

  // Of the 240 seconds that CloudFormation waits, 10 are kept for the response and 20 for undoing a change.
  test.each([
    [209, 'that still has time'],
    [211, 'that has time only for undoing'],
    [229, 'that has a second'],
    [231, 'that has no time'],
    [241, 'that CloudFormation no longer waits for'],
  ])(
    'a creation that succeeded keeps its entry and its permissions when it comes again after %d seconds in a run %s', async (seconds) => {
      const creation = world.event({ RequestType: 'Create' });
      const { PhysicalResourceId } = await deliver(creation);
      const { awsAuth } = world;
      const permissions = rbac();

      world.pass(seconds * 1000);
      await handler(creation, contextOf(300_000));

      expect(world.awsAuth).toEqual(awsAuth);
      expect(rbac()).toEqual(permissions);
      world.signAt(new Date());
      expect(await world.remove({ Status: 'SUCCESS', PhysicalResourceId })).toMatchObject({ Status: 'SUCCESS' });
      expect(world.mapRoles).toBe(NODES);
    });

  test('an update to another role keeps its entry if a second run has no time', async () => {
    const { PhysicalResourceId } = await deliver(eventAt(-30, { RequestType: 'Create' }));
    const update = eventAt(0, { RequestType: 'Update', PhysicalResourceId, ResourceProperties: { RoleArn: OTHER_ROLE } });
    await deliver(update);

    world.pass(115_000);
    await handler(update, contextOf(300_000));

    expect(world.mapRoles).toBe(NODES + ENTRY + OTHER_ENTRY);
    expect(world.answers.at(-1)).toMatchObject({ Status: 'SUCCESS' });
  });

  test('a creation for a role that somebody else mapped keeps its permissions if a second run has no time', async () => {
    world.someoneWrites({ mapRoles: NODES + ENTRY });
    const creation = eventAt(0, { RequestType: 'Create' });
    await deliver(creation);
    const permissions = rbac();

    world.pass(115_000);
    await handler(creation, contextOf(300_000));

    expect(permissions).toHaveLength(2);
    expect(rbac()).toEqual(permissions);
    expect(world.mapRoles).toBe(NODES + ENTRY);
  });

  test('a creation succeeds in a run that failed before the other run granted everything', async () => {
    const creation = eventAt(0, { RequestType: 'Create' });
    let isFirst = true;
    world.api.interfere = async ({ method, url }) => {
      if (!isFirst || method !== 'POST' || !url.pathname.endsWith('/clusterrolebindings')) return undefined;
      isFirst = false;
      await handler(creation, contextOf(60_000));
      return statusReply(400, 'BadRequest', 'no');
    };
    await handler(creation, contextOf(60_000));

    expect(world.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(world.mapRoles).toBe(NODES + ENTRY);
    expect(rbac()).toHaveLength(2);
  });

  test('a creation that failed in one run fails in the other, which is still at work, and leaves nothing', async () => {
    const creation = eventAt(0, { RequestType: 'Create' });
    const { isHeld, release } = hold(isEntry);
    const slow = handler(creation, contextOf(60_000));
    await isHeld;
    const accept = refuse('GET', '/clusterrolebindings');
    await handler(creation, contextOf(60_000));
    accept();
    release();
    await slow;

    expect(world.answers.map(({ Status }) => Status)).toEqual(['FAILED', 'FAILED']);
    expect(world.mapRoles).toBe(NODES);
    expect(rbac()).toEqual([]);
  });

  test('a creation that CloudFormation took for failed leaves nothing, although a run of it writes while the deletion is at work', async () => {
    const creation = eventAt(0, { RequestType: 'Create' });
    const { isHeld, release } = hold(isEntry);
    const slow = handler(creation, contextOf(60_000));
    await isHeld;
    const others = world.api.interfere;
    world.api.interfere = async (request) => {
      if (request.method !== 'DELETE' || !request.url.pathname.includes('/clusterroles/')) return others(request);
      world.api.interfere = others;
      release();
      await slow;
      return undefined;
    };
    await deliver(eventAt(10, { RequestType: 'Delete', PhysicalResourceId: 'nothing-written' }));

    expect(world.mapRoles).toBe(NODES);
    expect(rbac()).toEqual([]);
  });

  test('an update of the rules that is still at work when the deletion comes leaves no permissions', async () => {
    const { PhysicalResourceId } = await deliver(eventAt(0, { RequestType: 'Create' }));
    const { isHeld, release } = hold(isReadOfRules);
    const slow = handler(eventAt(30, { RequestType: 'Update', PhysicalResourceId, ResourceProperties: narrower }), contextOf(60_000));
    await isHeld;
    await deliver(eventAt(60, { RequestType: 'Delete', PhysicalResourceId }));
    release();
    await slow;

    expect(world.mapRoles).toBe(NODES);
    expect(rbac()).toEqual([]);
  });
});

test('a rollback that fails keeps the entry that it would have kept', async () => {
  const first = await deliver(eventAt(0, { RequestType: 'Create' }));
  const second = await deliver(eventAt(30, { RequestType: 'Update', PhysicalResourceId: first.PhysicalResourceId, ResourceProperties: { RoleArn: OTHER_ROLE } }));
  const owner = first.PhysicalResourceId.split('/')[2] ?? '';
  world.api.interfere = ({ method, body }) => method === 'PUT' && body.includes(`/owner-${owner}`) ? statusReply(400, 'BadRequest', 'no') : undefined;

  expect(await deliver(eventAt(60, { RequestType: 'Update', PhysicalResourceId: second.PhysicalResourceId }))).toMatchObject({ Status: 'FAILED' });
  expect(world.mapRoles).toBe(NODES + ENTRY + OTHER_ENTRY);
});
