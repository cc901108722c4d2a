import { graph, linkTo, row, stat, table, variable } from './panels.mjs';

const N = 'cluster=~"$cluster",namespace=~"$namespace"';
const OWNER = `on (cluster, namespace, pod) group_left (workload, workload_type) cluster_namespace_pod:workload:owner{${N}}`;
const TO_PODS = { namespace: linkTo('cdk-amp-pods', 'Pods', { namespace: 'namespace' }) };

export default {
  uid: 'cdk-amp-workloads', title: 'Kubernetes / Namespaces and workloads', description: 'Deployments, StatefulSets, DaemonSets, jobs and autoscalers of namespaces.',
  variables: [variable('namespace', 'Namespace', 'kube_namespace_created{cluster=~"$cluster"}')],
  panels: [
    stat('Deployments', 'Deployments of the namespaces.', 'short', `count(kube_deployment_spec_replicas{${N}})`),
    stat('Replicas missing', 'Replicas of deployments that are not available.', 'short', `sum(kube_deployment_spec_replicas{${N}}) - sum(kube_deployment_status_replicas_available{${N}})`, [[1, 'orange']]),
    stat('Pods running', 'Pods in the phase Running.', 'short', `sum(kube_pod_status_phase{${N},phase="Running"})`),
    stat('Failed jobs', 'Jobs that failed after their last retry.', 'short', `sum(kube_job_failed{${N},condition="true"}) or vector(0)`, [[1, 'red']]),
    stat('CPU cores', 'CPU used by the containers.', 'short', `sum(cluster_namespace:container_cpu_usage:rate{${N}})`),
    stat('Memory', 'Working set of the containers.', 'bytes', `sum(cluster_namespace:container_memory_working_set:bytes{${N}})`),
    row('Resources'),
    graph('CPU by workload', 'CPU cores used by the pods of each workload.', 'short', [`sum by (namespace, workload) (cluster_namespace_pod:container_cpu_usage:rate{${N}} * ${OWNER})`, '{{namespace}}/{{workload}}']),
    graph('Memory by workload', 'Working set of the pods of each workload.', 'bytes', [`sum by (namespace, workload) (cluster_namespace_pod:container_memory_working_set:bytes{${N}} * ${OWNER})`, '{{namespace}}/{{workload}}']),
    graph('CPU used of requested', 'Above 100 percent the namespace uses more CPU than is reserved for it.', 'percentunit',
      [`sum by (namespace) (cluster_namespace:container_cpu_usage:rate{${N}}) / sum by (namespace) (cluster_namespace:container_requests:sum{${N},resource="cpu"})`, '{{namespace}}']),
    graph('Memory used of requested', 'Above 100 percent the namespace uses more memory than is reserved for it.', 'percentunit',
      [`sum by (namespace) (cluster_namespace:container_memory_working_set:bytes{${N}}) / sum by (namespace) (cluster_namespace:container_requests:sum{${N},resource="memory"})`, '{{namespace}}']),
    row('Replicas'),
    table('Deployments', 'Replicas of deployments. Select a namespace to see its pods.', ['namespace', 'deployment'], [
      [`sum by (namespace, deployment) (kube_deployment_spec_replicas{${N}})`, 'Wanted', 'short'],
      [`sum by (namespace, deployment) (kube_deployment_status_replicas_available{${N}})`, 'Available', 'short'],
    ], TO_PODS),
    table('StatefulSets', 'Replicas of StatefulSets.', ['namespace', 'statefulset'], [
      [`sum by (namespace, statefulset) (kube_statefulset_replicas{${N}})`, 'Wanted', 'short'],
      [`sum by (namespace, statefulset) (kube_statefulset_status_replicas_ready{${N}})`, 'Ready', 'short'],
    ], TO_PODS),
    table('DaemonSets', 'Nodes that should run a pod of a DaemonSet.', ['namespace', 'daemonset'], [
      [`sum by (namespace, daemonset) (kube_daemonset_status_desired_number_scheduled{${N}})`, 'Wanted', 'short'],
      [`sum by (namespace, daemonset) (kube_daemonset_status_number_ready{${N}})`, 'Ready', 'short'],
    ], TO_PODS),
    table('Autoscalers', 'Replicas of HorizontalPodAutoscalers.', ['namespace', 'horizontalpodautoscaler'], [
      [`sum by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{${N}})`, 'Replicas', 'short'],
      [`sum by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_max_replicas{${N}})`, 'At most', 'short'],
    ], TO_PODS),
  ],
};
