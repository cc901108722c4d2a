import { join } from 'node:path';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const DEFINITION = `alertmanager_config: |
  route:
    receiver: team
    group_by: [alertname, cluster]
    routes:
    - matchers: [severity="critical"]
      receiver: on-call
      mute_time_intervals: [maintenance]
  inhibit_rules:
  - source_matchers: [alertname="ClusterDown"]
    target_matchers: [severity=~".+"]
    equal: [cluster]
  time_intervals:
  - name: maintenance
    time_intervals:
    - weekdays: [sunday]
      times: [{ start_time: "02:00", end_time: "04:00" }]
  receivers:
  - name: team
    sns_configs: [{ topic_arn: "arn:aws:sns:us-east-1:111122223333:team", sigv4: { region: us-east-1 } }]
  - name: on-call
    sns_configs: [{ topic_arn: "arn:aws:sns:us-east-1:111122223333:on-call", sigv4: { region: us-east-1 } }]
`;
const folder = new Folder('route');
const definition = folder.write('definition.yml', DEFINITION);
const broken = folder.write('broken.yml', DEFINITION.replace('receiver: team', 'receiver: nobody'));
const CRITICAL = ['--label', 'alertname=PaymentsDown', '--label', 'severity=critical'];
/** A Saturday. */
const AT = ['--at', '2026-11-28T03:00:00Z'];

test('prints the receivers of an alert, the path of routes and the reason', async () => {
  expect(await tool(['route', definition, ...CRITICAL, ...AT])).toEqual({
    code: 0, stderr: '', stdout: `notifies 1 receiver: on-call

all alerts → {severity="critical"} → on-call
  notifies: the alert matches the route {severity="critical"}
  grouped by alertname, cluster
`,
  });
});

test.each<[string, string[], string]>([
  ['in a time interval that mutes the route', [...CRITICAL, '--at', '2026-11-29T02:00'], 'does not notify: the alert matches the route {severity="critical"}, but the route is muted in maintenance'],
  ['at the end of the time interval', [...CRITICAL, '--at', '2026-11-29T04:00:00Z'], 'notifies 1 receiver: on-call'],
  ['in another time zone', [...CRITICAL, '--at', '2026-11-29T04:30:00+02:00'], 'muted in maintenance'],
  ['that another one inhibits', [...CRITICAL, ...AT, '--label', 'cluster=a', '--firing', 'alertname=ClusterDown,cluster=a'], 'it is inhibited by the alert {alertname="ClusterDown", cluster="a"}'],
  ['with an alert of another cluster', [...CRITICAL, ...AT, '--label', 'cluster=a', '--firing', 'alertname="ClusterDown",cluster="b"'], 'notifies 1 receiver: on-call'],
  ['that no route below the root matches', ['--label', 'severity=warning', ...AT], 'notifies 1 receiver: team'],
  ['with an equals sign in a value', ['--label', 'query=a=b', ...AT], 'notifies 1 receiver: team'],
])('simulates an alert %s', async (_, args, expected) => {
  const { code, stdout } = await tool(['route', definition, ...args]);

  expect(code).toBe(0);
  expect(stdout).toContain(expected);
});

test('reports that nobody is notified by a receiver without an integration', async () => {
  const { code, stdout } = await tool(['route', '-', ...CRITICAL, ...AT], { input: DEFINITION.replace(/sns_configs: .*on-call.*/, 'labels: {a: b}') });

  expect(code).toBe(0);
  expect(stdout).toContain('notifies 1 receiver: on-call\n\non-call: nobody is notified, since the receiver has no integration\n');
});

test('prints JSON', async () => {
  const { stdout } = await tool(['route', '-', ...CRITICAL, ...AT, '--json'], { input: DEFINITION });

  expect(JSON.parse(stdout)).toMatchObject({ receivers: ['on-call'], routes: [{ path: ['{}', '{severity="critical"}'], notifies: true }] });
});

test('fails for a definition with errors', async () => {
  expect(await tool(['route', broken, ...CRITICAL])).toEqual({
    code: 1, stdout: '',
    stderr: `amp-collector: ${broken} is not a valid alert manager definition: route.receiver: undefined receiver "nobody" used in route; for all problems run amp-collector validate\n`,
  });
});

test('compares values of a cloud assembly that are specified', async () => {
  const app = new App({ outdir: join(folder.path, 'cdk.out'), context: { 'aws:cdk:enable-path-metadata': true } });
  new CfnWorkspace(new Stack(app, 'App'), 'Workspace', { alertManagerDefinition: DEFINITION.replace('severity="critical"', `region="${Aws.REGION}"`) });
  const { directory } = app.synth();
  const args = ['route', directory, '--label', 'region=eu-central-1', ...AT];

  expect(await tool(args)).toMatchObject({ stdout: expect.stringContaining('receiver: team') as string, stderr: expect.stringContaining('--set AWS::Region=VALUE') as string });
  expect(await tool([...args, '--set', 'AWS::Region=eu-central-1'])).toMatchObject({ stdout: expect.stringContaining('receiver: on-call') as string, stderr: '' });
});

test.each<[string, string[], string]>([
  ['no label', [], 'specify the labels of the alert'],
  ['a label without a value', ['--label', 'severity'], '--label must be NAME=VALUE, got \'severity\''],
  ['a moment that is none', [...CRITICAL, '--at', 'sunday'], '--at must be a moment such as 2026-11-29T03:00:00Z, got \'sunday\''],
  ['a day that is none', [...CRITICAL, '--at', '2026-13-01'], '--at must be a moment'],
  ['a day that the month does not have', [...CRITICAL, '--at', '2026-02-30T00:00:00Z'], '--at must be a moment'],
  ['matchers in place of labels', [...CRITICAL, '--firing', 'severity=~"a|b"'], '--firing must be labels such as alertname=ClusterDown,cluster=prod'],
])('fails for %s', async (_, args, message) => {
  expect(await tool(['route', definition, ...args])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) as string });
});
