import { graph, linkTo, row, stat, table, variable, withSteps } from './panels.mjs';

const N = 'cluster=~"$cluster",instance=~"$node"';
const FILES = 'fstype!~"tmpfs|ramfs|overlay|squashfs"';
const HIGH = [[0.8, 'orange'], [0.95, 'red']];

export default {
  uid: 'cdk-amp-nodes', title: 'Kubernetes / Nodes', description: 'CPU, memory, disks and network of the nodes.',
  variables: [variable('node', 'Node', 'node_memory_MemTotal_bytes{cluster=~"$cluster"}', 'instance')],
  panels: [
    stat('Nodes', 'Nodes with a node exporter.', 'short', `count(node_memory_MemTotal_bytes{${N}})`),
    stat('CPU cores', 'CPU cores of the nodes.', 'short', `count(node_cpu_seconds_total{${N},mode="idle"})`),
    stat('Memory', 'Memory of the nodes.', 'bytes', `sum(node_memory_MemTotal_bytes{${N}})`),
    stat('CPU used', 'Average CPU used.', 'percentunit', `avg(instance:node_cpu_used:ratio{${N}})`, HIGH),
    stat('Memory used', 'Average memory used.', 'percentunit', `avg(instance:node_memory_used:ratio{${N}})`, HIGH),
    stat('Fullest file system', 'Highest share of a file system that is used.', 'percentunit', `max(1 - node_filesystem_avail_bytes{${N},${FILES}} / (node_filesystem_size_bytes{${N},${FILES}} > 0))`, HIGH),
    row('CPU and memory'),
    withSteps(graph('CPU', 'Share of the CPU that is used.', 'percentunit', [`max by (instance) (instance:node_cpu_used:ratio{${N}})`, '{{instance}}']), HIGH),
    withSteps(graph('Memory', 'Share of the memory that is used.', 'percentunit', [`max by (instance) (instance:node_memory_used:ratio{${N}})`, '{{instance}}']), HIGH),
    graph('Load per core', 'Processes that run or wait, in five minutes, per CPU core.', 'short', [`max by (instance) (node_load5{${N}}) / count by (instance) (node_cpu_seconds_total{${N},mode="idle"})`, '{{instance}}']),
    graph('Pods', 'Pods on each node.', 'short', ['count by (node) (kube_pod_info{cluster=~"$cluster",node=~"$node"})', '{{node}}']),
    row('Disks and network'),
    withSteps(graph('File systems', 'Share of each file system that is used.', 'percentunit', [`max by (instance, mountpoint) (1 - node_filesystem_avail_bytes{${N},${FILES}} / (node_filesystem_size_bytes{${N},${FILES}} > 0))`, '{{instance}} {{mountpoint}}']), HIGH),
    graph('Disk throughput', 'Bytes read and written per second.', 'Bps',
      [`sum by (instance) (rate(node_disk_read_bytes_total{${N}}[$__rate_interval]))`, '{{instance}} read'],
      [`sum by (instance) (rate(node_disk_written_bytes_total{${N}}[$__rate_interval]))`, '{{instance}} written']),
    graph('Network', 'Bytes received and sent per second, without the loopback interface.', 'Bps',
      [`sum by (instance) (rate(node_network_receive_bytes_total{${N},device!="lo"}[$__rate_interval]))`, '{{instance}} received'],
      [`sum by (instance) (rate(node_network_transmit_bytes_total{${N},device!="lo"}[$__rate_interval]))`, '{{instance}} sent']),
    graph('Network errors', 'Packets per second that could not be received or sent.', 'pps',
      [`sum by (instance) (rate(node_network_receive_errs_total{${N}}[$__rate_interval]))`, '{{instance}} receiving'],
      [`sum by (instance) (rate(node_network_transmit_errs_total{${N}}[$__rate_interval]))`, '{{instance}} sending']),
    row('Conditions'),
    table('Nodes', 'Readiness and pods of each node. Select a node to see it alone.', ['node'], [
      ['max by (node) (kube_node_status_condition{cluster=~"$cluster",condition="Ready",status="true"})', 'Ready', 'bool_yes_no'],
      ['max by (node) (kube_node_status_condition{cluster=~"$cluster",condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"})', 'Under pressure', 'bool_yes_no'],
      ['count by (node) (kube_pod_info{cluster=~"$cluster",node!=""})', 'Pods', 'short'],
      ['max by (node) (kube_node_status_allocatable{cluster=~"$cluster",resource="pods"})', 'Pods at most', 'short'],
    ], { node: linkTo('cdk-amp-nodes', 'Node', { node: 'node' }) }),
  ],
};
