import { type LabelValues, relabelValues, type Values } from '../../../lib/validation/coherence/label-values';
import type { RelabelRule } from '../../../lib/prometheus/relabel/relabel';

function rule(given: Partial<RelabelRule>): RelabelRule {
  return { action: 'replace', sourceLabels: [], separator: ';', regex: '(.*)', targetLabel: '', replacement: '$1', modulus: 0n, ...given };
}

/** The job is known, labels of discovery may have any value, and other labels are missing. */
const discovered: LabelValues = label => label.startsWith('__meta_') ? undefined : new Set([label === 'job' ? 'kubernetes-apiservers' : '']);

function valuesAfter(label: string, ...rules: Array<Partial<RelabelRule>>): string[] | undefined {
  const values: Values = relabelValues(discovered, rules.map(rule)).valuesOf(label);
  return values && [...values];
}

const META = '__meta_kubernetes_service_name';

test.each<[string, string[] | undefined, Array<Partial<RelabelRule>>]>([
  ['nothing', ['kubernetes-apiservers'], []],
  ['a constant', ['api'], [{ targetLabel: 'job', replacement: 'api' }]],
  ['a constant for some targets', ['kubernetes-apiservers', 'api'], [{ sourceLabels: [META], regex: 'a+', targetLabel: 'job', replacement: 'api' }]],
  ['a constant where a known label matches', ['api'], [{ sourceLabels: ['job'], regex: 'kubernetes-.*', targetLabel: 'job', replacement: 'api' }]],
  ['a constant where a known label does not match', ['kubernetes-apiservers'], [{ sourceLabels: ['job'], regex: 'x', targetLabel: 'job', replacement: 'api' }]],
  ['a group of a known label', ['apiserver'], [{ sourceLabels: ['job'], regex: 'kubernetes-(.*)s', targetLabel: 'job' }]],
  ['a discovered label', undefined, [{ sourceLabels: [META], targetLabel: 'job' }]],
  ['a discovered label that was filtered', ['api', 'web'], [{ action: 'keep', sourceLabels: [META], regex: 'api|web' }, { sourceLabels: [META], targetLabel: 'job' }]],
  ['one of two labels that were filtered', ['api'], [
    { action: 'keep', sourceLabels: ['__meta_kubernetes_namespace', META], regex: 'default;api' }, { sourceLabels: [META], targetLabel: 'job' },
  ]],
  ['a filter by an expression', undefined, [{ action: 'keep', sourceLabels: [META], regex: 'api.*' }, { sourceLabels: [META], targetLabel: 'job' }]],
  ['alternatives over two labels', undefined, [
    { action: 'keep', sourceLabels: ['__meta_kubernetes_namespace', META], regex: 'a;b|c;d.' }, { sourceLabels: [META], targetLabel: 'job' },
  ]],
  ['two labels joined', ['kubernetes-apiservers/'], [{ sourceLabels: ['job', 'team'], separator: '/', targetLabel: 'job' }]],
  ['labeldrop', [''], [{ action: 'labeldrop', regex: 'j.b' }]],
  ['labelkeep of others', [''], [{ action: 'labelkeep', regex: 'team' }]],
  ['a labelmap of discovered labels', ['kubernetes-apiservers'], [{ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' }]],
  ['a labelmap of other labels', undefined, [{ action: 'labelmap', regex: '(.+)_name' }]],
  ['a target label with a group', undefined, [{ sourceLabels: [META], targetLabel: '$1', replacement: 'x' }]],
  ['hashmod', undefined, [{ action: 'hashmod', sourceLabels: [META], targetLabel: 'job', modulus: 2n }]],
])('label values are known after a relabeling that writes or filters the label job: %s', (_what, expected, rules) => {
  expect(valuesAfter('job', ...rules)).toEqual(expected);
});

test.each<[boolean, Partial<RelabelRule>]>([
  [true, { action: 'drop', sourceLabels: ['job'], regex: 'kubernetes.*' }],
  [false, { action: 'drop', sourceLabels: ['job'], regex: 'x' }],
  [true, { action: 'keep', sourceLabels: ['job'], regex: 'x' }],
  [false, { action: 'keep', sourceLabels: [META], regex: 'x' }],
])('a job whose targets are all dropped has no values: %s, by %j', (expected, given) => {
  expect(relabelValues(discovered, [rule(given)]).isDropped).toBe(expected);
});

test('a long list of relabelings is evaluated without a stack overflow', () => {
  const rules = Array.from({ length: 500 }, () => rule({ sourceLabels: ['job'], targetLabel: 'job' }));
  expect([...relabelValues(discovered, rules).valuesOf('job') ?? []]).toEqual(['kubernetes-apiservers']);
});
