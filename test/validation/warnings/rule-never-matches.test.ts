import { warningsOf, jobOf, podJob } from './warnings-of';

const RULE = 'rule-never-matches';

test.each([
  ['a drop on a label of another role', 'pod', '{ action: drop, source_labels: [__meta_kubernetes_service_name], regex: a }'],
  ['a copy of a label of another role', 'pod', '{ source_labels: [__meta_kubernetes_service_name], target_label: service }'],
  ['a replacement for labels of another role', 'pod',
    '{ source_labels: [__meta_kubernetes_endpoint_address_target_kind, __meta_kubernetes_endpoint_address_target_name], regex: Node;(.*), target_label: node }'],
  ['a misspelt label', 'pod', '{ source_labels: [__meta_kubernetes_pod_lable_app], target_label: app }'],
  ['a misspelt beginning of labels', 'pod', '{ action: labelmap, regex: __meta_kubernetes_pod_lable_(.+) }'],
  ['what a container does not tell', 'pod', '{ action: drop, source_labels: [__meta_kubernetes_pod_container_port], regex: "80" }'],
  ['a labelmap of another role', 'node', '{ action: labelmap, regex: __meta_kubernetes_pod_label_(.+) }'],
  ['a labeldrop of what nobody gives', 'pod', '{ action: labeldrop, regex: env }'],
])('reports %s', (_, role, rule) => {
  expect(warningsOf(jobOf(role, rule), RULE)).toHaveLength(1);
});

test.each([
  ['the role\'s own labels', 'endpoints', '{ source_labels: [__meta_kubernetes_pod_node_name], target_label: node }'],
  ['the name of an object', 'endpoints', '{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_endpoints_name], target_label: name }'],
  ['a node\'s address', 'node', '{ source_labels: [__meta_kubernetes_node_address_InternalIP], target_label: ip }'],
  ['a service\'s annotation', 'endpoints', '{ source_labels: [__meta_kubernetes_service_annotation_prometheus_io_path], target_label: __metrics_path__ }'],
  ['a labelmap of many kinds', 'pod', '{ action: labelmap, regex: __meta_kubernetes_(.+) }'],
  ['a labelmap of the role', 'node', '{ action: labelmap, regex: __meta_kubernetes_node_label_(.+) }'],
  ['a labelmap with alternatives', 'node', '{ action: labelmap, regex: "__meta_kubernetes_pod_label_(.+)|__meta_(.+)" }'],
  ['a labelmap whose beginning is optional', 'node', '{ action: labelmap, regex: __meta_kubernetes_nodes*_(.+) }'],
  ['a labeldrop after a labelmap', 'pod', '{ action: labelmap, regex: __meta_kubernetes_pod_label_(.+) }, { action: labeldrop, regex: env }'],
  ['a constant', 'pod', '{ target_label: env, replacement: prod }'],
  ['a default for an absent label', 'pod', '{ source_labels: [env], target_label: env, replacement: prod }'],
  ['a label that is removed on purpose', 'pod', '{ source_labels: [env], target_label: job, replacement: "" }'],
  ['a keep, which drops everything instead', 'pod', '{ action: keep, source_labels: [env], regex: prod }'],
])('accepts %s', (_, role, rule) => {
  expect(warningsOf(jobOf(role, rule), RULE)).toEqual([]);
});

test('reports the reason', () => {
  const text = jobOf('pod', '{ source_labels: [__meta_kubernetes_service_name], target_label: service }, { action: labeldrop, regex: env }');
  expect(warningsOf(text, RULE).map(({ message }) => message)).toEqual([
    'the replace rule never does anything, since __meta_kubernetes_service_name is never there (no discovery or earlier rule of the job gives it); '
    + 'correct or remove it',
    'the labeldrop rule never does anything, since no label has a name that its regex matches; correct or remove it',
  ]);
});

test('reports discovered labels in metric relabelings, which no longer have them', () => {
  const copy = (label: string) => podJob(`metric_relabel_configs: [{ source_labels: [${label}], target_label: namespace }]`);
  expect(warningsOf(copy('__meta_kubernetes_namespace'), RULE)).toHaveLength(1);
  expect(warningsOf(copy('exported_namespace'), RULE)).toEqual([]);
});
