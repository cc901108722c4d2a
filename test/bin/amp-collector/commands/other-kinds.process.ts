import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('kinds');
const RULES = `groups:
- name: payments
  interval: 1m
  rules:
  - alert: PaymentsDown
    expr: up{job="payments"} == 0
    for: 5m
    labels: { severity: critical }
  - record: job:up:sum
    expr: sum by (job) (up)
`;
const rules = folder.write('rules.yml', RULES);
const badRules = folder.write('bad-rules.yml', RULES.replace('sum by (job) (up)', 'sum by (job (up)'));
const indented = RULES.replace('sum by (job) (up)', 'sum by (job (up)').replace(/^(?=.)/gm, '  ');
const prometheusRule = folder.write('prometheus-rule.yml', `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: a }\nspec:\n${indented}`);
const definition = folder.write('definition.yml', `alertmanager_config: |
  route:
    receiver: team
  receivers:
  - name: team
    sns_configs:
    - topic_arn: arn:aws:sns:us-east-1:111122223333:alerts
      sigv4: { region: us-east-1 }
`);
const badDefinition = folder.write('bad-definition.yml', 'alertmanager_config: |\n  route:\n    receiver: nobody\n  receivers:\n  - name: team\n');

test.each([['a rule file', rules], ['an alert manager definition', definition]])('%s without errors is valid', async (_, file) => {
  expect(await tool(['validate', file])).toMatchObject({ code: 0, stderr: '' });
});

test.each<[string, string, RegExp]>([
  ['a rule file', badRules, /^\S+bad-rules\.yml:10:\d+: error: /m],
  ['a PrometheusRule, at the lines of its file', prometheusRule, /^\S+prometheus-rule\.yml:14:\d+: error: /m],
  ['an alert manager definition', badDefinition, /^\S+bad-definition\.yml:3:\d+: error: .*nobody/m],
])('reports the problems of %s', async (_, file, expected) => {
  const { code, stdout } = await tool(['validate', file]);

  expect(code).toBe(1);
  expect(stdout).toMatch(expected);
});

test('finds documents of all kinds in a folder', async () => {
  const { stdout } = await tool(['validate', folder.path]);

  expect(stdout.match(/^\S+: (?:no problems|\d+ (?:error|warning)s?(?:, \d+ warnings?)?)$/gm)).toHaveLength(5);
});

test('shows the rules of a rule file', async () => {
  const { stdout } = await tool(['show', rules]);

  expect(stdout).toMatch(/: 1 rule group\n\npayments: 2 rules, every 1m\n/);
  expect(stdout).toMatch(/^alerts PaymentsDown +5m +critical +up\{job="payments"\} == 0$/m);
});

test('shows the routes of an alert manager definition', async () => {
  expect((await tool(['show', definition])).stdout).toMatch(/: alert manager definition\n(?:.*\n)*Routes\n {2}all alerts → team/);
});
