import { KubernetesRole } from '../kubernetes-service-discovery';
import { Relabeling } from '../relabeling';
import type { ScrapeJobProps, StandardJobOptions } from '../scrape-job-props';
import { CONTAINER_LABELS, copyLabel, withOptions } from './with-options';

/** kube-state-metrics describes other objects: labels of its own pod and service would only contradict those of the metrics. */
export function kubeStateMetrics(options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'kube-state-metrics',
    honorLabels: true,
    ...byServiceLabel('kube-state-metrics', []),
  }, options);
}

/** `instance` is the node's name, which outlives the address of the node. */
export function nodeExporter(options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'node-exporter',
    ...byServiceLabel('(?:prometheus-)?node-exporter', [
      ...CONTAINER_LABELS,
      copyLabel('__meta_kubernetes_service_name', 'service'),
      copyLabel('__meta_kubernetes_endpoint_port_name', 'endpoint'),
      copyLabel('__meta_kubernetes_pod_node_name', 'node'),
      copyLabel('__meta_kubernetes_pod_node_name', 'instance'),
    ]),
  }, options);
}

/** The service of a Helm chart, by the chart's label, and its port for metrics. */
function byServiceLabel(name: string, labels: Relabeling[]): Pick<ScrapeJobProps, 'kubernetesServiceDiscovery' | 'relabelings'> {
  return {
    kubernetesServiceDiscovery: [{ role: KubernetesRole.ENDPOINTS }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_service_label_app_kubernetes_io_name', '__meta_kubernetes_endpoint_port_name'],
        regex: `${name};(?:http|metrics|http-metrics)`,
      }),
      ...labels,
    ],
  };
}
