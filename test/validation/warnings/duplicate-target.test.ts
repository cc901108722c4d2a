import { ScrapeConfiguration, ScrapeJob } from '../../../lib';
import { warningsOf, paths } from './warnings-of';

const RULE = 'duplicate-target';

/** Jobs in flow style, named a, b, … */
function jobs(...fields: string[]): string {
  return `scrape_configs:\n${fields.map((text, index) => `- { job_name: ${String.fromCharCode(97 + index)}, ${text} }`).join('\n')}\n`;
}

const API_SERVER = 'scheme: https, kubernetes_sd_configs: [{ role: endpoints }], relabel_configs: [{ action: keep, regex: default;kubernetes;https, '
  + 'source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name] }]';
const API_SERVER_SLICE = 'scheme: https, kubernetes_sd_configs: [{ role: endpointslice }], relabel_configs: [{ action: keep, regex: default;kubernetes, '
  + 'source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name] }]';
const ANNOTATED = 'kubernetes_sd_configs: [{ role: pod }], relabel_configs: [{ action: keep, regex: true, '
  + 'source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape] }]';
const SLOW = ANNOTATED.replace('scrape]', 'scrape_slow]');

function statically(target: string, fields = ''): string {
  return `static_configs: [{ targets: [${target}] }], ${fields}`;
}

function proxied(path: string): string {
  return 'scheme: https, kubernetes_sd_configs: [{ role: node }], relabel_configs: [{ target_label: __address__, replacement: kubernetes.default.svc:443 }, '
    + `{ source_labels: [__meta_kubernetes_node_name], target_label: __metrics_path__, replacement: /api/v1/nodes/$1/proxy/${path} }]`;
}

test.each([
  ['the API server', API_SERVER, API_SERVER],
  ['the API server by another role', API_SERVER, API_SERVER_SLICE],
  ['nodes through the API server', proxied('metrics'), proxied('metrics')],
  ['annotated pods', ANNOTATED, ANNOTATED],
  ['annotated pods and pods that are not dropped', ANNOTATED,
    'kubernetes_sd_configs: [{ role: pod }], relabel_configs: [{ action: drop, source_labels: [__meta_kubernetes_pod_phase], regex: Failed }]'],
  ['a static target', statically('10.0.0.5:9100'), statically('10.0.0.5:9100')],
  ['a static target with its port left out', statically('10.0.0.5'), statically('"10.0.0.5:80"')],
  ['a static target by relabeling', statically('10.0.0.5:1'),
    statically('10.0.0.6:1', 'relabel_configs: [{ target_label: __address__, replacement: 10.0.0.5:1 }]')],
])('reports %s twice', (_, first, second) => {
  expect(warningsOf(jobs(first, second), RULE)).toHaveLength(1);
});

test.each([
  ['another path', statically('10.0.0.5:9100'), statically('10.0.0.5:9100', 'metrics_path: /other')],
  ['another scheme', statically('10.0.0.5:9100'), statically('10.0.0.5:9100', 'scheme: https')],
  ['another parameter', statically('10.0.0.5:9100'), statically('10.0.0.5:9100', 'params: { a: [b] }')],
  ['another second parameter', statically('10.0.0.5:1', 'params: { a: [b] }'), statically('10.0.0.5:1', 'params: { a: [b, c] }')],
  ['another address', statically('10.0.0.5:9100'), statically('10.0.0.5:9101')],
  ['another annotation', ANNOTATED, SLOW],
  ['another path on nodes', proxied('metrics'), proxied('metrics/cadvisor')],
  ['another cluster', API_SERVER, API_SERVER.replace('role: endpoints', 'role: endpoints, api_server: "https://10.0.0.1"')],
  ['another namespace', API_SERVER, API_SERVER.replace('role: endpoints', 'role: endpoints, namespaces: { names: [kube-system] }')],
  ['a selector', ANNOTATED, ANNOTATED.replace('role: pod', 'role: pod, selectors: [{ role: pod, label: a=b }]')],
  ['halves of the targets', statically('10.0.0.5:1', 'relabel_configs: [{ action: keep, source_labels: [__address__], regex: 10.* }]'),
    statically('10.0.0.5:1', 'relabel_configs: [{ action: drop, source_labels: [__address__], regex: 10.* }]')],
  ['a job that takes everything', ANNOTATED, 'kubernetes_sd_configs: [{ role: pod }]'],
  ['a rule that is refused', statically('10.0.0.5:1'), statically('10.0.0.5:1', 'relabel_configs: [{ regex: "(", target_label: a }]')],
  ['an address that is refused', statically('""'), statically('""')],
])('distinguishes targets by %s', (_, first, second) => {
  expect(warningsOf(jobs(first, second), RULE)).toEqual([]);
});

test('names the earlier job and the target, at the discovery of the later one', () => {
  expect(warningsOf(jobs(API_SERVER, statically('10.0.0.5:1'), API_SERVER), RULE)).toEqual([expect.objectContaining({
    path: 'scrape_configs[2].kubernetes_sd_configs[0]',
    message: 'job "a" already scrapes the API server at /metrics: every sample is collected and paid for twice; '
      + 'remove one of the jobs, or give each its own targets',
  })]);
});

test('reports the place of a static target', () => {
  expect(paths(jobs(statically('10.0.0.5:1'), statically('10.0.0.6:1, 10.0.0.5:1')), RULE))
    .toEqual(['scrape_configs[1].static_configs[0].targets[1]']);
});

test('does not run relabelings that exhaust the memory', () => {
  const doubling = Array(60).fill('{ source_labels: [a], target_label: a, replacement: $1$1 }').join(', ');
  const mapping = Array(40).fill('{ action: labelmap, regex: (.+), replacement: a$1 }').join(', ');
  const found = (rules: string) => {
    const job = `kubernetes_sd_configs: [{ role: node }], relabel_configs: [{ target_label: a, replacement: xx }, ${rules}]`;
    return warningsOf(jobs(job, job), RULE);
  };
  expect(found('{ target_label: b, replacement: x }')).toHaveLength(1);
  expect(found(doubling)).toEqual([]);
  expect(found(mapping)).toEqual([]);
});

test('does not run regular expressions that are made to take long', () => {
  const job = (count: number) => statically('10.0.0.5:1', `relabel_configs: [{ action: drop, source_labels: [job], regex: "${'[ab]{1000}'.repeat(count)}" }]`);
  expect(warningsOf(jobs(job(1), job(1)), RULE)).toHaveLength(1);
  expect(warningsOf(jobs(job(60), job(60)), RULE)).toEqual([]);
});

test('accepts the ready-made jobs side by side', () => {
  const all = new ScrapeConfiguration({
    jobs: [
      ScrapeJob.pods({ annotationDriven: true }), ScrapeJob.cadvisor(), ScrapeJob.kubelet(), ScrapeJob.apiServer(),
      ScrapeJob.kubeControllerManager(), ScrapeJob.kubeScheduler(), ScrapeJob.kubeProxy(), ScrapeJob.kubeStateMetrics(),
      ScrapeJob.nodeExporter(), ScrapeJob.coreDns(),
    ],
  });
  expect(warningsOf(all.toYaml(), RULE)).toEqual([]);
  expect(warningsOf(ScrapeConfiguration.eksDefault().toYaml(), RULE)).toEqual([]);
});

test.each([
  ['cadvisor', ScrapeJob.cadvisor(), ScrapeJob.cadvisor({ jobName: 'again' })],
  ['kubelet', ScrapeJob.kubelet(), ScrapeJob.kubelet({ jobName: 'again' })],
  ['apiServer', ScrapeJob.apiServer(), ScrapeJob.apiServer({ jobName: 'again' })],
  ['kubeScheduler', ScrapeJob.kubeScheduler(), ScrapeJob.kubeScheduler({ jobName: 'again' })],
  ['kubeProxy', ScrapeJob.kubeProxy(), ScrapeJob.kubeProxy({ jobName: 'again' })],
  ['kubeStateMetrics', ScrapeJob.kubeStateMetrics(), ScrapeJob.kubeStateMetrics({ jobName: 'again' })],
  ['nodeExporter', ScrapeJob.nodeExporter(), ScrapeJob.nodeExporter({ jobName: 'again' })],
  ['coreDns', ScrapeJob.coreDns(), ScrapeJob.coreDns({ jobName: 'again' })],
  ['annotated pods', ScrapeJob.pods({ annotationDriven: true }), ScrapeJob.pods({ annotationDriven: true, jobName: 'again' })],
])('recognizes the targets of the ready-made %s', (_, first, second) => {
  expect(warningsOf(new ScrapeConfiguration({ jobs: [first, second] }).toYaml(), RULE)).toHaveLength(1);
});
