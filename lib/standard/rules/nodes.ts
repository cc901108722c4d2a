import type { GroupDefinition } from './definition';

export const NODES: GroupDefinition = {
  name: 'nodes',
  rules: [
    { record: 'instance:node_cpu_used:ratio', expr: '1 - avg by (cluster, instance) (rate(node_cpu_seconds_total{$nodeExporter,mode="idle"}[$range]))' },
    {
      record: 'instance:node_memory_used:ratio',
      expr: '1 - max by (cluster, instance) (node_memory_MemAvailable_bytes{$nodeExporter}) / max by (cluster, instance) (node_memory_MemTotal_bytes{$nodeExporter})',
    },
    {
      // Kubernetes evicts the pods of such a node after five minutes; a node that is replaced is gone before fifteen.
      alert: 'NodeNotReady', severity: 'warning', for: 15,
      expr: 'max by (cluster, node) (kube_node_status_condition{$kubeStateMetrics,condition="Ready",status="true"}) == 0',
      summary: 'Node {{ $labels.node }} is not ready',
      description: 'Node {{ $labels.node }} has not been ready for $for, and its pods are evicted.',
    },
    {
      // One node in five: beyond what rolling updates of node groups do, and more than other nodes can take over.
      alert: 'ManyNodesNotReady', severity: 'critical', for: 5, threshold: 20,
      expr: '100 * avg by (cluster) (max by (cluster, node) (kube_node_status_condition{$kubeStateMetrics,condition="Ready",status=~"false|unknown"})) > $threshold',
      summary: 'Many nodes are not ready',
      description: '{{ $value | printf "%.3g" }}% of the nodes are not ready, more than $threshold%.',
    },
    {
      // The kubelet evicts pods under pressure; five minutes exclude an eviction that helped.
      alert: 'NodeUnderPressure', severity: 'warning', for: 5,
      expr: 'max by (cluster, node, condition) (kube_node_status_condition{$kubeStateMetrics,condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"}) == 1',
      summary: 'Node {{ $labels.node }} reports {{ $labels.condition }}',
      description: 'Node {{ $labels.node }} has reported {{ $labels.condition }} for $for: its kubelet evicts pods and accepts no new ones.',
    },
    {
      // The kubelet collects images at 15% and evicts at 10% of free space: below that it has lost.
      alert: 'NodeFilesystemAlmostFull', severity: 'critical', for: 15, threshold: 8,
      expr: '100 * min by (cluster, instance, mountpoint) (node_filesystem_avail_bytes{$nodeExporter,fstype!~"tmpfs|ramfs|overlay|squashfs"}'
        + ' / (node_filesystem_size_bytes{$nodeExporter,fstype!~"tmpfs|ramfs|overlay|squashfs"} > 0)) < $threshold',
      summary: '{{ $labels.mountpoint }} of {{ $labels.instance }} is almost full',
      description: '{{ $value | printf "%.3g" }}% of {{ $labels.mountpoint }} on {{ $labels.instance }} are free, less than $threshold%.',
    },
    {
      // A day is enough to act in working hours; above 40% free space a trend of six hours is noise.
      alert: 'NodeFilesystemFilling', severity: 'warning', for: 60, threshold: 40,
      expr: 'min by (cluster, instance, mountpoint) (predict_linear(node_filesystem_avail_bytes{$nodeExporter,fstype!~"tmpfs|ramfs|overlay|squashfs"}[6h], 86400)) < 0'
        + ' and 100 * min by (cluster, instance, mountpoint) (node_filesystem_avail_bytes{$nodeExporter} / (node_filesystem_size_bytes{$nodeExporter} > 0)) < $threshold',
      summary: '{{ $labels.mountpoint }} of {{ $labels.instance }} fills within a day',
      description: 'At the growth of the last six hours, {{ $labels.mountpoint }} on {{ $labels.instance }} is full within 24 hours.',
    },
    {
      // Hard eviction starts at 100 MiB of free memory; 95% leaves minutes on usual nodes.
      alert: 'NodeMemoryHigh', severity: 'warning', for: 15, threshold: 95,
      expr: '100 * instance:node_memory_used:ratio{$any} > $threshold',
      summary: 'The memory of {{ $labels.instance }} is almost used up',
      description: '{{ $value | printf "%.3g" }}% of the memory of {{ $labels.instance }} are used, more than $threshold%.',
    },
  ],
};
