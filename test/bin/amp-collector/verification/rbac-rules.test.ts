import { ruleText, uncovered } from '../../../../bin/amp-collector/verification/rbac-rules';
import type { PolicyRule } from '../../../../lib/kubernetes/policy-rule';

const READ = ['get', 'list', 'watch'];
const PODS: PolicyRule = { apiGroups: [''], resources: ['pods'], verbs: READ };
const METRICS: PolicyRule = { apiGroups: ['metrics.eks.amazonaws.com'], resources: ['ksh/metrics'], verbs: ['get'] };
const PATH: PolicyRule = { nonResourceURLs: ['/stats/summary'], verbs: ['get'] };

describe('RBAC rules grant a permission:', () => {
  test.each<[string, PolicyRule, PolicyRule[]]>([
    ['by its own rule', PODS, [PODS]],
    ['by several rules together', PODS, [{ ...PODS, verbs: ['list'] }, { ...PODS, verbs: ['watch'] }]],
    ['without get where it watches: discovery never asks for one', PODS, [{ ...PODS, verbs: ['list', 'watch'] }]],
    ['by wildcards', PODS, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]],
    ['by all of a subresource', METRICS, [{ ...METRICS, resources: ['*/metrics'] }]],
    ['by a name, as far as it is for getting', METRICS, [{ ...METRICS, resourceNames: ['container'] }]],
    ['by its path', PATH, [PATH]],
    ['by the beginning of its path', PATH, [{ nonResourceURLs: ['/stats/*'], verbs: ['get'] }]],
    ['by every path', PATH, [{ nonResourceURLs: ['*'], verbs: ['get'] }]],
  ])('%s', (_, need, rules) => {
    expect(uncovered([need], rules)).toEqual([]);
  });
});

describe('RBAC rules do not grant a permission:', () => {
  test.each<[string, PolicyRule, PolicyRule[]]>([
    ['by nothing', PODS, []],
    ['without watch', PODS, [{ ...PODS, verbs: ['get', 'list'] }]],
    ['by another API group', PODS, [{ ...PODS, apiGroups: ['apps'] }]],
    ['by a group and a resource of two rules', PODS, [{ ...PODS, resources: ['services'] }, { ...PODS, apiGroups: ['apps'] }]],
    ['by a subresource', PODS, [{ ...PODS, resources: ['pods/proxy'] }]],
    ['of a subresource, by the resource', METRICS, [{ ...METRICS, resources: ['ksh'] }]],
    ['by names, where it lists', PODS, [{ ...PODS, resourceNames: ['web'] }]],
    ['by another path', PATH, [{ nonResourceURLs: ['/stats'], verbs: ['get'] }]],
    ['of a path, by a resource', PATH, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]],
  ])('%s', (_, need, rules) => {
    expect(uncovered([need], rules)).toEqual([need]);
  });
});

test('a permission that two jobs need is missing once', () => {
  expect(uncovered([PODS, METRICS, PODS], [])).toEqual([PODS, METRICS]);
});

test.each<[PolicyRule, string]>([
  [PODS, 'list and watch pods'],
  [METRICS, 'get ksh/metrics (metrics.eks.amazonaws.com)'],
  [PATH, 'get /stats/summary'],
])('%j is described in words', (rule, words) => {
  expect(ruleText(rule)).toBe(words);
});
