import { App, Aws, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnRuleGroupsNamespace } from 'aws-cdk-lib/aws-aps';
import { join } from 'node:path';
import { Rule, RuleGroups, RuleGroupsNamespace, Workspace } from '../../../../lib';
import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('test-rules');
const RULES = `groups:
- name: payments
  rules:
  - alert: PaymentsDown
    expr: up{job="payments"} == 0
    labels: { severity: critical }
`;
const TESTS = `# Tests of the rules.
evaluation_interval: 1m
rule_files:
  - elsewhere.yml
tests:
  - interval: 1m
    input_series: [{ series: 'up{job="payments"}', values: 0x5 }]
    alert_rule_test:
      - eval_time: 1m
        alertname: PaymentsDown
        exp_alerts: [{ exp_labels: { severity: critical, job: payments } }]
`;
const rules = folder.write('rules.yml', RULES);
const tests = folder.write('tests.yml', TESTS);
const failing = folder.write('failing.yml', TESTS.replace('severity: critical', 'severity: warning'));
const outdir = join(folder.path, 'cdk.out');

beforeAll(() => {
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'App');
  const workspace = new Workspace(stack, 'Workspace');
  new RuleGroupsNamespace(stack, 'Rules', {
    workspace,
    ruleGroups: new RuleGroups([{
      name: 'payments',
      rules: [Rule.alerting({
        alert: 'PaymentsDown', expr: 'up{job="payments"} == 0', labels: { severity: 'critical' }, annotations: { region: Aws.REGION },
      })],
    }]),
  });
  const isProduction = new CfnCondition(stack, 'IsProduction', { expression: Fn.conditionEquals(new CfnParameter(stack, 'Stage'), 'production') });
  new CfnRuleGroupsNamespace(stack, 'Conditional', {
    workspace: workspace.workspaceArn, name: 'conditional', data: Fn.conditionIf(isProduction.logicalId, RULES, 'groups: []\n').toString(),
  });
  app.synth();
});

test.each<[string, string]>([
  ['a rule file', rules],
  ['a PrometheusRule', folder.write('prometheus-rule.yml', `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: a }\nspec:\n${RULES.replace(/^(?=.)/gm, '  ')}`)],
])('runs the tests of a file on %s, in place of the rule files that it names', async (_, file) => {
  expect(await tool(['test-rules', file, tests])).toEqual({ code: 0, stdout: `${tests}: all tests pass\n`, stderr: '' });
});

test('prints the output of promtool for tests that fail', async () => {
  const { code, stdout } = await tool(['test-rules', rules, tests, failing]);

  expect(code).toBe(1);
  expect(stdout).toContain(`${tests}: all tests pass\n${failing}: failed\n`);
  expect(stdout).toMatch(/^ +alertname: PaymentsDown, time: 1m/m);
  expect(stdout).not.toContain('amp-collector-');
});

test.each<[string, string, RegExp]>([
  ['a field that promtool does not know, at its line', TESTS.replace('interval: 1m\n    input', 'intervall: 1m\n    input'), /line 6: field intervall not found/],
  ['tests without rule files', TESTS.replace('rule_files:\n  - elsewhere.yml\n', ''), /all tests pass/],
  ['tests in JSON', JSON.stringify({ evaluation_interval: '1m', tests: [] }), /all tests pass/],
])('reads %s', async (_, text, expected) => {
  const { stdout } = await tool(['test-rules', rules, folder.write('other.yml', text)]);

  expect(stdout).toMatch(expected);
});

test('tests the rules of an app with the values that are specified', async () => {
  const annotated = folder.write('annotated.yml', TESTS.replace('job: payments }', 'job: payments }, exp_annotations: { region: eu-central-1 }'));
  const args = ['test-rules', outdir, annotated, '--namespace', 'App/Rules', '--set', 'AWS::Region=eu-central-1'];

  expect(await tool(args)).toEqual({ code: 0, stdout: `${annotated}: all tests pass\n`, stderr: '' });
});

test('prints JSON', async () => {
  expect(JSON.parse((await tool(['test-rules', rules, tests, '--json'])).stdout)).toMatchObject({ ok: true, files: [{ file: tests, passes: true }] });
});

test('fails for rules with errors', async () => {
  const broken = folder.write('broken.yml', RULES.replace('== 0', '== ('));

  expect(await tool(['test-rules', broken, tests])).toMatchObject({ code: 1, stderr: expect.stringMatching(/the rules of \S+broken\.yml have errors: groups\[0\]\.rules\[0\]\.expr, line 5: .*; for all problems run: amp-collector validate /) as string });
});

test('fails without promtool, and names the way to install it', async () => {
  const { code, stderr } = await tool(['test-rules', rules, tests], { env: { PATH: '/nowhere' } });

  expect(code).toBe(2);
  expect(stderr).toContain('promtool is not installed, or not on the PATH: it is part of Prometheus (https://prometheus.io/download/)');
});

test.each<[string, string[], string]>([
  ['values that are not specified', [outdir, tests, '--namespace', 'App/Rules'], 'a value is known only at deployment; specify --set AWS::Region=VALUE'],
  ['rules that depend on a condition', [outdir, tests], 'the rules of App/Conditional depend on a condition; specify --namespace with those to test: App/Rules, App/Conditional (if IsProduction), App/Conditional (if not IsProduction)'],
  ['a namespace that does not exist', [outdir, tests, '--namespace', 'App/Other'], 'no namespace \'App/Other\'; specify --namespace with one of: App/Rules'],
  ['a value without a name', [rules, tests, '--set', 'eu-central-1'], '--set must be NAME=VALUE, got \'eu-central-1\''],
  ['tests that are not a mapping', [rules, folder.write('list.yml', '- a\n')], 'must have tests, as promtool reads them'],
  ['tests that are not YAML', [rules, folder.write('not.yml', 'a: [\n')], 'is not YAML'],
  ['no tests', [rules], 'missing argument: a rule file or a cloud assembly folder, and one or several test files'],
])('fails for %s', async (_, args, message) => {
  expect(await tool(['test-rules', ...args])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) as string });
});

test('tests the rules of a condition that is chosen', async () => {
  expect(await tool(['test-rules', outdir, tests, '--namespace', 'App/Conditional (if IsProduction)'])).toMatchObject({ code: 0 });
});
