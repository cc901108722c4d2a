import type { GroupDefinition } from './definition';

const OWNERS = 'max by (cluster, namespace, pod, owner_kind, owner_name) (kube_pod_owner{$kubeStateMetrics,owner_kind!="ReplicaSet",owner_name!=""})';

export const WORKLOADS: GroupDefinition = {
  name: 'workloads',
  rules: [
    {
      // The ReplicaSet of a Deployment has a name that nobody knows: its owner counts.
      record: 'cluster_namespace_pod:workload:owner',
      expr: `label_replace(label_replace(${OWNERS}, "workload", "$1", "owner_name", "(.+)"), "workload_type", "$1", "owner_kind", "(.+)")`
        + ' or label_replace(label_replace(max by (cluster, namespace, pod, replicaset) (label_replace(kube_pod_owner{$kubeStateMetrics,owner_kind="ReplicaSet"}, "replicaset", "$1", "owner_name", "(.+)"))'
        + ' * on (cluster, namespace, replicaset) group_left (owner_kind, owner_name) max by (cluster, namespace, replicaset, owner_kind, owner_name) (kube_replicaset_owner{$kubeStateMetrics}),'
        + ' "workload", "$1", "owner_name", "(.+)"), "workload_type", "$1", "owner_kind", "(.+)")',
    },
    { record: 'cluster_namespace:container_cpu_usage:rate', expr: 'sum by (cluster, namespace) (cluster_namespace_pod:container_cpu_usage:rate{$any})' },
    { record: 'cluster_namespace:container_memory_working_set:bytes', expr: 'sum by (cluster, namespace) (cluster_namespace_pod:container_memory_working_set:bytes{$any})' },
    {
      record: 'cluster_namespace:container_requests:sum',
      expr: 'sum by (cluster, namespace, resource) (kube_pod_container_resource_requests{$kubeStateMetrics,resource=~"cpu|memory"}'
        + ' * on (cluster, namespace, pod) group_left () max by (cluster, namespace, pod) (kube_pod_status_phase{$kubeStateMetrics,phase=~"Pending|Running"} == 1))',
    },
    {
      // Rollouts and new nodes take less than fifteen minutes.
      alert: 'DeploymentReplicasUnavailable', severity: 'warning', for: 15,
      expr: 'max by (cluster, namespace, deployment) (kube_deployment_spec_replicas{$kubeStateMetrics}) - max by (cluster, namespace, deployment) (kube_deployment_status_replicas_available{$kubeStateMetrics}) > 0',
      summary: 'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} lacks replicas',
      description: '{{ $value }} replicas of deployment {{ $labels.namespace }}/{{ $labels.deployment }} have not been available for $for.',
    },
    {
      // Kubernetes itself gives a rollout up, by default after ten minutes without progress.
      alert: 'DeploymentRolloutStuck', severity: 'warning', for: 5,
      expr: 'max by (cluster, namespace, deployment) (kube_deployment_status_condition{$kubeStateMetrics,condition="Progressing",status="false"}) == 1',
      summary: 'The rollout of {{ $labels.namespace }}/{{ $labels.deployment }} makes no progress',
      description: 'The rollout of deployment {{ $labels.namespace }}/{{ $labels.deployment }} exceeded its progress deadline.',
    },
    {
      // Pods of a StatefulSet start in sequence and attach volumes, hence longer than a Deployment.
      alert: 'StatefulSetReplicasNotReady', severity: 'warning', for: 20,
      expr: 'max by (cluster, namespace, statefulset) (kube_statefulset_replicas{$kubeStateMetrics}) - max by (cluster, namespace, statefulset) (kube_statefulset_status_replicas_ready{$kubeStateMetrics}) > 0',
      summary: 'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} lacks replicas',
      description: '{{ $value }} replicas of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} have not been ready for $for.',
    },
    {
      // A new node runs its daemons within minutes; rolling updates replace one pod at a time.
      alert: 'DaemonSetPodsNotReady', severity: 'warning', for: 20,
      expr: 'max by (cluster, namespace, daemonset) (kube_daemonset_status_desired_number_scheduled{$kubeStateMetrics}) - max by (cluster, namespace, daemonset) (kube_daemonset_status_number_ready{$kubeStateMetrics}) > 0',
      summary: 'DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} lacks pods',
      description: 'DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} has had no ready pod on {{ $value }} nodes for $for.',
    },
    {
      // A job counts as failed after its last retry: nothing happens by itself any more.
      alert: 'JobFailed', severity: 'warning', for: 5,
      expr: 'max by (cluster, namespace, job_name) (kube_job_failed{$kubeStateMetrics,condition="true"}) == 1',
      summary: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} failed',
      description: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} failed after all its retries. Delete it to resolve the alert.',
    },
    {
      // Short peaks are what an autoscaler is for; half an hour at the limit means that it cannot follow.
      alert: 'AutoscalerAtLimit', severity: 'warning', for: 30,
      expr: 'max by (cluster, namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{$kubeStateMetrics})'
        + ' >= max by (cluster, namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_max_replicas{$kubeStateMetrics})'
        + ' and max by (cluster, namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_max_replicas{$kubeStateMetrics})'
        + ' > max by (cluster, namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_min_replicas{$kubeStateMetrics})',
      summary: 'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} is at its limit',
      description: 'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has had its maximum of {{ $value }} replicas for $for.',
    },
  ],
};
