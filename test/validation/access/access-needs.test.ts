import { ScrapeConfiguration } from '../../../lib';
import { accessNeeds } from '../../../lib/validation/access/access-needs';

const API_SERVER = '{target_label: __address__, replacement: "kubernetes.default.svc:443"}';
const TOKEN = 'bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token';

function needsOf(job: string) {
  const configuration = ScrapeConfiguration.fromYaml(`scrape_configs: [{job_name: a, ${job}}]`)._effective();
  expect(configuration).toBeDefined();
  return configuration === undefined ? [] : accessNeeds(configuration).flat();
}

/** The paths and subresources that a job reads, without what its discovery watches. */
function readsOf(job: string): string[] {
  return needsOf(job).filter(({ rule: { verbs } }) => verbs.join() === 'get').map(({ rule: { resources = [], nonResourceURLs = [] }, isDocumented, isCertain }) =>
    `${[...resources, ...nonResourceURLs].join()}${isDocumented ? '' : ' beyond the documentation'}${isCertain ? '' : ', perhaps'}`);
}

const relabeled = (role: string, ...relabelings: string[]) => `kubernetes_sd_configs: [{role: ${role}}], relabel_configs: [${relabelings.join(', ')}]`;
const path = (replacement: string, more = '') => `{target_label: __metrics_path__, replacement: "${replacement}"${more}}`;
const fromNode = ', source_labels: [__meta_kubernetes_node_name]';

describe('the permissions of a job are those that its relabeled targets need:', () => {
  test.each<[string, string, string[]]>([
    ['pods by themselves', relabeled('pod'), []],
    ['pods at a path of the API server\'s', relabeled('pod', path('/metrics/slis')), []],
    ['nodes through the API server', relabeled('node', API_SERVER, path('/api/v1/nodes/$1/proxy/metrics', fromNode)), ['nodes/proxy']],
    ['nodes through the API server by its IP address',
      relabeled('node', '{target_label: __address__, replacement: "10.100.0.1:443"}', path('/api/v1/nodes/$1/proxy/metrics', fromNode)), ['nodes/proxy']],
    ['nodes through the API server, the path in two steps', relabeled('node', API_SERVER,
      '{source_labels: [__meta_kubernetes_node_name], target_label: __tmp_path, replacement: "/api/v1/nodes/$1/proxy/metrics"}',
      path('$1', ', source_labels: [__tmp_path]')), ['nodes/proxy']],
    ['a path that a later relabeling replaces', relabeled('node', path('/api/v1/nodes/$1/proxy/metrics', fromNode), path('/metrics')), []],
    ['a path that only other nodes have', relabeled('node', API_SERVER, path('/api/v1/nodes/x/proxy/metrics', ', source_labels: [__meta_kubernetes_node_label_gpu], regex: yes')),
      ['/metrics', 'nodes/proxy, perhaps']],
    ['the API server behind its service', relabeled('endpoints',
      '{source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name], action: keep, regex: default;kubernetes}'), ['/metrics']],
    ['service levels of the API server', `metrics_path: /metrics/slis, ${relabeled('node', API_SERVER)}`, ['/metrics/slis beyond the documentation']],
    ['the scheduler', `metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics, ${relabeled('node', API_SERVER)}`, ['ksh/metrics']],
    ['a path that an annotation writes', relabeled('pod', API_SERVER, path('$1', ', source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]')),
      ['* beyond the documentation, perhaps']],
    ['a path below one that an annotation writes', relabeled('pod', API_SERVER, path('/apis/x/$1', ', source_labels: [__meta_kubernetes_pod_label_app]')),
      ['/apis/x/* beyond the documentation, perhaps']],
    ['pods through the API server', relabeled('pod', API_SERVER,
      path('/api/v1/namespaces/$1/pods/$2/proxy/metrics', ', source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], regex: "(.+);(.+)"')),
    ['pods/proxy beyond the documentation']],
    ['services through the API server', relabeled('service', API_SERVER,
      path('/api/v1/namespaces/$1/services/$2:8080/proxy/metrics', ', source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name], regex: "(.+);(.+)"')),
    ['services/proxy beyond the documentation']],
  ])('%s', (_, job, expected) => {
    expect(readsOf(job)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['kubelets with the collector\'s token', `${TOKEN}, ${relabeled('node')}`, ['nodes/metrics, perhaps']],
    ['kubelets\' own statistics', `${TOKEN}, metrics_path: /stats/summary, ${relabeled('node')}`, ['nodes/stats beyond the documentation, perhaps']],
    ['kubelets without a token', relabeled('node'), []],
    ['exporters behind an authorizing proxy', `${TOKEN}, ${relabeled('pod')}`, ['/metrics, perhaps']],
    ['exporters behind an authorizing proxy at a path of their own', `${TOKEN}, metrics_path: /custom, ${relabeled('pod')}`, []],
  ])('%s', (_, job, expected) => {
    expect(readsOf(job)).toEqual(expected);
  });
});

describe('the permissions of a job whose relabelings cannot be run are those of its text:', () => {
  const unknown = '{source_labels: ["${Token[X.1]}"], target_label: b}';

  test.each<[string, string, string[]]>([
    ['the proxy of nodes', relabeled('node', unknown, path('/api/v1/nodes/$1/proxy/metrics')), ['nodes/proxy']],
    ['the API server', relabeled('node', unknown, API_SERVER), ['/metrics']],
    ['pods', relabeled('pod', unknown), []],
  ])('%s', (_, job, expected) => {
    expect(readsOf(job)).toEqual(expected);
  });
});

test('reads what hundreds of jobs with costly expressions need', () => {
  const job = (index: number) => `{job_name: j${index}, ${TOKEN}, ${relabeled('pod', path('$1', ', source_labels: [__meta_kubernetes_pod_name], regex: "(.*a){12}(.*)"'))}}`;
  const configuration = ScrapeConfiguration.fromYaml(`scrape_configs: [${Array.from({ length: 400 }, (_, index) => job(index)).join(', ')}]`)._effective();
  expect(configuration && accessNeeds(configuration)).toHaveLength(400);
});
