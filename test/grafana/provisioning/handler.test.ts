import type { Received, Reply } from '../../aws/fakes/http-server';
import { json } from './fakes/grafana';
import { awsError } from './fakes/service';
import { DASHBOARD, DATA_SOURCE, World } from './fakes/world';

const EMPTY = { dataSources: [], folders: [], dashboards: [], tokens: 0 };
const FULL = { dataSources: ['amp-1'], folders: ['amp-folder'], dashboards: ['nodes'], tokens: 0 };

let world: World;
let logged: string[];

beforeEach(async () => {
  logged = [];
  for (const method of ['info', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...texts) => {
      logged.push(texts.join(' '));
    });
  }
  world = await World.start();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.stop();
});

describe('a deployment', () => {
  test('creates data source, folder and dashboards, and leaves no token', async () => {
    const answer = await world.create();

    expect(answer.Status).toBe('SUCCESS');
    expect(world.contents).toEqual(FULL);
    expect(world.service.serviceAccounts).toMatchObject([{ name: 'cdk-managed-prometheus', grafanaRole: 'ADMIN' }]);
  });

  test('creates one service account for all deployments', async () => {
    await world.update(await world.create());

    expect(world.service.serviceAccounts).toHaveLength(1);
  });

  test.each([
    ['9.4.17', 'prometheus', 'ec2_iam_role'],
    ['10.4.1', 'prometheus', 'ec2_iam_role'],
    ['12.4.0', 'grafana-amazonprometheus-datasource', 'workspace-iam-role'],
  ])('creates a data source that signs its requests in Grafana %s: %s', async (version, type, sigV4AuthType) => {
    world.grafana.version = version;
    await world.create();

    expect(world.grafana.dataSources.get('amp-1')).toMatchObject({
      type, url: DATA_SOURCE.url, jsonData: { sigV4Auth: true, sigV4AuthType, sigV4Region: 'eu-central-1', httpMethod: 'POST' },
    });
  });

  test('lets dashboards offer the data sources of the type that Grafana has', async () => {
    world.grafana.version = '12.4.0';
    await world.create({ dashboards: [{ ...DASHBOARD, templating: { list: [{ type: 'datasource', query: 'prometheus' }, { type: 'query', query: 'up' }] } }] });

    expect(world.grafana.dashboards.get('nodes')?.dashboard.templating).toEqual({
      list: [{ type: 'datasource', query: 'grafana-amazonprometheus-datasource' }, { type: 'query', query: 'up' }],
    });
  });

  test('changes what changed and deletes what is no longer wanted', async () => {
    const created = await world.create({ dashboards: [DASHBOARD, { ...DASHBOARD, uid: 'pods', title: 'Pods' }] });
    await world.update(created, { dashboards: [{ ...DASHBOARD, title: 'Machines' }], dataSources: [{ ...DATA_SOURCE, uid: 'amp-2', name: 'other' }], folderTitle: 'Kubernetes' });

    expect(world.contents).toEqual({ ...FULL, dataSources: ['amp-2'] });
    expect(world.grafana.dashboards.get('nodes')?.dashboard.title).toBe('Machines');
    expect(world.grafana.folders.get('amp-folder')?.title).toBe('Kubernetes');
  });

  test.each([['OVERWRITE', 'Nodes'], ['KEEP', 'Mine']])('with user changes %s leaves the title %s', async (userChanges, title) => {
    for (const version of ['10.4.1', '12.4.0']) {
      world.grafana.version = version;
      const created = await world.create();
      const dashboard = world.grafana.dashboards.get('nodes');
      if (dashboard === undefined) throw new Error('no dashboard');
      dashboard.dashboard = { ...dashboard.dashboard, title: 'Mine' };
      dashboard.versions.unshift({ message: '' });
      await world.update(created, { userChanges });

      expect(world.grafana.dashboards.get('nodes')?.dashboard.title).toBe(title);
      await world.remove(created);
    }
  });

  test.each<[string, () => void, string]>([
    ['dashboard', () => world.grafana.dashboards.set('nodes', { dashboard: { title: 'Mine' }, folderUid: '', versions: [] }), 'the dashboard \'nodes\' exists and is managed by something else'],
    ['data source', () => world.grafana.dataSources.set('amp-1', { uid: 'amp-1', name: 'mine' }), 'the data source \'amp-1\' exists and is managed by something else'],
    ['data source of the name', () => world.grafana.dataSources.set('x', { uid: 'x', name: 'platform' }), 'a data source named \'platform\' exists'],
  ])('fails for a %s that somebody else created, and leaves it alone', async (_, arrange, reason) => {
    arrange();
    const before = JSON.stringify([[...world.grafana.dashboards], [...world.grafana.dataSources].slice(0, 1)]);
    const answer = await world.create();

    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) as string });
    await world.remove(answer);
    expect(JSON.stringify([[...world.grafana.dashboards], [...world.grafana.dataSources].slice(0, 1)])).toBe(before);
    expect(world.grafana.folders.size).toBe(0);
  });
});

describe('dashboards of users', () => {
  const userVersions = [{ message: 'Saved by Jo' }];

  test('fails if a dashboard in the folder has the title, names both, and leaves it alone', async () => {
    const created = await world.create();
    const theirs = { dashboard: { title: 'Pods', id: null }, folderUid: 'amp-folder', versions: userVersions };
    world.grafana.dashboards.set('theirs', theirs);
    const answer = await world.update(created, { dashboards: [DASHBOARD, { uid: 'pods', title: 'Pods' }] });

    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/the dashboard 'pods': .*the same name in the folder already exists/) as string });
    expect(world.grafana.dashboards.get('theirs')).toEqual(theirs);
  });

  test('keeps a copy that a user saved with all tags, in an update and in a deletion', async () => {
    const created = await world.create();
    const tags = world.grafana.dashboards.get('nodes')?.dashboard.tags;
    world.grafana.dashboards.set('copy', { dashboard: { title: 'Copy', tags }, folderUid: '', versions: userVersions });
    await world.update(created);
    await world.remove(created);

    expect(world.contents).toEqual({ ...EMPTY, dashboards: ['copy'] });
  });

  test('replaces a dashboard that a user saves at the same moment', async () => {
    const created = await world.create();
    let isSaved = false;
    world.intercept = (request) => {
      if (request.url.pathname === '/api/dashboards/db' && !isSaved) {
        isSaved = true;
        world.grafana.dashboards.get('nodes')?.versions.unshift({ message: 'Saved by Jo' });
      }
      return world.grafana.respond(request);
    };

    expect(await world.update(created, { dashboards: [{ ...DASHBOARD, title: 'Machines' }] })).toMatchObject({ Status: 'SUCCESS' });
    expect(world.grafana.dashboards.get('nodes')?.dashboard.title).toBe('Machines');
  });

  test('fails if a folder has the title before Grafana 11, and does not in later versions', async () => {
    world.grafana.folders.set('theirs', { title: 'Prometheus', version: 1 });
    const failed = await world.create();
    world.grafana.version = '12.4.0';

    expect(failed).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('a folder named \'Prometheus\' exists') as string });
    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('a deletion', () => {
  test('removes what the construct created, and no token is left', async () => {
    await world.remove(await world.create());

    expect(world.contents).toEqual(EMPTY);
  });

  test('leaves a folder into which users put a dashboard', async () => {
    const created = await world.create();
    world.grafana.dashboards.set('mine', { dashboard: { title: 'Mine' }, folderUid: 'amp-folder', versions: [] });
    await world.remove(created);

    expect(world.contents).toEqual({ ...EMPTY, folders: ['amp-folder'], dashboards: ['mine'] });
  });

  test('leaves a folder into which users put a folder with dashboards', async () => {
    const created = await world.create();
    world.grafana.folders.set('mine', { title: 'Mine', version: 1, parentUid: 'amp-folder' });
    world.grafana.dashboards.set('mine', { dashboard: { title: 'Mine' }, folderUid: 'mine', versions: [] });
    await world.remove(created);

    expect(world.contents).toEqual({ ...EMPTY, folders: ['amp-folder', 'mine'], dashboards: ['mine'] });
  });

  test.each([400, 403, 412])('leaves a folder with alert rules or library panels, which Grafana refuses to delete with %i', async (status) => {
    const created = await world.create();
    world.grafana.folderRefusal = status;

    expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.contents).toEqual({ ...EMPTY, folders: ['amp-folder'] });
  });

  test('succeeds if the Grafana workspace was deleted meanwhile', async () => {
    const created = await world.create();
    world.service.isWorkspaceDeleted = true;

    expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
  });

  test('succeeds after a creation that never reached Grafana', async () => {
    world.service.isWorkspaceDeleted = true;
    const failed = await world.create();
    world.awsFaults.push(awsError(403, 'AccessDeniedException', 'no'));

    expect(failed).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'nothing-written' });
    expect(await world.remove(failed)).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('the function', () => {
  test.each<[string, Reply | 'close']>([
    ['401 for a token that is too new', json(401, { message: 'Invalid API key' })],
    ['429', json(429, { message: 'Too many requests' })],
    ['500', json(500, { message: 'Internal server error' })],
    ['503 without JSON', { status: 503, body: '<html>' }],
    ['a closed connection', 'close'],
  ])('retries after a temporary fault of Grafana: %s', async (_, fault) => {
    world.grafana.faults.push(fault);

    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(world.contents).toEqual(FULL);
  });

  test.each<[string, Reply | 'close']>([
    ['429', awsError(429, 'ThrottlingException', 'Rate exceeded')], ['500', awsError(500, 'InternalServerException', '')], ['a closed connection', 'close'],
  ])('retries after a temporary fault of the service: %s', async (_, fault) => {
    world.awsFaults.push(fault);

    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
  });

  test('creates a data source once if the response is lost', async () => {
    let isLost = false;
    world.intercept = (request) => {
      const answer = world.grafana.respond(request);
      const isCreation = request.method === 'POST' && request.url.pathname === '/api/datasources';
      if (isLost || !isCreation) return answer;
      isLost = true;
      return undefined;
    };

    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(world.contents).toEqual(FULL);
  });

  test('waits as long as Grafana asks for', async () => {
    world.grafana.faults.push({ ...json(429, { message: 'Too many requests' }), headers: { 'retry-after': '1' } });
    const start = Date.now();

    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
  });

  test('waits for a workspace that is being updated', async () => {
    await world.create();
    const conflict = awsError(409, 'ConflictException', 'Workspace is being updated');
    // The list of service accounts comes first.
    let count = 0;
    const { respond } = world.service;
    Object.assign(world.service, { respond: (request: Received) => request.method === 'POST' && count++ < 2 ? conflict : respond(request) });

    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(world.service.tokens.size).toBe(0);
  }, 30_000);

  test('answers and deletes its token in time if Grafana never answers', async () => {
    world.intercept = () => new Promise(() => undefined);
    const answer = await world.create();

    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('timed out') as string });
    expect(world.service.tokens.size).toBe(0);
  }, 60_000);

  test('fails with the reason if the quota of tokens is reached and none has expired', async () => {
    world.service.tokenQuota = 0;

    expect(await world.create()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ServiceQuotaExceededException') as string });
  });

  test('deletes expired tokens if they reach the quota', async () => {
    world.service.tokenQuota = 2;
    world.service.leaveExpiredTokens(2);

    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(world.service.tokens.size).toBe(0);
  });

  test.each<[string, Reply, string]>([
    ['403', json(403, { message: 'You\'ll need additional permissions' }), 'Grafana refused GET /api/health with status 403: You\'ll need additional permissions'],
    ['a redirect, which is not followed', { status: 302, headers: { location: 'https://login.example.com/' }, body: '' }, 'Grafana refused GET /api/health with status 302: no reason given'],
    ['no JSON', { status: 200, body: '<html>' }, 'Grafana gave an answer to GET /api/health that is no JSON'],
  ])('fails with the reason if Grafana continues to refuse: %s', async (_, fault, reason) => {
    world.grafana.faults.push(fault);
    const answer = await world.create();

    expect(answer).toMatchObject({ Status: 'FAILED', Reason: reason });
    expect(world.service.tokens.size).toBe(0);
    expect(await world.remove(answer)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.contents).toEqual(EMPTY);
  });

  test('prints no token in answers and logs, also if Grafana repeats it', async () => {
    world.grafana.faults.push(json(400, { message: 'Invalid API key glsa_2_secret' }));
    const answer = await world.create();

    expect(answer.Status).toBe('FAILED');
    expect(JSON.stringify([answer, logged])).not.toContain('_secret');
  });

  test('leaves nothing behind if a creation fails halfway and is rolled back', async () => {
    await world.create();
    const requests = world.grafana.requests.length;
    world.grafana.dataSources.clear();
    world.grafana.folders.clear();
    world.grafana.dashboards.clear();
    for (let failing = 0; failing < requests; failing++) {
      let count = 0;
      world.intercept = request => count++ === failing ? json(400, { message: 'refused' }) : world.grafana.respond(request);
      const answer = await world.create();
      world.intercept = undefined;

      expect(answer.Status).toBe('FAILED');
      await world.remove(answer);
      expect(world.contents).toEqual(EMPTY);
    }
  });
});
