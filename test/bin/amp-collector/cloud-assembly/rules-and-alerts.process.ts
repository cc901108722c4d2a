import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnAnomalyDetector, CfnRuleGroupsNamespace, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AlertIntegration, AlertManagerDefinition, AlertReceiver, Rule, RuleGroups, RuleGroupsNamespace, Workspace,
} from '../../../../lib';
import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const WITHOUT_COMPARISON = 'groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up\n';
const folder = new Folder('rules-and-alerts');
const file = folder.write('rules.yml', WITHOUT_COMPARISON);
const object = folder.write('object.yml', `apiVersion: a/v1\nkind: PrometheusRule\nspec:\n  ${WITHOUT_COMPARISON.replaceAll('\n', '\n  ')}\n`);
const outdir = mkdtempSync(join(tmpdir(), 'rules-and-alerts-'));

beforeAll(() => {
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'Own', { env: { account: '111122223333', region: 'eu-central-1' } });
  const topic = new Topic(stack, 'Topic');
  const receiver = (name: string) => new AlertReceiver({ name, integrations: [AlertIntegration.sns({ topic })] });
  const workspace = new Workspace(stack, 'Workspace', {
    alertManager: new AlertManagerDefinition({ receivers: [receiver('team'), receiver('unused')], route: { receiver: 'team' } }),
  });
  new RuleGroupsNamespace(stack, 'Typed', {
    workspace, ruleGroups: new RuleGroups([{ name: 'a', rules: [Rule.alerting({ alert: 'A', expr: `up{region="${Aws.STACK_NAME}"}` })] }]),
  });
  new RuleGroupsNamespace(stack, 'File', { workspace, ruleGroupsNamespaceName: 'file', ruleGroups: RuleGroups.fromFile(file) });
  new RuleGroupsNamespace(stack, 'Object', { workspace, ruleGroupsNamespaceName: 'object', ruleGroups: RuleGroups.fromFile(object) });
  for (const id of ['Acknowledged', 'AcknowledgedTyped']) {
    const ruleGroups = id === 'Acknowledged' ? RuleGroups.fromYaml(WITHOUT_COMPARISON) : new RuleGroups([{ name: 'a', rules: [Rule.alerting({ alert: 'A', expr: 'up' })] }]);
    const namespace = new RuleGroupsNamespace(stack, id, { workspace, ruleGroups });
    Validations.of(namespace).acknowledge({ id: 'cdk-managed-prometheus:alert-without-comparison', reason: 'tested' });
  }
  const byHand = new Stack(new Stage(app, 'Production'), 'ByHand', { env: { account: '111122223333', region: 'us-east-1' } });
  const { attrArn } = new CfnWorkspace(byHand, 'Workspace', {
    alertManagerDefinition: `alertmanager_config: |
  route: { receiver: team }
  receivers:
  - name: team
    sns_configs: [{ topic_arn: "arn:aws:sns:us-east-1:444455556666:team", sigv4: { region: us-east-1 } }]
`,
  });
  new CfnWorkspace(byHand, 'Silent');
  new CfnRuleGroupsNamespace(byHand, 'Rules', { workspace: attrArn, name: 'a', data: WITHOUT_COMPARISON.replace('rules:', 'interval: 10s\n  rules:') });
  new CfnRuleGroupsNamespace(byHand, 'Object', { workspace: attrArn, name: 'b', data: 'apiVersion: a/v1\nkind: PrometheusRule\nspec: {groups: []}\n' });
  new CfnAnomalyDetector(byHand, 'Detector', { workspace: attrArn, alias: 'a', configuration: { randomCutForest: { query: 'avg(rate(up)' } } });
  app.synth();
});

test('validates rules and alert manager definitions of constructs and of L1s', async () => {
  const { code, stdout } = await tool(['validate', outdir]);

  expect(code).toBe(1);
  expect(stdout).toMatch(/^Own\/Workspace:\d+:\d+: warning: receivers\[1\]\.name: no route uses the receiver 'unused' \[unused-receiver\]$/m);
  expect(stdout).toMatch(/^Own\/Typed:\d+:\d+: warning: .* \[alert-without-comparison\]$/m);
  expect(stdout).toMatch(/^Production\/ByHand\/Workspace:\d+:\d+: error: .*444455556666.* \[invalid-topic\]$/m);
  expect(stdout).toMatch(/^Production\/ByHand\/Rules:3:13: error: .* at least 30s, got 10s \[rule-group-interval\]$/m);
  expect(stdout).toMatch(/^Production\/ByHand\/Object:1:1: error: the text is a Kubernetes PrometheusRule, .* \[other-file\]$/m);
  expect(stdout).toMatch(/error: .*Query: is not valid PromQL: .* \[anomaly-detector-query\]$/m);
  expect(stdout).not.toContain('Silent');
});

test('reports the place in the file that the template contains unchanged, and in no other file', async () => {
  const { stdout } = await tool(['validate', outdir]);

  expect(stdout).toContain(`${file}:5:11: warning: `);
  expect(stdout).toMatch(/^Own\/Object:\d+:\d+: warning: /m);
  expect(stdout).not.toContain(`${object}:`);
});

test('does not report warnings that the app acknowledges, also with --strict', async () => {
  const { stdout } = await tool(['validate', outdir, '--strict']);

  expect(stdout).toMatch(/^Own\/Acknowledged: no problems$/m);
  expect(stdout).toMatch(/^Own\/AcknowledgedTyped: no problems$/m);
});

test('shows rules with the names of values that are known only at deployment, and routes', async () => {
  const { stdout } = await tool(['show', outdir]);

  expect(stdout).toMatch(/^alerts A +up\{region="\$\{AWS::StackName\}"\}$/m);
  expect(stdout).toMatch(/^Own\/Workspace: alert manager definition\n(?:.*\n)*?Routes\n {2}all alerts → team$/m);
});
