import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCOUNT, EmulatedAws, type EmulatedWorkspace, REGION } from '../../emulator/aws';
import { scraper, WORKSPACE_ARN, WORKSPACE_ID } from '../../setup/scenarios';
import { ask } from '../../setup/tool';

const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`;
const DEFINITION = `alertmanager_config: |
  route: { receiver: team }
  receivers: [{ name: team, sns_configs: [{ topic_arn: '${TOPIC}', sigv4: { region: ${REGION} } }] }]
`;
const RULES = { standard: 'groups: [{ name: a, rules: [{ alert: Watchdog, expr: vector(1) }, { record: "job:up:sum", expr: sum by (job) (up) }] }]' };
const ALLOWED = JSON.stringify({
  Statement: [{
    Effect: 'Allow', Principal: { Service: 'aps.amazonaws.com' }, Action: 'sns:Publish', Condition: { ArnEquals: { 'aws:SourceArn': WORKSPACE_ARN } },
  }],
});

const aws = new EmulatedAws();
let isEvaluating = true;

/** A Prometheus with one target, which evaluates rules or not. */
const prometheus = createServer((request, response) => {
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (part: string) => {
    body += part;
  }).on('end', () => {
    const query = new URLSearchParams(body).get('query') ?? '';
    const result = /ALERTS|__name__/.test(query) ? isEvaluating : !query.includes('== 0');
    response.end(JSON.stringify({
      status: 'success', data: { resultType: 'vector', result: result ? [{ metric: { job: 'cadvisor' }, value: [0, '1'] }] : [] },
    }));
  });
});

beforeAll(async () => {
  await new Promise<void>(resolve => prometheus.listen(0, '127.0.0.1', resolve));
  await aws.http.start();
});
afterAll(() => {
  aws.http.stop();
  prometheus.close();
});
beforeEach(() => {
  isEvaluating = true;
  aws.http.reset();
  aws.world.scrapers = [scraper({ configuration: 'scrape_configs: [{ job_name: cadvisor }]' })];
  aws.world.topics = { [TOPIC]: ALLOWED };
});

async function verify(workspace: Partial<EmulatedWorkspace>, ...args: string[]): Promise<{ code: number | null; stdout: string }> {
  const { port } = prometheus.address() as AddressInfo;
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, prometheus: `http://127.0.0.1:${port}`, ...workspace }];
  const { code, stdout, stderr } = await ask(aws, ['verify', '--workspace', WORKSPACE_ID, ...args]);
  expect(stderr).toBe('');
  return { code, stdout };
}

test('verify reports that alerts reach their topics', async () => {
  const { code, stdout } = await verify({ rules: RULES, definition: DEFINITION });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^rules +ok +1 namespace, 1 alert, 1 recording rule$/m);
  expect(stdout).toMatch(/^evaluation +ok +the alert Watchdog is firing$/m);
  expect(stdout).toMatch(/^alert manager +ok +the definition is ACTIVE$/m);
  expect(stdout).toMatch(/^topic policy +ok +arn:aws:sns:\S+ allows the workspace to publish$/m);
});

test('verify reports nothing about alerts of a workspace without rules', async () => {
  const { code, stdout } = await verify({});

  expect(code).toBe(0);
  expect(stdout).not.toContain('Alerts');
});

test('verify reports rules that are not evaluated', async () => {
  isEvaluating = false;
  const { code, stdout } = await verify({ rules: RULES, definition: DEFINITION });

  expect(code).toBe(1);
  expect(stdout).toContain('Cause: evaluation: the alert Watchdog always fires, and it is not firing');
});

test('verify reports an alert manager without a definition', async () => {
  const { code, stdout } = await verify({ rules: RULES });

  expect(code).toBe(1);
  expect(stdout).toContain('Cause: alert manager: the workspace has no alert manager definition: its alerts reach nobody');
});

test('verify reports a definition that the service refused', async () => {
  const definitionStatus = { statusCode: 'CREATION_FAILED', statusReason: 'no routes provided' };
  const { code, stdout } = await verify({ rules: RULES, definition: DEFINITION, definitionStatus });

  expect(code).toBe(1);
  expect(stdout).toContain('Cause: alert manager: the alert manager definition is CREATION_FAILED: no routes provided');
});

test.each([['has no policy', ''], ['allows others', JSON.stringify({ Statement: [] })]])('verify reports a topic that %s', async (_, policy) => {
  aws.world.topics = { [TOPIC]: policy };
  const { code, stdout } = await verify({ rules: RULES, definition: DEFINITION });

  expect(code).toBe(1);
  expect(stdout).toContain(`Cause: topic policy: the policy of ${TOPIC} does not allow aps.amazonaws.com to publish for this workspace`);
});

test('verify succeeds if the policy of the topic cannot be read, and reports that', async () => {
  aws.world.topics = {};
  const { code, stdout } = await verify({ rules: RULES, definition: DEFINITION }, '--json');

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true, alerting: { ok: true, links: [{ link: 'rules' }, { link: 'evaluation' }, { link: 'alert manager' }, { link: 'topic policy', state: 'unknown' }] },
  });
});
