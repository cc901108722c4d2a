import { ScrapeJob } from '../../lib';
import { DEFAULT_RELABEL_RULE, relabel, type RelabelAction } from '../../lib/prometheus/relabel/relabel';

interface RelabelFields {
  readonly source_labels?: string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly replacement?: string;
  readonly target_label?: string;
  readonly action?: RelabelAction;
}

/** The labels that a target of the job stores, and its address and path; nothing where a relabeling drops the target. */
function stored(job: ScrapeJob, discovered: Record<string, string>): Record<string, string> | undefined {
  const { job_name, metrics_path = '/metrics', relabel_configs = [] } = job._render();
  const rules = (relabel_configs as RelabelFields[]).map(({ source_labels, target_label, ...fields }) => ({
    ...DEFAULT_RELABEL_RULE, ...fields, sourceLabels: source_labels ?? [], targetLabel: target_label ?? '',
  }));
  const ofJob = { job: job_name as string, __metrics_path__: metrics_path as string };
  const labels = relabel(new Map(Object.entries({ ...ofJob, ...discovered })), rules);
  return labels && Object.fromEntries([...labels].filter(([name]) => !name.startsWith('__meta_')));
}

const NODE = { __address__: '10.0.1.5:10250', __meta_kubernetes_node_name: 'node-1', __meta_kubernetes_node_label_zone: 'a' };
const KUBERNETES = {
  __address__: '10.0.9.1:443', __meta_kubernetes_namespace: 'default', __meta_kubernetes_service_name: 'kubernetes',
  __meta_kubernetes_endpoint_port_name: 'https',
};

function pod(name: string, container: string, labels: Record<string, string> = {}): Record<string, string> {
  return {
    __address__: '10.0.1.9:8080', __meta_kubernetes_namespace: 'kube-system', __meta_kubernetes_pod_name: name,
    __meta_kubernetes_pod_container_name: container, __meta_kubernetes_pod_node_name: 'node-1', __meta_kubernetes_pod_ip: '10.0.1.9',
    __meta_kubernetes_pod_phase: 'Running', __meta_kubernetes_pod_container_port_protocol: 'TCP', ...labels,
  };
}

function endpoint(app: string): Record<string, string> {
  return pod(`${app}-x`, app, {
    __meta_kubernetes_service_label_app_kubernetes_io_name: app, __meta_kubernetes_endpoint_port_name: 'http',
    __meta_kubernetes_service_name: app,
  });
}

/** Labels are facts of kube-prometheus's service monitors; its rules and dashboards select and join by them. */
describe('the metrics of a ready-made job carry the labels of kube-prometheus:', () => {
  test.each([
    ['kubelet', ScrapeJob.kubelet(), NODE, {
      job: 'kubelet', metrics_path: '/metrics', instance: '10.0.1.5:10250', node: 'node-1', namespace: 'kube-system', service: 'kubelet',
      endpoint: 'https-metrics', __address__: 'kubernetes.default.svc:443', __metrics_path__: '/api/v1/nodes/node-1/proxy/metrics',
    }],
    ['cadvisor', ScrapeJob.cadvisor(), NODE, {
      job: 'kubelet', metrics_path: '/metrics/cadvisor', instance: '10.0.1.5:10250', node: 'node-1', namespace: 'kube-system',
      service: 'kubelet', endpoint: 'https-metrics', __address__: 'kubernetes.default.svc:443',
      __metrics_path__: '/api/v1/nodes/node-1/proxy/metrics/cadvisor',
    }],
    ['apiServer', ScrapeJob.apiServer(), KUBERNETES, {
      job: 'apiserver', namespace: 'default', service: 'kubernetes', endpoint: 'https',
      __address__: '10.0.9.1:443', __metrics_path__: '/metrics',
    }],
    ['kubeScheduler', ScrapeJob.kubeScheduler(), KUBERNETES, {
      job: 'kube-scheduler', namespace: 'kube-system', service: 'kube-scheduler', endpoint: 'https-metrics',
      __address__: '10.0.9.1:443', __metrics_path__: '/apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics',
    }],
    ['kubeControllerManager', ScrapeJob.kubeControllerManager(), KUBERNETES, {
      job: 'kube-controller-manager', namespace: 'kube-system', service: 'kube-controller-manager', endpoint: 'https-metrics',
      __address__: '10.0.9.1:443', __metrics_path__: '/apis/metrics.eks.amazonaws.com/v1/kcm/container/metrics',
    }],
    ['kubeProxy', ScrapeJob.kubeProxy(), pod('kube-proxy-x', 'kube-proxy', { __meta_kubernetes_pod_label_k8s_app: 'kube-proxy' }), {
      job: 'kube-proxy', namespace: 'kube-system', pod: 'kube-proxy-x', container: 'kube-proxy', endpoint: 'metrics', node: 'node-1',
      instance: 'node-1', __address__: '10.0.1.9:10249', __metrics_path__: '/metrics',
    }],
    ['coreDns', ScrapeJob.coreDns(),
      pod('coredns-x', 'coredns', { __meta_kubernetes_pod_label_k8s_app: 'kube-dns', __meta_kubernetes_pod_container_port_name: 'metrics' }), {
        job: 'coredns', namespace: 'kube-system', pod: 'coredns-x', container: 'coredns', service: 'kube-dns', endpoint: 'metrics',
        node: 'node-1', __address__: '10.0.1.9:8080', __metrics_path__: '/metrics',
      }],
    ['kubeStateMetrics', ScrapeJob.kubeStateMetrics(), endpoint('kube-state-metrics'), {
      job: 'kube-state-metrics', __address__: '10.0.1.9:8080', __metrics_path__: '/metrics',
    }],
    ['nodeExporter', ScrapeJob.nodeExporter(), endpoint('prometheus-node-exporter'), {
      job: 'node-exporter', namespace: 'kube-system', pod: 'prometheus-node-exporter-x', container: 'prometheus-node-exporter',
      service: 'prometheus-node-exporter', endpoint: 'http', node: 'node-1', instance: 'node-1',
      __address__: '10.0.1.9:8080', __metrics_path__: '/metrics',
    }],
    ['pods', ScrapeJob.pods(), pod('app-x', 'app'), {
      job: 'pods', namespace: 'kube-system', pod: 'app-x', container: 'app', node: 'node-1',
      __address__: '10.0.1.9:8080', __metrics_path__: '/metrics',
    }],
    ['annotated pods', ScrapeJob.pods({ annotationDriven: true }), pod('app-x', 'app', {
      __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true', __meta_kubernetes_pod_annotation_prometheus_io_port: '9000',
    }), {
      job: 'kubernetes-pods', namespace: 'kube-system', pod: 'app-x', node: 'node-1', __address__: '10.0.1.9:9000', __metrics_path__: '/metrics',
    }],
  ])('%s', (_, job, discovered, expected) => {
    expect(stored(job, discovered)).toEqual(expected);
  });
});

test('cAdvisor carries the job label that the user specifies', () => {
  expect(stored(ScrapeJob.cadvisor({ jobName: 'containers' }), NODE)).toMatchObject({ job: 'containers', metrics_path: '/metrics/cadvisor' });
});

test.each([
  ['a pod without a declared port', ScrapeJob.pods(), pod('a', 'a', { __meta_kubernetes_pod_container_port_protocol: '' })],
  ['a UDP port', ScrapeJob.pods(), pod('a', 'a', { __meta_kubernetes_pod_container_port_protocol: 'UDP' })],
  ['a pod that has finished', ScrapeJob.pods(), pod('a', 'a', { __meta_kubernetes_pod_phase: 'Succeeded' })],
  ['another container of the kube-proxy pod', ScrapeJob.kubeProxy(), pod('kube-proxy-x', 'init', { __meta_kubernetes_pod_label_k8s_app: 'kube-proxy' })],
  ['another port of CoreDNS', ScrapeJob.coreDns(),
    pod('coredns-x', 'coredns', { __meta_kubernetes_pod_label_k8s_app: 'kube-dns', __meta_kubernetes_pod_container_port_name: 'dns' })],
  ['another service', ScrapeJob.apiServer(), { ...KUBERNETES, __meta_kubernetes_service_name: 'other' }],
])('drops %s', (_, job, discovered) => {
  expect(stored(job, discovered)).toBeUndefined();
});

test.each([
  ['apiserver_request_duration_seconds_bucket', false],
  ['apiserver_request_duration_seconds_count', true],
  ['apiserver_request_sli_duration_seconds_bucket', true],
  ['apiserver_request_total', true],
  ['apiserver_request_body_size_bytes_bucket', false],
  ['apiserver_response_sizes_bucket', false],
  ['apiserver_watch_cache_read_wait_seconds_bucket', false],
  ['etcd_request_duration_seconds_bucket', false],
])('the API server job stores %s: %s', (name, isStored) => {
  const [rule] = ScrapeJob.apiServer()._render().metric_relabel_configs as RelabelFields[];
  const kept = relabel(new Map([['__name__', name]]), [{ ...DEFAULT_RELABEL_RULE, ...rule, sourceLabels: rule?.source_labels ?? [] }]);

  expect(kept !== undefined).toBe(isStored);
});

test('the API server job stores all buckets if the user specifies that', () => {
  expect(ScrapeJob.apiServer({ keepAllBuckets: true })._render()).not.toHaveProperty('metric_relabel_configs');
});
