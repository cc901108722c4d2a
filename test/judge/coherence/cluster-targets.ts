import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';

/** A value that a selector may name, whatever it is: `anyValue` in selectors.go. */
const ANY = '@any@';

type Labels = Readonly<Record<string, string>>;

function pod(namespace: string, container: string, port: string, labels: Labels): Labels {
  return {
    __address__: '10.0.0.23:8080', __meta_kubernetes_namespace: namespace, __meta_kubernetes_pod_name: namespace === ANY ? ANY : `${container}-x`,
    __meta_kubernetes_pod_ip: '10.0.0.23', __meta_kubernetes_pod_node_name: ANY, __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_container_name: container, __meta_kubernetes_pod_container_port_name: port, __meta_kubernetes_pod_container_port_protocol: 'TCP',
    ...labels,
  };
}

function endpoint(namespace: string, service: string, port: string, labels: Labels): Labels {
  return {
    __address__: '10.0.0.24:443', __meta_kubernetes_namespace: namespace, __meta_kubernetes_service_name: service,
    __meta_kubernetes_endpoint_port_name: port, __meta_kubernetes_pod_name: ANY, __meta_kubernetes_pod_container_name: ANY,
    __meta_kubernetes_pod_node_name: ANY, ...labels,
  };
}

const APP_NAME = '__meta_kubernetes_service_label_app_kubernetes_io_name';

/** The targets of each role in a usual cluster. Which of them a job keeps, its relabelings decide. */
const TARGETS: Readonly<Record<string, readonly Labels[]>> = {
  node: [{ __address__: '10.0.0.10:10250', instance: ANY, __meta_kubernetes_node_name: ANY }],
  pod: [
    pod('kube-system', 'kube-proxy', '', { __meta_kubernetes_pod_label_k8s_app: 'kube-proxy' }),
    pod('kube-system', 'coredns', 'metrics', { __meta_kubernetes_pod_label_k8s_app: 'kube-dns' }),
    pod(ANY, ANY, 'http', {}),
  ],
  endpoints: [
    endpoint('default', 'kubernetes', 'https', {}),
    endpoint('monitoring', 'kube-state-metrics', 'http', { [APP_NAME]: 'kube-state-metrics' }),
    endpoint('monitoring', 'node-exporter', 'metrics', { [APP_NAME]: 'node-exporter' }),
    endpoint(ANY, ANY, ANY, {}),
  ],
};

/** A target of a job, as selectors.go takes it. */
export interface JobTarget {
  readonly job: string;
  readonly labels: Labels;
}

/** Returns the targets that the jobs of a configuration discover. */
export function clusterTargets({ jobs }: EffectiveConfiguration): JobTarget[] {
  return jobs.flatMap(({ name = '', kubernetes }) =>
    kubernetes.flatMap(({ role = '' }) => TARGETS[role] ?? []).map(labels => ({ job: name, labels })));
}
