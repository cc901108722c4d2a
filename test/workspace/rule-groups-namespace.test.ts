import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { type IWorkspace, Rule, RuleGroups, RuleGroupsNamespace, type RuleGroupsNamespaceProps, Workspace } from '../../lib';
import { errorOf } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;
const RULES = '# ours\ngroups:\n- name: up\n  rules:\n  - record: job:up:sum\n    expr: sum by (job) (up)\n';

function namespaceOf(props: Partial<RuleGroupsNamespaceProps> = {}): Template {
  const stack = anyStack();
  const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
  new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups: RuleGroups.fromYaml(RULES), ...props });
  return Template.fromStack(stack);
}

describe('a rule groups namespace', () => {
  test('carries its rules as plain text, and the ARN of the workspace', () => {
    namespaceOf({ ruleGroupsNamespaceName: 'shop', tags: { team: 'shop' } }).hasResourceProperties('AWS::APS::RuleGroupsNamespace', {
      Workspace: ARN, Name: 'shop', Data: RULES, Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  test('has a generated name by default', () => {
    namespaceOf().hasResourceProperties('AWS::APS::RuleGroupsNamespace', { Name: Match.stringLikeRegexp('^[0-9A-Za-z]{1,64}$') });
  });

  test('accepts rules as an object', () => {
    namespaceOf({ ruleGroups: RuleGroups.fromObject({ groups: [{ name: 'up', rules: [] }] }) })
      .hasResourceProperties('AWS::APS::RuleGroupsNamespace', { Data: 'groups:\n  - name: up\n    rules: []\n' });
  });

  test.each([
    ['base64', Buffer.from(RULES).toString('base64'), 'the text is base64, not YAML'],
    ['escaped', RULES.replaceAll('\n', '\\n').replace('# ours\\n', ''), 'the text has "\\n" as two characters'],
    ['something else', 'alerts: []\n', 'ruleGroups.alerts (line 1, column 1): unknown field \'alerts\''],
  ])('fails if the rules are %s', (_what, text, message) => {
    expect(errorOf(() => namespaceOf({ ruleGroups: RuleGroups.fromYaml(text) })).message).toContain(message);
  });

  test('fails with all errors together', () => {
    const { message } = errorOf(() => namespaceOf({ ruleGroups: new RuleGroups([{
      name: 'g', interval: Duration.seconds(10), rules: [Rule.alerting({ alert: 'A', expr: 'rate(up)', annotations: { s: '{{ $x }}' } })],
    }]) }));
    expect(message).toContain('ruleGroups.groups[0] \'g\' interval: interval must be at least 30s, got 10s');
    expect(message).toContain('ruleGroups.groups[0] \'g\' rules[0] \'A\' expr (line 1, column 6): expected type range vector in call to function "rate", got instant vector');
    expect(message).toContain('ruleGroups.groups[0] \'g\' rules[0] \'A\' annotations.s (line 1, column 4): undefined variable "$x"');
  });

  test('fails if the names of namespace and group have more than 721 bytes together', () => {
    const ruleGroups = RuleGroups.fromObject({ groups: [{ name: 'g'.repeat(718) }] });
    expect(errorOf(() => namespaceOf({ ruleGroups, ruleGroupsNamespaceName: 'shop' })).message).toContain('at most 721 bytes together');
    namespaceOf({ ruleGroups: RuleGroups.fromObject({ groups: [{ name: 'g'.repeat(717) }] }), ruleGroupsNamespaceName: 'shop' });
  });

  test('adds the warnings about its rules to the construct', () => {
    const stack = anyStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
    const ruleGroups = new RuleGroups([{ name: 'g', rules: [Rule.alerting({ alert: 'A', expr: 'up' })] }]);
    new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups });
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('has no comparison'))).toHaveLength(1);
  });

  test('fails with the path if the file of rules does not exist', () => {
    expect(errorOf(() => RuleGroups.fromFile('nowhere.yml')).message).toContain('cannot read \'nowhere.yml\'');
  });

  test('converts a file in UTF-16 to UTF-8', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    writeFileSync(join(folder, 'rules.yml'), Buffer.from('\ufeffgroups: []\n', 'utf16le'));

    expect(RuleGroups.fromFile(join(folder, 'rules.yml')).toYaml()).toBe('groups: []\n');
    rmSync(folder, { recursive: true });
  });

  test('fails if an object of rule groups has a value that YAML cannot express', () => {
    expect(errorOf(() => namespaceOf({ ruleGroups: RuleGroups.fromObject({ groups: () => 1 }) })).message)
      .toContain('ruleGroups.groups: YAML has no place for a function');
  });

  test.each([['a', true], ['a'.repeat(64), true], ['', false], ['a'.repeat(65), false], ['--', false]])('has the name %j or fails with it: %s', (name, valid) => {
    const make = () => namespaceOf({ ruleGroupsNamespaceName: name });
    if (valid) expect(make).not.toThrow();
    else expect(errorOf(make).message).toContain('ruleGroupsNamespaceName: must have 1 to 64 characters, including a letter or a digit');
  });

  test('can be imported by its ARN', () => {
    const ruleGroupsNamespaceArn = `arn:aws:aps:${REGION}:${ACCOUNT}:rulegroupsnamespace/ws-1/shop`;
    const rules = RuleGroupsNamespace.fromRuleGroupsNamespaceArn(anyStack(), 'Rules', ruleGroupsNamespaceArn);
    expect([rules.ruleGroupsNamespaceArn, rules.ruleGroupsNamespaceRef, rules.ruleGroupsNamespaceName])
      .toEqual([ruleGroupsNamespaceArn, { ruleGroupsNamespaceArn }, 'shop']);
  });
});

test('fails if a namespace is in another Region or account than its workspace', () => {
  const stack = knownStack();
  const make = (workspace: IWorkspace) => new RuleGroupsNamespace(stack, workspace.workspaceArn === ARN ? 'Own' : 'Another', { workspace, ruleGroups: RuleGroups.fromYaml(RULES) });
  const elsewhere = Workspace.fromWorkspaceArn(knownStack(), 'Elsewhere', 'arn:aws:aps:us-west-2:444455556666:workspace/ws-1');

  expect(() => make(Workspace.fromWorkspaceArn(stack, 'Here', ARN))).not.toThrow();
  expect(errorOf(() => make(elsewhere)).message).toBe('Stack/Another has 2 problems:\n'
    + `  - workspace: must be in the namespace's Region ${REGION}, got us-west-2\n`
    + `  - workspace: must be in the namespace's account ${ACCOUNT}, got 444455556666`);
});
