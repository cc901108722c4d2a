import type { GroupDefinition } from './definition';

export const PODS: GroupDefinition = {
  name: 'pods',
  rules: [
    {
      record: 'cluster_namespace_pod:container_cpu_usage:rate',
      expr: 'sum by (cluster, namespace, pod) (rate(container_cpu_usage_seconds_total{$cadvisor,container!=""}[$range]))',
    },
    {
      record: 'cluster_namespace_pod:container_memory_working_set:bytes',
      expr: 'sum by (cluster, namespace, pod) (container_memory_working_set_bytes{$cadvisor,container!=""})',
    },
    {
      // Back-off grows to five minutes: in fifteen there were at least three attempts.
      alert: 'PodCrashLooping', severity: 'warning', for: 15,
      expr: 'max by (cluster, namespace, pod, container) (max_over_time(kube_pod_container_status_waiting_reason{$kubeStateMetrics,reason="CrashLoopBackOff"}[$range])) >= 1',
      summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} crashes repeatedly',
      description: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} has been in CrashLoopBackOff for $for.',
    },
    {
      // One kill may be chance; a second within an hour repeats.
      alert: 'ContainerOomKilled', severity: 'warning', for: 0, threshold: 2,
      expr: 'sum by (cluster, namespace, pod, container) (increase(kube_pod_container_status_restarts_total{$kubeStateMetrics}[1h])) >= $threshold'
        + ' and on (cluster, namespace, pod, container) max by (cluster, namespace, pod, container) (kube_pod_container_status_last_terminated_reason{$kubeStateMetrics,reason="OOMKilled"}) == 1',
      summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} runs out of memory',
      description: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} restarted {{ $value | printf "%.0f" }} times in an hour, the last time because it exceeded its memory limit.',
    },
    {
      // A new node takes up to five minutes, a large image a few more.
      alert: 'PodPending', severity: 'warning', for: 15,
      expr: 'max by (cluster, namespace, pod) (kube_pod_status_phase{$kubeStateMetrics,phase=~"Pending|Unknown"}) == 1',
      summary: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} does not start',
      description: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} has been pending or unknown for $for.',
    },
    {
      // Slow starts are ready within minutes; fifteen are a failing readiness probe.
      alert: 'PodNotReady', severity: 'warning', for: 15,
      expr: 'max by (cluster, namespace, pod) (kube_pod_status_ready{$kubeStateMetrics,condition="false"}) == 1'
        + ' and on (cluster, namespace, pod) max by (cluster, namespace, pod) (kube_pod_status_phase{$kubeStateMetrics,phase="Running"}) == 1',
      summary: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} runs and is not ready',
      description: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} has been running without being ready for $for, and gets no traffic.',
    },
    {
      // Reasons that do not pass by themselves: image, configuration, runtime. A registry may be away for some minutes.
      alert: 'ContainerCannotStart', severity: 'warning', for: 15,
      expr: 'max by (cluster, namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{$kubeStateMetrics,reason!~"CrashLoopBackOff|ContainerCreating|PodInitializing"}) == 1',
      summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} cannot start',
      description: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} has been waiting for $for because of {{ $labels.reason }}.',
    },
    {
      // The working set cannot be reclaimed: at 95% of the limit the next allocation may be the last.
      alert: 'ContainerMemoryNearLimit', severity: 'warning', for: 15, threshold: 95,
      expr: '100 * max by (cluster, namespace, pod, container) (container_memory_working_set_bytes{$cadvisor,container!=""})'
        + ' / max by (cluster, namespace, pod, container) (kube_pod_container_resource_limits{$kubeStateMetrics,resource="memory"}) > $threshold',
      summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} is close to its memory limit',
      description: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | printf "%.3g" }}% of its memory limit, more than $threshold%.',
    },
  ],
};
