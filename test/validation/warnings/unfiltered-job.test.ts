import { Token } from 'aws-cdk-lib';
import { warningsOf, paths } from './warnings-of';

const RULE = 'unfiltered-job';

function job(discovery: string, fields = ''): string {
  return `scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ ${discovery} }], ${fields} }]`;
}

test.each([
  ['pods', 'role: pod', ''],
  ['endpoints', 'role: endpoints', ''],
  ['endpoint slices', 'role: endpointslice', ''],
  ['services', 'role: service', ''],
  ['pods in all namespaces', 'role: pod, namespaces: { names: [] }', ''],
  ['rules that only write labels', 'role: pod', 'relabel_configs: [{ action: labelmap, regex: __meta_kubernetes_pod_label_(.+) }]'],
  ['a keep that keeps everything', 'role: pod', 'relabel_configs: [{ action: keep, source_labels: [__meta_kubernetes_pod_name] }]'],
  ['a drop that drops nothing', 'role: pod', 'relabel_configs: [{ action: drop, source_labels: [__meta_kubernetes_node_name], regex: x }]'],
])('reports a job without a filter: %s', (_, discovery, fields) => {
  expect(paths(job(discovery, fields), RULE)).toEqual(['scrape_configs[0].kubernetes_sd_configs[0].role']);
});

const unknown = Token.asString({ resolve: () => 'x' });

test.each([
  ['nodes', 'role: node', ''],
  ['namespaces', 'role: pod, namespaces: { names: [a] }', ''],
  ['its own namespace', 'role: pod, namespaces: { own_namespace: true }', ''],
  ['selectors', 'role: pod, selectors: [{ role: pod, label: a=b }]', ''],
  ['keep', 'role: pod', 'relabel_configs: [{ action: keep, source_labels: [__meta_kubernetes_pod_name], regex: a }]'],
  ['drop', 'role: pod', 'relabel_configs: [{ action: drop, source_labels: [__meta_kubernetes_pod_name], regex: a }]'],
  ['keepequal', 'role: pod', 'relabel_configs: [{ action: keepequal, source_labels: [__address__], target_label: b }]'],
  ['a keep on a label of its own', 'role: pod',
    'relabel_configs: [{ action: hashmod, source_labels: [__address__], modulus: 2, target_label: h }, { action: keep, source_labels: [h], regex: 0 }]'],
  ['an unknown role', `role: "${unknown}"`, ''],
  ['an unknown rule', 'role: pod', `relabel_configs: [{ action: "${unknown}", regex: a }]`],
  ['unknown rules', 'role: pod', `relabel_configs: "${unknown}"`],
  ['unknown namespaces', `role: pod, namespaces: { names: "${unknown}" }`, ''],
  ['a namespace that is unknown', `role: pod, namespaces: { names: ["${unknown}"] }`, ''],
])('accepts a job that filters, or may filter: %s', (_, discovery, fields) => {
  expect(warningsOf(job(discovery, fields), RULE)).toEqual([]);
});

test('reports which objects are scraped on every port', () => {
  const text = 'scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: pod }, { role: service }] }]';
  expect(warningsOf(text, RULE).map(({ message }) => message)).toEqual([
    'the job scrapes every port of every pod and service, whether it has metrics or not: '
    + 'add a keep rule to relabel_configs, or namespaces or selectors here',
  ]);
});
