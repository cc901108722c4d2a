import { validateDefinition } from '../../lib/validation/alert-manager/validate-definition';
import { validateRules } from '../../lib/validation/rule-files/validate-rules';

function rule(fields: string): string {
  return `groups:\n- name: a\n  rules:\n  - alert: A\n    ${fields}\n`;
}

function messages(text: string): string {
  return validateRules(text).problems.map(({ message }) => message).join('\n');
}

test.each<[string, string, string]>([
  ['an assignment', 'expr: up = 0', 'compare with =='],
  ['the operators of other languages', 'expr: up == 0 && b', 'write \'and\''],
  ['LogQL', 'expr: sum(rate({app="a"} |= "b" [5m])) > 1', 'this is LogQL of Loki'],
  ['a variable of Grafana', 'expr: rate(a[$__rate_interval]) > 1', 'variables of Grafana'],
  ['quotes of a word processor', 'expr: up{job=“a”} == 0', 'use straight quotes'],
  ['a value without quotes', 'expr: up{job=a} == 0', 'put the value into quotes'],
  ['a duration in words', 'expr: rate(a[5min]) > 1', 'the units ms, s, m, h, d, w and y'],
  ['a time without a unit', 'expr: up == 0\n    for: 5', 'specify the unit, such as 5m'],
  ['a tab', 'expr: up == 0\n\tfor: 5m', 'indent with spaces'],
  ['quotes within quotes', 'expr: "up{job="a"} == 0"', 'single quotes'],
  ['an annotation that begins with a template', 'expr: up == 0\n    annotations:\n      summary: {{ $labels.pod }} is down', 'put a text that begins with {{ into quotes'],
  ['a Helm template', 'expr: up == 0\n    labels: {{- include "labels" . | nindent 4 }}', 'this is a template of Helm: validate what \'helm template\' renders'],
  ['a label as a field', 'expr: up == 0\n    severity: page', 'move it to labels'],
  ['a list of labels', 'expr: up == 0\n    labels: [a, b]', 'must be a mapping, such as name: value, got a list'],
  ['a list as a label', 'expr: up == 0\n    labels: {a: [b]}', 'must be a string, got a list'],
  ['a field by another name', 'expression: up == 0', 'the field is \'expr\''],
])('%s is reported with advice', (_, fields, expected) => {
  expect(messages(rule(fields))).toContain(expected);
});

test.each<[string, string, string]>([
  ['Mimir', `namespace: a\n${rule('expr: up == 0')}`, 'the name of the namespace is not part of the file'],
  ['Thanos', rule('expr: up == 0').replace('rules:', 'partial_response_strategy: warn\n  rules:'), 'only Thanos has this field'],
  ['a single group', 'groups:\n  name: a\n  rules: []\n', 'must be a list, in which each item begins with a dash, got a mapping'],
  ['Grafana', 'groups:\n- name: a\n  folder: b\n  rules: []\n', 'Grafana\'s own alerting'],
])('a rule file of %s is reported with advice', (_, text, expected) => {
  expect(messages(text)).toContain(expected);
});

test.each<[string, string, string]>([
  ['rule groups', '- name: a\n  rules: []\n', 'the text is a list of rule groups, and not a rule file, which has groups at its root; specify it under the key groups'],
  ['rules', '- alert: A\n  expr: up\n', 'specify it under the key rules of a group'],
  ['an object of another kind', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {rules.yml: "groups: []"}\n', 'specify the value of data["rules.yml"]'],
  ['rules of another operator', 'apiVersion: operator.victoriametrics.com/v1beta1\nkind: VMRule\nspec: {groups: []}\n', 'a Kubernetes VMRule'],
])('a file with %s is one error that names what to specify', (_, text, expected) => {
  expect(validateRules(text).problems).toMatchObject([{ ruleId: 'other-file', severity: 'error', message: expect.stringContaining(expected) as string }]);
});

test.each<[string, string]>([
  ['objects without groups', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {groups: []}\n'],
  ['a list of such objects', 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: a, kind: PrometheusRule, spec: {groups: []}}\n'],
  ['a rule file without groups', 'groups:\n'],
  ['several objects', '---\napiVersion: a\nkind: PrometheusRule\nspec: {groups: [{name: a, rules: [{record: a, expr: up}]}]}\n---\napiVersion: a\nkind: PrometheusRule\nspec: {groups: []}\n'],
])('%s are accepted', (_, text) => {
  expect(validateRules(text).problems).toEqual([]);
});

test.each<[string, string]>([
  ['rate(up)', 'write a range after the selector'], ['rate(up offset 1h [5m])', 'write the offset after the range'], ['max_over_time(rate(a[5m])[1h])', 'write a colon'],
  ['time() > 5', 'write \'bool\' after the operator'], ['{job=~".*"}', 'name a metric'], ['up{job="\\d"}', 'double the backslash'], ['up{a-b="c"}', 'must be in quotes'],
  ['up{job:"a"}', 'write = between'], ['up\u00a0== 0', 'no-break space'], ['up ≥ 1', 'write >='], ['up <> 1', 'write !='], ['{{ .Values.x }}', 'helm template'],
  ['RATE(up[5m])', 'did you mean \'rate\'?'], ['rte(up[5m])', 'did you mean \'rate\'?'], ['up > 1k', 'have no unit'],
])('the expression %s is reported with advice', (expr, expected) => {
  expect(validateRules(rule(`expr: ${JSON.stringify(expr)}`)).problems.map(({ message }) => message).join()).toContain(expected);
});

test('an unknown function without a similar one is reported without advice', () => {
  expect(validateRules(rule('expr: unrelated_name(up) > 1')).problems.map(({ message }) => message)).toEqual(['unknown function with name "unrelated_name"']);
});

test.each<[string, string, string]>([
  ['rules without a group', 'rules:\n- alert: A\n  expr: up\n', 'rules belong to a group'],
  ['a rule in place of a group', 'groups:\n- alert: A\n  expr: up == 0\n', 'it is a field of a rule'],
  ['a field of a rule in its group', 'groups:\n- name: a\n  for: 5m\n', 'it is a field of a rule'],
  ['a field of a group in its rule', rule('expr: up == 0\n    interval: 1m'), 'it is a field of the group'],
])('%s is reported with the right place', (_, text, expected) => {
  expect(validateRules(text).problems.map(({ message }) => message).join()).toContain(expected);
});

test('a second document with groups, which Prometheus ignores, is a warning', () => {
  expect(validateRules(`${rule('expr: up == 0')}---\n${rule('expr: up == 0')}`).problems).toMatchObject([{ ruleId: 'second-document', severity: 'warning', line: 7 }]);
});

describe('an alert manager definition', () => {
  const problems = (text: string) => validateDefinition(text).problems.map(({ ruleId, message }) => `${ruleId}: ${message}`);

  test('whose configuration is not indented is one error', () => {
    expect(problems('alertmanager_config: |\nroute:\n  receiver: a\nreceivers:\n- name: a\n')).toEqual(['malformed-definition: the configuration must be indented below \'alertmanager_config: |\'']);
  });

  test('of the Prometheus Operator is named', () => {
    expect(problems('apiVersion: a\nkind: AlertmanagerConfig\nspec: {route: {receiver: a}}\n')[0])
      .toContain('the text is a Kubernetes AlertmanagerConfig, and not an alert manager definition');
  });

  test('with a Helm template is reported with advice', () => {
    expect(problems('alertmanager_config: |\n  route:\n    receiver: {{ .Values.receiver }}\n  receivers: [{name: a}]\n')[0]).toContain('helm template');
  });

  test('with a duration without a unit is reported with advice', () => {
    expect(problems('route: {receiver: a, group_wait: 30}\nreceivers: [{name: a}]\n').join()).toContain('specify the unit, such as 5m');
  });
});
