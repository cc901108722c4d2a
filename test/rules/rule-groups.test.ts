import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws, Duration } from 'aws-cdk-lib';
import { Rule, RuleGroups } from '../../lib';
import { errorOf } from '../helpers/problems';

const RULE_FILE = '# ours\ngroups:\n- name: up\n  rules:\n  - record: job:up:sum\n    expr: sum by (job) (up)\n';

const object = (name: string, rule: string) => `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ${name}
spec:
  groups:
  - name: ${name}
    rules:
    - ${rule}
`;

describe('typed rules', () => {
  test('are written with the names of Prometheus\'s fields', () => {
    expect(new RuleGroups([{
      name: 'payments',
      interval: Duration.seconds(90),
      queryOffset: Duration.seconds(30),
      limit: 10,
      labels: { team: 'payments' },
      rules: [
        Rule.alerting({
          alert: 'PaymentsDown', expr: 'up{job="payments"} == 0', for: Duration.minutes(5), keepFiringFor: Duration.hours(1),
          labels: { severity: 'critical' }, annotations: { summary: '{{ $labels.pod }} is down' },
        }),
        Rule.recording({ record: 'job:up:sum', expr: 'sum by (job) (up)', labels: { source: 'rules' } }),
      ],
    }]).toYaml()).toBe(`groups:
  - name: payments
    interval: 1m30s
    query_offset: 30s
    limit: 10
    labels:
      team: payments
    rules:
      - alert: PaymentsDown
        expr: up{job="payments"} == 0
        for: 5m
        keep_firing_for: 1h
        labels:
          severity: critical
        annotations:
          summary: "{{ $labels.pod }} is down"
      - record: job:up:sum
        expr: sum by (job) (up)
        labels:
          source: rules
`);
  });

  test('have problems with the names of their properties', () => {
    const groups = new RuleGroups([{
      name: 'g', queryOffset: Duration.seconds(1), rules: [Rule.recording({ record: 'a', expr: 'sum(1)' })],
    }]);
    expect(groups.problems()).toMatchObject([{ ruleId: 'invalid-expression', path: 'groups[0] \'g\' rules[0] \'a\' expr', line: 1, column: 5 }]);
  });

  test('that are defined twice are named by their path', () => {
    const rule = Rule.recording({ record: 'a', expr: 'sum(up)' });
    const [problem] = new RuleGroups([{ name: 'g', rules: [rule, rule] }]).problems();
    expect(problem).toMatchObject({ ruleId: 'duplicate-rule', path: 'groups[0] \'g\' rules[1] \'a\' record' });
    expect(problem?.message).toContain('first in groups[0].rules[0]');
  });

  test('may have tokens wherever a string is allowed', () => {
    const groups = new RuleGroups([{
      name: `g-${Aws.REGION}`,
      labels: { region: Aws.REGION },
      rules: [Rule.alerting({
        alert: `Down-${Aws.REGION}`, expr: `up{cluster="${Aws.STACK_NAME}"} == 0`, annotations: { summary: `{{ $labels.job }} in ${Aws.REGION}` },
      })],
    }]);
    expect(groups.problems()).toEqual([]);
    expect(new RuleGroups([{ name: 'g', rules: [Rule.recording({ record: 'a', expr: Aws.REGION })] }]).problems()).toEqual([]);
  });
});

describe('a rule file', () => {
  test('reaches the template unchanged', () => {
    expect(RuleGroups.fromYaml(RULE_FILE).toYaml()).toBe(RULE_FILE);
    expect(RuleGroups.fromYaml(RULE_FILE).problems()).toEqual([]);
  });

  test('has problems with the file, line and column', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    const file = join(folder, 'rules.yml');
    writeFileSync(file, RULE_FILE.replace('sum by (job) (up)', '|\n      sum by (job) (\n        rate(up))'));
    expect(RuleGroups.fromFile(file).problems()).toMatchObject([{ file, line: 8, column: 14, path: 'groups[0].rules[0].expr', severity: 'error' }]);
    rmSync(folder, { recursive: true });
  });
});

describe('PrometheusRule objects', () => {
  const text = `${object('a', 'record: x\n      expr: "sum(up) # yes"')}---\n${object('b', 'alert: Y\n      expr: up == 0\n      labels: {severity: yes}')}`;

  test('are written as one rule file, with every text as it is', () => {
    expect(RuleGroups.fromYaml(text).toYaml()).toBe(`groups:
  - name: a
    rules:
      - record: x
        expr: "sum(up) # yes"
  - name: b
    rules:
      - alert: "Y"
        expr: up == 0
        labels:
          severity: "yes"
`);
  });

  test('have their problems at the places in the text', () => {
    const problems = RuleGroups.fromYaml(text.replace('up == 0', 'rate(up) == 0').replace('name: b\n    rules', 'name: a\n    rules')).problems();
    expect(problems).toMatchObject([
      { line: 18, column: 11, ruleId: 'group-name-duplicate' },
      { line: 21, column: 18, ruleId: 'invalid-expression', path: 'spec.groups[0].rules[0].expr' },
    ]);
  });

  test('keep durations that are known only at deployment', () => {
    const groups = RuleGroups.fromYaml(object('a', `alert: X\n      expr: up == 0\n      for: ${Aws.REGION}`).replace('rules:', `interval: ${Aws.STACK_NAME}\n    rules:`));
    expect(groups.problems()).toEqual([]);
    expect(groups.toYaml()).toContain(`interval: "${Aws.STACK_NAME}"`);
    expect(groups.toYaml()).toContain(`for: "${Aws.REGION}"`);
  });

  test('fail without a spec, where their groups would be lost', () => {
    const problem = { ruleId: 'missing-field', severity: 'error', message: 'spec is missing: a PrometheusRule has its groups under spec' };
    const misplaced = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'a' }, groups: [{ name: 'a', rules: [] }] };
    expect(RuleGroups.fromYaml(JSON.stringify(misplaced)).problems()).toMatchObject([problem]);
    expect(RuleGroups.fromObject(misplaced).problems()).toMatchObject([problem]);
    expect(RuleGroups.fromYaml(object('a', 'record: x\n      expr: up').replace('spec:', 'specification:')).problems()).toMatchObject([{ ...problem, line: 1 }]);
  });

  test('may follow documents of nothing but comments, as charts render them', () => {
    const groups = RuleGroups.fromYaml(`---\n# Source: a\n---\n# Source: b\n${text}`);
    expect(groups.toYaml()).toBe(RuleGroups.fromYaml(text).toYaml());
    expect(groups.problems()).toEqual([]);
  });

  test('fail beside a rule file, which would be lost', () => {
    expect(RuleGroups.fromYaml(`${text}---\n${RULE_FILE}`).problems()).toMatchObject([
      { ruleId: 'missing-field', line: 25, message: 'apiVersion and kind are missing: a document beside PrometheusRule objects must be an object, too' },
    ]);
  });

  test('may be without a kind in a list of one kind', () => {
    const list = { apiVersion: 'v1', kind: 'PrometheusRuleList', items: [{ spec: { groups: [{ name: 'a', rules: [{ record: 'x', expr: 'sum(up)' }] }] } }] };
    expect(RuleGroups.fromYaml(JSON.stringify(list)).toYaml()).toContain('record: x');
    expect(RuleGroups.fromObject(list).toYaml()).toContain('record: x');
  });

  test('are counted by the bytes that the namespace gets', () => {
    const rule = (index: number) => `record: a${index}\n      expr: up\n      labels: {a: b, c: d, e: f, g: h}`;
    const text = `${object('a', 'record: x\n      expr: up')}${Array.from({ length: 11_000 }, (_, index) => `    - ${rule(index)}\n`).join('')}`;
    expect([Buffer.byteLength(text) < 1_000_000, Buffer.byteLength(RuleGroups.fromYaml(text).toYaml()) > 1_000_000]).toEqual([true, true]);
    expect(RuleGroups.fromYaml(text).problems().map(({ ruleId }) => ruleId)).toContain('rule-file-size');
  });

  test('may be an object, or in a list', () => {
    const spec = { groups: [{ name: 'a', rules: [{ record: 'x', expr: 'sum(up)' }] }] };
    expect(RuleGroups.fromObject({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec }).toYaml()).toMatch(/^groups:\n {2}- name: a/);
    const item = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec };
    const list = { apiVersion: 'v1', kind: 'List', items: [item, { apiVersion: 'v1', kind: 'ConfigMap' }] };
    expect(RuleGroups.fromYaml(JSON.stringify(list)).toYaml()).toMatch(/^groups:\n {2}- name: a/);
    expect(RuleGroups.fromObject(list).toYaml()).toBe(RuleGroups.fromYaml(JSON.stringify(list)).toYaml());
    expect(RuleGroups.fromObject(list).problems()).toEqual([]);
  });
});

describe('a folder', () => {
  const folderWith = (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };
  const file = (name: string, rules: number) =>
    `groups:\n- name: ${name}\n  rules:\n${`  - {record: 'job:up:${'x'.repeat(60)}', expr: 'sum by (job) (up)', labels: {a: b}}\n`.repeat(rules)}`;

  test('is one namespace where all files fit', () => {
    const folder = folderWith({ 'a.yml': file('a', 1), 'b.yaml': object('b', 'record: y\n      expr: up'), 'notes.txt': 'x' });
    const [groups, ...others] = RuleGroups.fromFolder(folder);
    expect(others).toEqual([]);
    expect(groups?.toYaml()).toMatch(/^groups:\n- name: a\n[^]*\n- name: b\n/);
    expect(groups?.problems()).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('is divided where a namespace would have more than 1,000,000 bytes, or a name of a group twice', () => {
    const folder = folderWith({ 'a.yml': file('a', 4000), 'b.yml': file('b', 4000), 'c.yml': file('c', 1), 'd.yml': file('c', 1) });
    const parts = RuleGroups.fromFolder(folder).map(groups => groups.toYaml());
    expect(parts.map(text => text.match(/^- name: \w+/gm))).toEqual([['- name: a'], ['- name: b', '- name: c'], ['- name: c']]);
    expect(parts.every(text => Buffer.byteLength(text) <= 1_000_000)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('is warned of as a whole if it has more rules than a workspace may have', () => {
    const folder = folderWith({ 'a.yml': file('a', 1001), 'b.yml': file('b', 1000) });
    const counted = RuleGroups.fromFolder(folder).flatMap(groups => groups.problems()).filter(({ ruleId }) => ruleId === 'rule-count');
    expect(counted).toMatchObject([{ message: expect.stringContaining('2001 rules') as string }]);
    rmSync(folder, { recursive: true });
  });

  test('may have unit tests and a kustomization beside the rules', () => {
    const tests = 'rule_files: [a.yml]\ntests:\n- interval: 1m\n';
    const folder = folderWith({ 'a.yml': file('a', 1), 'a.test.yml': tests, 'kustomization.yaml': 'resources: [a.yml]\n' });
    expect(RuleGroups.fromFolder(folder).map(groups => groups.problems())).toEqual([[]]);
    rmSync(folder, { recursive: true });
  });

  test('fails if it is not there', () => {
    expect(errorOf(() => RuleGroups.fromFolder('nowhere')).message).toContain('cannot read the folder \'nowhere\'');
  });
});

test.each([[1_000], [20_000]])('a chain of %d operators is validated', (operators) => {
  const rules = RuleGroups.fromObject({ groups: [{ name: 'a', rules: [{ record: 'b', expr: `up${' + up'.repeat(operators)}` }] }] });

  expect(rules.problems()).toEqual([]);
});
