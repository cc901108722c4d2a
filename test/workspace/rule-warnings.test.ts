import { CfnRuleGroupsNamespace, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { App, Aws, Stack, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AlertIntegration, AlertManagerDefinition, AlertMatcher, AlertReceiver, Rule, RuleGroups, RuleGroupsNamespace, Workspace } from '../../lib';
import { pluginViolations } from '../plugin/violations';

const ENV = { account: '111122223333', region: 'eu-central-1' };
let app: App;
let stack: Stack;
let alertManager: AlertManagerDefinition;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: ENV });
  alertManager = new AlertManagerDefinition({
    receivers: [
      new AlertReceiver({ name: 'team', integrations: [AlertIntegration.sns({ topic: new Topic(stack, 'Topic') })] }), new AlertReceiver({ name: 'nobody' }),
    ],
    route: { receiver: 'nobody', groupBy: ['alertname'], routes: [{ matchers: [AlertMatcher.equal('severity', 'critical')], receiver: 'team' }] },
  });
});

function alerting(severity: string): RuleGroups {
  return new RuleGroups([{ name: 'a', rules: [Rule.alerting({ alert: 'Down', expr: 'up == 0', labels: { severity } })] }]);
}

function countedRules(count: number): string {
  const rules = Array.from({ length: count }, (_, index) => `  - {record: "a:b${index}", expr: sum(up)}\n`);
  return `groups:\n- name: g\n  rules:\n${rules.join('')}`;
}

/** The texts of the warnings of constructs. */
function warnings(): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data as string);
}

describe('a workspace with rules', () => {
  test('causes a warning about a route that no rule reaches, and about a value that no route mentions, at its properties', () => {
    const workspace = new Workspace(stack, 'Workspace', { alertManager });
    new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups: alerting('page') });

    expect(warnings()).toEqual([
      expect.stringContaining('alertManager.route.routes[0]: no alerting rule of this app fires an alert that reaches this route') as string,
      expect.stringContaining('alertManager.route: rules of this app set severity to \'page\', which no route mentions') as string,
    ]);
  });

  test.each<[string, () => void]>([
    ['whose alerts reach every route', () => new RuleGroupsNamespace(stack, 'Rules', { workspace: new Workspace(stack, 'Workspace', { alertManager }), ruleGroups: alerting('critical') })],
    ['of another app only', () => new Workspace(stack, 'Workspace', { alertManager })],
    ['that are known only at deployment', () => {
      const workspace = new Workspace(stack, 'Workspace', { alertManager });
      new CfnRuleGroupsNamespace(stack, 'Rules', { workspace: workspace.workspaceArn, name: 'a', data: Aws.STACK_NAME });
    }],
  ])('%s causes no warning', (_, create) => {
    create();

    expect(warnings()).toEqual([]);
  });

  test('causes one warning if the app also uses the plugin', () => {
    const workspace = new Workspace(stack, 'Workspace', { alertManager });
    new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups: alerting('page') });

    expect(pluginViolations(app)).toEqual([]);
  });

  test('causes no warning that the app acknowledges', () => {
    const workspace = new Workspace(stack, 'Workspace', { alertManager });
    new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups: alerting('page') });
    for (const id of ['unreachable-route', 'unrouted-label-value']) Validations.of(workspace).acknowledge({ id: `cdk-managed-prometheus:${id}`, reason: 'tested' });

    expect(warnings()).toEqual([]);
  });
});

describe('a hand-written workspace', () => {
  test('is compared with its rules by the plugin', () => {
    const { attrArn: workspace } = new CfnWorkspace(stack, 'Workspace', { alertManagerDefinition: alertManager.toYaml() });
    new CfnRuleGroupsNamespace(stack, 'Rules', { workspace, name: 'a', data: alerting('page').toYaml() });

    expect(pluginViolations(app).map(({ ruleName }) => ruleName)).toEqual(['unreachable-route', 'unrouted-label-value']);
  });

  test.each<[string, string, string[]]>([
    ['a receiver that the service does not support', 'alertmanager_config: |\n  route: {receiver: a}\n  receivers:\n  - name: a\n    slack_configs: [{}]\n', ['unsupported-receiver']],
    ['an undefined receiver', 'alertmanager_config: |\n  route: {receiver: b}\n  receivers: [{name: a}]\n', ['undefined-receiver', 'unused-receiver']],
    ['a topic of another account', 'alertmanager_config: |\n  route: {receiver: a}\n  receivers:\n  - name: a\n    sns_configs: [{topic_arn: "arn:aws:sns:eu-central-1:444455556666:t", sigv4: {region: eu-central-1}}]\n', ['invalid-topic']],
    ['a configuration that nothing wraps', 'route: {receiver: a}\nreceivers: [{name: a}]\n', ['malformed-definition', 'silent-root-route']],
    ['base64', Buffer.from('alertmanager_config: |\n  route: {}\n').toString('base64'), ['malformed-definition']],
    ['a receiver without integrations', 'alertmanager_config: |\n  route: {receiver: a}\n  receivers: [{name: a}]\n', ['silent-root-route']],
  ])('with %s is reported by the plugin', (_, alertManagerDefinition, expected) => {
    new CfnWorkspace(stack, 'Workspace', { alertManagerDefinition });

    expect(pluginViolations(app).map(({ ruleName }) => ruleName).sort()).toEqual(expected);
  });
});

test('a definition that is replaced after its construct validated it is reported by the plugin', () => {
  const workspace = new Workspace(stack, 'Workspace', { alertManager });
  const resource = workspace.node.findChild('Resource') as Partial<CfnWorkspace>;
  resource.alertManagerDefinition = 'alertmanager_config: |\n  route: {receiver: b}\n  receivers: [{name: a}]\n';

  expect(pluginViolations(app).map(({ ruleName }) => ruleName)).toContain('undefined-receiver');
});

describe('the quota for rules', () => {
  const withNamespaces = (...counts: number[]) => {
    const workspace = new Workspace(stack, 'Workspace');
    counts.forEach((count, index) => {
      new RuleGroupsNamespace(stack, `Rules${index}`, { workspace, ruleGroups: RuleGroups.fromYaml(countedRules(count)) });
    });
  };

  test.each<[string, number[], string[]]>([
    ['of all namespaces together is exceeded', [1000, 1001], ['have 2001 rules together, more than the default quota "Rules per workspace" of 2000']],
    ['of all namespaces together is reached', [1000, 1000], []],
    ['is exceeded by one namespace, which warns itself', [2001, 1], ['the file has 2001 rules']],
  ])('%s', (_, counts, expected) => {
    withNamespaces(...counts);

    expect(warnings()).toEqual(expected.map(text => expect.stringContaining(text) as string));
  });

  test('of a hand-written workspace is counted by the plugin', () => {
    const { attrArn: workspace } = new CfnWorkspace(stack, 'Workspace');
    for (const name of ['a', 'b']) new CfnRuleGroupsNamespace(stack, name, { workspace, name, data: countedRules(1500) });

    expect(pluginViolations(app).map(({ ruleName }) => ruleName)).toEqual(['workspace-rule-count']);
  });
});
