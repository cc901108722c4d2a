import { KubernetesRole } from '../kubernetes-service-discovery';
import { Relabeling } from '../relabeling';
import type { PodsJobOptions, ScrapeJobProps } from '../scrape-job-props';
import { CONTAINER_LABELS, copyLabel, POD_LABELS, withOptions } from './with-options';

const RUNNING_ONLY = Relabeling.drop({ sourceLabels: ['__meta_kubernetes_pod_phase'], regex: 'Pending|Succeeded|Failed' });
const NODE = copyLabel('__meta_kubernetes_pod_node_name', 'node');

/** Every declared port. A container without a declared port has no address that can be scraped. */
export function pods({ annotationDriven, namespaces, ...options }: PodsJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'pods',
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces }],
    relabelings: [
      Relabeling.keep({ sourceLabels: ['__meta_kubernetes_pod_container_port_protocol'], regex: 'TCP' }),
      RUNNING_ONLY,
      ...CONTAINER_LABELS,
      NODE,
    ],
  }, options);
}

/**
 * The annotations that the Prometheus community's Helm chart reads.
 *
 * There is no label `container`: the annotated port replaces the declared one, so all containers of a pod become one target.
 */
export function annotatedPods({ annotationDriven, namespaces, ...options }: PodsJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'kubernetes-pods',
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces }],
    relabelings: [
      Relabeling.keep({ sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'], regex: 'true' }),
      RUNNING_ONLY,
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_scheme'], regex: '(https?)', targetLabel: '__scheme__',
      }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_path'], regex: '(.+)', targetLabel: '__metrics_path__',
      }),
      // An IPv6 address needs brackets, hence a relabeling of its own.
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_port', '__meta_kubernetes_pod_ip'],
        regex: '(\\d+);(([A-Fa-f0-9]{0,4}:){2,}[A-Fa-f0-9]{0,4})',
        targetLabel: '__address__',
        replacement: '[$2]:$1',
      }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_port', '__meta_kubernetes_pod_ip'],
        regex: '(\\d+);(\\d+(?:\\.\\d+){3})',
        targetLabel: '__address__',
        replacement: '$2:$1',
      }),
      ...POD_LABELS,
      NODE,
    ],
  }, options);
}
