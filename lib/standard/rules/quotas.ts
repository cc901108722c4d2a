import type { GroupDefinition } from './definition';

export const QUOTAS: GroupDefinition = {
  name: 'quotas',
  rules: [{
    // A rollout needs some room: at 95% the next one is likely to be refused.
    alert: 'ResourceQuotaAlmostUsed', severity: 'info', for: 15, threshold: 95,
    expr: '100 * max by (cluster, namespace, resourcequota, resource) (kube_resourcequota{$kubeStateMetrics,type="used"})'
      + ' / (max by (cluster, namespace, resourcequota, resource) (kube_resourcequota{$kubeStateMetrics,type="hard"}) > 0) > $threshold',
    summary: 'Quota {{ $labels.namespace }}/{{ $labels.resourcequota }} is almost used up',
    description: '{{ $value | printf "%.3g" }}% of {{ $labels.resource }} of quota {{ $labels.namespace }}/{{ $labels.resourcequota }} are used, more than $threshold%.',
  }],
};
