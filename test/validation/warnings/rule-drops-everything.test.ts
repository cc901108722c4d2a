import { warningsOf, jobOf, podJob } from './warnings-of';

const RULE = 'rule-drops-everything';

const API_SERVER = '{ action: keep, regex: default;kubernetes;https, '
  + 'source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name] }';

test.each([
  ['a label of another role', 'pod', '{ action: keep, source_labels: [__meta_kubernetes_service_name], regex: api }'],
  ['one label of another role among others', 'endpointslice', API_SERVER],
  ['a label that nobody gives', 'pod', '{ action: keep, source_labels: [env], regex: prod }'],
  ['no label at all', 'pod', '{ action: keep, regex: prod }'],
  ['a drop without regex', 'pod', '{ action: drop, source_labels: [__meta_kubernetes_pod_name] }'],
  ['a drop of what has no such label', 'node', '{ action: drop, source_labels: [__meta_kubernetes_pod_name], regex: "|x" }'],
  ['alternatives in parentheses', 'pod',
    '{ action: keep, source_labels: [__meta_kubernetes_service_label_app, __meta_kubernetes_pod_name], regex: (a|b);c }'],
  ['a shard beyond the last', 'pod', '{ action: hashmod, source_labels: [__address__], modulus: 4, target_label: __tmp }, '
  + '{ action: keep, source_labels: [__tmp], regex: "4" }'],
])('reports %s', (_, role, rule) => {
  expect(warningsOf(jobOf(role, rule), RULE)).toHaveLength(1);
});

test.each([
  ['a label of the role', 'endpoints', API_SERVER],
  ['the last shard', 'pod', '{ action: hashmod, source_labels: [__address__], modulus: 4, target_label: __tmp }, '
  + '{ action: keep, source_labels: [__tmp], regex: "3" }'],
  ['a shard that another rule may write', 'pod', '{ action: hashmod, source_labels: [__address__], modulus: 4, target_label: __tmp }, '
  + '{ source_labels: [__meta_kubernetes_pod_label_shard], regex: (.+), target_label: __tmp }, { action: keep, source_labels: [__tmp], regex: "4" }'],
  ['a label that hashmod writes after a labelmap', 'pod', '{ action: hashmod, source_labels: [__address__], modulus: 4, target_label: shard }, '
  + '{ action: labelmap, regex: __meta_kubernetes_pod_label_(.+) }, { action: keep, source_labels: [shard], regex: "4" }'],
  ['more shards than are tried', 'pod', '{ action: hashmod, source_labels: [__address__], modulus: 1001, target_label: __tmp }, '
  + '{ action: keep, source_labels: [__tmp], regex: "1001" }'],
  ['a label that a rule wrote', 'pod', '{ target_label: env, replacement: prod }, { action: keep, source_labels: [env], regex: prod }'],
  ['a label that a labelmap may write', 'pod',
    '{ action: labelmap, regex: __meta_kubernetes_pod_label_(.+) }, { action: keep, source_labels: [env], regex: prod }'],
  ['a regex that matches an absent label', 'pod', '{ action: keep, source_labels: [env], regex: prod|() }'],
  ['a label of an attached node', 'pod, attach_metadata: { node: true }',
    '{ action: keep, source_labels: [__meta_kubernetes_node_label_zone], regex: a }'],
  ['alternatives that need not come together', 'endpointslice',
    '{ action: keep, source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_endpoint_port_name], regex: "a|b;" }'],
  ['a regex that takes the separator', 'pod', '{ action: keep, source_labels: [__meta_kubernetes_pod_name, env], regex: "a.*;b" }'],
  ['a job of unknown rules', 'pod', '{ action: replace, regex: "(", target_label: env }, { action: keep, source_labels: [env], regex: prod }'],
])('accepts %s', (_, role, rule) => {
  expect(warningsOf(jobOf(role, rule), RULE)).toEqual([]);
});

test.each([
  ['a label of a static target', 'static_configs: [{ targets: [a], labels: { env: prod } }]'],
  ['a discovery that may give anything', 'http_sd_configs: [{ url: "http://a" }]'],
  ['two discoveries of which one has it', 'kubernetes_sd_configs: [{ role: node }], static_configs: [{ targets: [a], labels: { env: prod } }]'],
  ['no discovery at all', ''],
])('accepts %s', (_, discovery) => {
  const text = `scrape_configs: [{ job_name: a, relabel_configs: [{ action: keep, source_labels: [env], regex: prod }], ${discovery} }]`;
  expect(warningsOf(text, RULE)).toEqual([]);
});

test('reports discovered labels in metric relabelings, which no longer have them', () => {
  const rule = '{ action: keep, source_labels: [__meta_kubernetes_namespace], regex: default }';
  expect(warningsOf(podJob(`metric_relabel_configs: [${rule}]`), RULE)).toEqual([expect.objectContaining({
    path: 'scrape_configs[0].metric_relabel_configs[0]',
    message: 'the rule drops every metric: its regex never matches, since __meta_kubernetes_namespace is never there '
      + '(discovered labels are gone when metrics are relabeled)',
  })]);
  expect(warningsOf(podJob('metric_relabel_configs: [{ action: keep, source_labels: [namespace], regex: default }]'), RULE)).toEqual([]);
});

test('reports the reason, and skips the relabelings after it', () => {
  const rule = '{ action: keep, source_labels: [__meta_kubernetes_service_name], regex: api }';
  expect(warningsOf(jobOf('pod', `${rule}, ${rule}`), RULE).map(({ message }) => message)).toEqual([
    'the rule drops every target: its regex never matches, since __meta_kubernetes_service_name is never there '
    + '(no discovery or earlier rule of the job gives it)',
  ]);
});
