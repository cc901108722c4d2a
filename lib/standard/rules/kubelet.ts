import type { GroupDefinition } from './definition';

export const KUBELET: GroupDefinition = {
  name: 'kubelet',
  rules: [{
    // Relisting takes milliseconds; after three minutes the kubelet reports its node as not ready.
    alert: 'KubeletRuntimeSlow', severity: 'warning', for: 10, threshold: 10,
    expr: 'histogram_quantile(0.99, sum by (cluster, node, le) (rate(kubelet_pleg_relist_duration_seconds_bucket{$kubelet}[$range]))) >= $threshold',
    summary: 'The container runtime of {{ $labels.node }} is slow',
    description: 'The kubelet of {{ $labels.node }} needs {{ $value | humanizeDuration }} to list its containers; the threshold is $threshold seconds.',
  }],
};
