import { graph, linkTo, row, stat, table, withSteps } from './panels.mjs';

const C = 'cluster=~"$cluster"';
const HIGH = [[0.8, 'orange'], [0.95, 'red']];

export default {
  uid: 'cdk-amp-cluster', title: 'Kubernetes / Cluster overview', description: 'The state of a cluster on one page.',
  panels: [
    stat('Nodes ready', 'Nodes whose kubelet reports that they are ready.', 'short', `sum(kube_node_status_condition{${C},condition="Ready",status="true"})`),
    stat('Nodes not ready', 'Nodes that are not ready or report nothing.', 'short', `sum(kube_node_status_condition{${C},condition="Ready",status=~"false|unknown"})`, [[1, 'red']]),
    stat('Pods running', 'Pods in the phase Running.', 'short', `sum(kube_pod_status_phase{${C},phase="Running"})`),
    stat('Pods pending or failed', 'Pods in the phases Pending, Failed and Unknown.', 'short', `sum(kube_pod_status_phase{${C},phase=~"Pending|Failed|Unknown"})`, [[1, 'orange']]),
    stat('Critical alerts', 'Firing alerts with the severity critical.', 'short', `count(ALERTS{${C},alertstate="firing",severity="critical"}) or vector(0)`, [[1, 'red']]),
    stat('Warnings', 'Firing alerts with the severity warning.', 'short', `count(ALERTS{${C},alertstate="firing",severity="warning"}) or vector(0)`, [[1, 'orange']]),
    row('Resources'),
    withSteps(graph('CPU', 'CPU used by the nodes, and requested by pods, as a share of what the nodes offer.', 'percentunit',
      [`avg(instance:node_cpu_used:ratio{${C}})`, 'used'],
      [`sum(cluster_namespace:container_requests:sum{${C},resource="cpu"}) / sum(kube_node_status_allocatable{${C},resource="cpu"})`, 'requested']), HIGH),
    withSteps(graph('Memory', 'Memory used by the nodes, and requested by pods, as a share of what the nodes offer.', 'percentunit',
      [`avg(instance:node_memory_used:ratio{${C}})`, 'used'],
      [`sum(cluster_namespace:container_requests:sum{${C},resource="memory"}) / sum(kube_node_status_allocatable{${C},resource="memory"})`, 'requested']), HIGH),
    graph('CPU by namespace', 'CPU cores used by the containers of each namespace.', 'short', [`sum by (namespace) (cluster_namespace:container_cpu_usage:rate{${C}})`, '{{namespace}}']),
    graph('Memory by namespace', 'Working set of the containers of each namespace.', 'bytes', [`sum by (namespace) (cluster_namespace:container_memory_working_set:bytes{${C}})`, '{{namespace}}']),
    row('Health'),
    graph('Pods by phase', 'Pods in each phase.', 'short', [`sum by (phase) (kube_pod_status_phase{${C}})`, '{{phase}}']),
    graph('Container restarts', 'Restarts of containers by namespace.', 'short', [`sum by (namespace) (increase(kube_pod_container_status_restarts_total{${C}}[$__rate_interval])) > 0`, '{{namespace}}']),
    withSteps(graph('API server errors', 'Share of requests to the API server that fail.', 'percentunit', [`cluster:apiserver_request_errors:ratio{${C}}`, 'errors']), [[0.006, 'orange'], [0.0144, 'red']]),
    withSteps(graph('Targets up', 'Share of the targets of each job that can be scraped.', 'percentunit', [`min by (job) (cluster_job:up:ratio{${C}})`, '{{job}}']), []),
    row('Namespaces'),
    table('Namespaces', 'Pods and resources of each namespace. Select a namespace to see its workloads.', ['namespace'], [
      [`sum by (namespace) (kube_pod_status_phase{${C},phase="Running"})`, 'Pods running', 'short'],
      [`sum by (namespace) (cluster_namespace:container_cpu_usage:rate{${C}})`, 'CPU cores', 'short'],
      [`sum by (namespace) (cluster_namespace:container_requests:sum{${C},resource="cpu"})`, 'CPU requested', 'short'],
      [`sum by (namespace) (cluster_namespace:container_memory_working_set:bytes{${C}})`, 'Memory', 'bytes'],
      [`sum by (namespace) (cluster_namespace:container_requests:sum{${C},resource="memory"})`, 'Memory requested', 'bytes'],
    ], { namespace: linkTo('cdk-amp-workloads', 'Workloads', { namespace: 'namespace' }) }),
  ],
};
