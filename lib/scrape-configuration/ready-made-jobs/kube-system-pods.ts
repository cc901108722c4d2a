import { KubernetesRole } from '../kubernetes-service-discovery';
import { Relabeling } from '../relabeling';
import type { ScrapeJobProps, StandardJobOptions } from '../scrape-job-props';
import { CONTAINER_LABELS, copyLabel, setLabel, withOptions } from './with-options';

/** kube-proxy serves its metrics at port 10249 of its node, whichever port its pod declares. */
export function kubeProxy(options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'kube-proxy',
    honorLabels: true,
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: ['kube-system'] }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_pod_label_k8s_app', '__meta_kubernetes_pod_container_name'], regex: 'kube-proxy;kube-proxy',
      }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_ip'], regex: '([^:]+)', targetLabel: '__address__', replacement: '$1:10249',
      }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_ip'], regex: '(.*:.*)', targetLabel: '__address__', replacement: '[$1]:10249',
      }),
      ...CONTAINER_LABELS,
      setLabel('endpoint', 'metrics'),
      copyLabel('__meta_kubernetes_pod_node_name', 'node'),
      copyLabel('__meta_kubernetes_pod_node_name', 'instance'),
    ],
  }, options);
}

export function coreDns(options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'coredns',
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: ['kube-system'] }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_pod_label_k8s_app', '__meta_kubernetes_pod_container_port_name'], regex: 'kube-dns;metrics',
      }),
      ...CONTAINER_LABELS,
      setLabel('service', 'kube-dns'),
      setLabel('endpoint', 'metrics'),
      copyLabel('__meta_kubernetes_pod_node_name', 'node'),
    ],
  }, options);
}
