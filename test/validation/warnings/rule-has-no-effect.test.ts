import { warningsOf, jobOf, podJob } from './warnings-of';

const RULE = 'rule-has-no-effect';

test('reports a keep that keeps everything', () => {
  expect(warningsOf(jobOf('pod', '{ action: keep, source_labels: [__meta_kubernetes_pod_name] }'), RULE)).toEqual([expect.objectContaining({
    path: 'scrape_configs[0].relabel_configs[0]',
    message: 'the rule keeps every target, since its regex matches anything: give it a regex that says which to keep, or remove it',
  })]);
  expect(warningsOf(podJob('metric_relabel_configs: [{ action: keep, source_labels: [__name__] }]'), RULE)).toHaveLength(1);
});

test.each([['a regex', '{ action: keep, source_labels: [__meta_kubernetes_pod_name], regex: .+ }'],
  ['a drop', '{ action: drop, source_labels: [__meta_kubernetes_pod_name] }'],
  ['the sharding of one shard', '{ action: hashmod, source_labels: [__address__], modulus: 1, target_label: h }, { action: keep, source_labels: [h], regex: 0 }'],
])('accepts %s', (_, rules) => {
  expect(warningsOf(jobOf('pod', rules), RULE)).toEqual([]);
});
