import { routingProblemsOf } from '../../../lib/validation/alert-manager/coherence/coherence';
import { definition } from './definitions';

const rules = (...each: string[]) => `groups:\n- name: g\n  rules:\n${each.map(rule => `  - {${rule}}\n`).join('')}`;
const rule = (alert: string, labels = '', expr = 'up == 0') => `alert: ${alert}, expr: '${expr}'${labels === '' ? '' : `, labels: {${labels}}`}`;
const routes = (...each: string[]) => definition(`route: {receiver: a, routes: [${each.map(fields => `{${fields}}`).join(', ')}]}`);
const found = (text: string, ...files: string[]) =>
  Object.entries((routingProblemsOf(text, files) ?? {}) as Record<string, readonly unknown[]>)
    .flatMap(([kind, problems]) => problems.map(() => kind));

test.each([
  ['matches a name that no rule has', routes('matchers: [alertname=Other]'), rules(rule('Down'))],
  ['matches a label that rules set otherwise', routes('matchers: [severity=critical]'), rules(rule('Down', 'severity: page'))],
  ['matches a label that an aggregation leaves out', routes('matchers: [pod=~".+"]'), rules(rule('Down', '', 'sum by (job) (up) > 0'))],
  ['matches a label that `without` leaves out', routes('matchers: [pod=~".+"]'), rules(rule('Down', '', 'max without (pod) (up) > 0'))],
  ['is after a route that takes all', routes('matchers: [severity=page]', 'matchers: [alertname=Down]'), rules(rule('Down', 'severity: page'))],
])('fails if a route %s', (_, text, file) => {
  expect(found(text, file)).toContain('unreachableRoutes');
});

test.each([
  ['matches the name of a rule', routes('matchers: [alertname=Down]'), rules(rule('Down'))],
  ['matches a label whose value is not known', routes('matchers: [job=api]'), rules(rule('Down'))],
  ['matches a label that is a template', routes('matchers: [severity=critical]'), rules(rule('Down', 'severity: "{{ $labels.x }}"'))],
  ['matches a label that is known only at deployment', routes('matchers: [cluster=a]'), rules(rule('Down', 'cluster: "${Token[A.1]}"', 'sum(up)'))],
  ['matches a label that an aggregation keeps', routes('matchers: [job=api]'), rules(rule('Down', '', 'sum by (job) (up) > 0'))],
  ['matches a label that topk keeps', routes('matchers: [pod=a]'), rules(rule('Down', '', 'topk(3, up) > 0'))],
  ['is after a route that may take all', routes('matchers: [job=api]', 'matchers: [alertname=Down]'), rules(rule('Down'))],
  ['is after a route that continues', routes('matchers: [alertname=Down], continue: true', 'matchers: [alertname=Down]'), rules(rule('Down'))],
  ['has no alerting rules at all', routes('matchers: [alertname=Down]'), rules('record: a, expr: up')],
])('accepts a route that %s', (_, text, file) => {
  expect(found(text, file)).not.toContain('unreachableRoutes');
});

test('only the topmost of routes that nothing reaches is reported', () => {
  const text = routes('matchers: [severity=x], routes: [{matchers: [alertname=Down]}, {matchers: [a=b]}]');
  expect(routingProblemsOf(text, [rules(rule('Down', 'severity: y'))])?.unreachableRoutes.map(({ message }) => message)).toEqual([
    'no alerting rule of this app fires an alert that reaches this route: compare severity with the labels of the rules',
  ]);
});

const inhibition = (source: string, target: string) =>
  definition(`inhibit_rules: [{source_matchers: [${source}], target_matchers: [${target}], equal: [cluster]}]`);

test.each([
  ['has no source', inhibition('alertname=Other', 'severity=page'), true],
  ['has no target', inhibition('alertname=Down', 'severity=other'), true],
  ['has both', inhibition('alertname=Down', 'severity=page'), false],
  ['may have both', inhibition('job=a', 'pod=b'), false],
])('an inhibition that %s is reported or not', (_, text, expected) => {
  expect(found(text, rules(rule('Down', 'severity: page'))).includes('unreachableInhibitions')).toBe(expected);
});

test.each([
  ['that is similar to one that a route mentions', routes('matchers: [severity=critical]'), 'severity: critcal', true],
  ['that no route mentions, and that the root takes', routes('matchers: [severity=critical]'), 'severity: warning', false],
  ['that no route mentions, and the root notifies nobody', routes('matchers: [severity=critical]').replaceAll(/receiver: a, routes/g, 'receiver: silent, routes').replace('receivers: [', 'receivers: [{name: silent}, '), 'severity: warning', true],
  ['that differs by its number', routes('matchers: [severity=sev1]'), 'severity: sev2', false],
  ['that is short', routes('matchers: [severity=p]'), 'severity: t', false],
  ['that a route mentions', routes('matchers: [severity=critical]'), 'severity: critical', false],
  ['that an expression mentions', routes('matchers: ["severity=~\\"crit.*|page\\""]'), 'severity: page', false],
  ['of a label that no route mentions', routes('matchers: [severity=critical]'), 'severity: critical, team: x', false],
  ['of an alert that another route takes', routes('matchers: [severity=critical]', 'matchers: [alertname=Down]'), 'severity: other', false],
])('a value %s is reported or not', (_, text, labels, expected) => {
  expect(found(text, rules(rule('Down', labels), rule('Up', 'severity: critical'))).includes('unroutedValues')).toBe(expected);
});

test('an invalid definition or invalid rules are not compared', () => {
  expect(routingProblemsOf('route: {}', [rules(rule('Down'))])).toBeUndefined();
  expect(routingProblemsOf(definition(), ['groups: [{}]'])).toBeUndefined();
});

test('labels of the group are included, and those of the rule replace them', () => {
  const file = 'groups:\n- name: g\n  labels: {severity: page, team: a}\n  rules:\n  - {alert: Down, expr: up == 0, labels: {team: b}}\n';
  expect(found(routes('matchers: [severity=page, team=b]'), file)).toEqual([]);
  expect(found(routes('matchers: [team=a]'), file)).toEqual(['unreachableRoutes']);
});
