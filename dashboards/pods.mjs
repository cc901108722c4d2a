import { graph, row, stat, table, variable, withSteps } from './panels.mjs';

const P = 'cluster=~"$cluster",namespace=~"$namespace",pod=~"$pod"';
const HIGH = [[0.9, 'orange'], [0.95, 'red']];

export default {
  uid: 'cdk-amp-pods', title: 'Kubernetes / Pods', description: 'CPU, memory, network and restarts of pods.',
  variables: [
    variable('namespace', 'Namespace', 'kube_namespace_created{cluster=~"$cluster"}'),
    variable('pod', 'Pod', 'kube_pod_info{cluster=~"$cluster",namespace=~"$namespace"}'),
  ],
  panels: [
    stat('Running', 'Pods in the phase Running.', 'short', `sum(kube_pod_status_phase{${P},phase="Running"})`),
    stat('Not ready', 'Pods whose readiness probe fails.', 'short', `sum(kube_pod_status_ready{${P},condition="false"})`, [[1, 'orange']]),
    stat('Restarts', 'Restarts of containers since they exist.', 'short', `sum(kube_pod_container_status_restarts_total{${P}})`),
    stat('CPU cores', 'CPU used by the containers.', 'short', `sum(cluster_namespace_pod:container_cpu_usage:rate{${P}})`),
    stat('Memory', 'Working set of the containers.', 'bytes', `sum(cluster_namespace_pod:container_memory_working_set:bytes{${P}})`),
    stat('Waiting containers', 'Containers that wait for a start.', 'short', `sum(kube_pod_container_status_waiting_reason{${P}}) or vector(0)`, [[1, 'orange']]),
    row('CPU'),
    graph('CPU', 'CPU cores used by each pod.', 'short', [`sum by (namespace, pod) (cluster_namespace_pod:container_cpu_usage:rate{${P}})`, '{{namespace}}/{{pod}}']),
    withSteps(graph('CPU throttling', 'Share of periods in which a container had to wait for its CPU limit.', 'percentunit',
      [`sum by (namespace, pod, container) (rate(container_cpu_cfs_throttled_periods_total{${P},container!=""}[$__rate_interval])) / sum by (namespace, pod, container) (rate(container_cpu_cfs_periods_total{${P},container!=""}[$__rate_interval]))`, '{{pod}} {{container}}']), [[0.25, 'orange'], [0.5, 'red']]),
    row('Memory'),
    graph('Memory', 'Working set of each pod.', 'bytes', [`sum by (namespace, pod) (cluster_namespace_pod:container_memory_working_set:bytes{${P}})`, '{{namespace}}/{{pod}}']),
    withSteps(graph('Memory used of limit', 'Working set of each container as a share of its limit. At 100 percent it is killed.', 'percentunit',
      [`max by (namespace, pod, container) (container_memory_working_set_bytes{${P},container!=""}) / max by (namespace, pod, container) (kube_pod_container_resource_limits{${P},resource="memory"})`, '{{pod}} {{container}}']), HIGH),
    row('Network and restarts'),
    graph('Network', 'Bytes received and sent per second.', 'Bps',
      [`sum by (namespace, pod) (rate(container_network_receive_bytes_total{${P}}[$__rate_interval]))`, '{{pod}} received'],
      [`sum by (namespace, pod) (rate(container_network_transmit_bytes_total{${P}}[$__rate_interval]))`, '{{pod}} sent']),
    graph('Restarts', 'Restarts of containers.', 'short', [`sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{${P}}[$__rate_interval])) > 0`, '{{pod}} {{container}}']),
    row('Volumes'),
    withSteps(graph('Volumes', 'Share of each persistent volume of the namespaces that is used.', 'percentunit',
      ['max by (namespace, persistentvolumeclaim) (1 - kubelet_volume_stats_available_bytes{cluster=~"$cluster",namespace=~"$namespace"} / (kubelet_volume_stats_capacity_bytes{cluster=~"$cluster",namespace=~"$namespace"} > 0))', '{{namespace}}/{{persistentvolumeclaim}}']), HIGH),
    row('Requests and limits'),
    table('Containers', 'Requests and limits of containers.', ['namespace', 'pod', 'container'], [
      [`sum by (namespace, pod, container) (kube_pod_container_resource_requests{${P},resource="cpu"})`, 'CPU requested', 'short'],
      [`sum by (namespace, pod, container) (kube_pod_container_resource_limits{${P},resource="cpu"})`, 'CPU limit', 'short'],
      [`sum by (namespace, pod, container) (kube_pod_container_resource_requests{${P},resource="memory"})`, 'Memory requested', 'bytes'],
      [`sum by (namespace, pod, container) (kube_pod_container_resource_limits{${P},resource="memory"})`, 'Memory limit', 'bytes'],
    ]),
  ],
};
