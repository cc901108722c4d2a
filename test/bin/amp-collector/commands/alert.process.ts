import { EmulatedAws } from '../../emulator/aws';
import { WORKSPACE_ARN, WORKSPACE_ID } from '../../setup/scenarios';
import { ask, tool } from '../../setup/tool';

const aws = new EmulatedAws();
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
});

const DEFINITION = `alertmanager_config: |
  route:
    receiver: team
    routes:
    - matchers: [severity="critical"]
      receiver: on-call
  receivers:
  - name: team
    sns_configs: [{ topic_arn: "arn:aws:sns:eu-central-1:111122223333:team", sigv4: { region: eu-central-1 } }]
  - name: on-call
    sns_configs: [{ topic_arn: "arn:aws:sns:eu-central-1:111122223333:on-call", sigv4: { region: eu-central-1 } }]
`;
const alerts: unknown[] = [];
const TEST = ['alert', 'test', '--workspace', WORKSPACE_ID];

beforeEach(() => {
  alerts.length = 0;
  aws.http.reset();
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, definition: DEFINITION, alerts }];
});

test('alert sends one alert that resolves by itself, and prints who is notified', async () => {
  const { code, stdout, stderr } = await ask(aws, [...TEST, '--label', 'severity=critical', '--annotation', 'runbook=none', '--minutes', '2']);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`sent the alert {alertname="AmpCollectorTest", severity="critical"} to ${WORKSPACE_ID}; it resolves after 2 minutes\n`);
  expect(stdout).toContain('notifies 1 receiver: on-call');
  expect(alerts).toEqual([{
    labels: { alertname: 'AmpCollectorTest', severity: 'critical' },
    annotations: { summary: expect.any(String) as string, runbook: 'none' },
    startsAt: expect.any(String) as string, endsAt: expect.any(String) as string,
  }]);
  const [{ startsAt, endsAt }] = alerts as [{ startsAt: string; endsAt: string }];
  expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(120_000);
});

test('alert exits with 1 if the receiver has no integration', async () => {
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, definition: DEFINITION.replace(/sns_configs: .*:team.*/, 'labels: {}'), alerts }];
  const { code, stdout } = await ask(aws, TEST);

  expect(code).toBe(1);
  expect(stdout).toContain('team: nobody is notified, since the receiver has no integration');
});

test('alert accepts the ARN of a workspace, and prints JSON', async () => {
  const { code, stdout } = await ask(aws, ['alert', 'test', '--workspace', WORKSPACE_ARN, '--json']);

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ workspaceId: WORKSPACE_ID, routing: { receivers: ['team'] } });
  expect(alerts).toHaveLength(1);
});

test('fails without an alert manager definition, and sends nothing', async () => {
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, alerts }];

  expect(await ask(aws, TEST)).toMatchObject({ code: 1, stderr: expect.stringContaining('has no alert manager definition: nobody would be notified') as string });
  expect(alerts).toEqual([]);
});

test('fails if the service refuses the alert', async () => {
  aws.http.faults.push({ path: /v2\/alerts/, times: 9, reply: { status: 403, body: { message: 'User is not authorized to perform: aps:CreateAlertManagerAlerts' } } });

  expect(await ask(aws, TEST)).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('not authorized to perform: aps:CreateAlertManagerAlerts') as string });
});

test.each<[string, string[], string]>([
  ['no workspace', ['alert', 'test'], 'specify --workspace'],
  ['another action', ['alert', 'send', '--workspace', WORKSPACE_ID], 'unexpected argument \'send\'; the only action is test'],
  ['no action', ['alert'], 'missing argument: test'],
  ['a time that is none', [...TEST, '--minutes', '0'], '--minutes must be a number above 0'],
])('fails for %s', async (_, args, message) => {
  expect(await tool(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) as string });
});
