import type { GroupDefinition } from './definition';

export const VOLUMES: GroupDefinition = {
  name: 'volumes',
  rules: [
    {
      // Databases stop or corrupt data when a volume is full: 5% is the last moment, even for slow growth.
      alert: 'VolumeAlmostFull', severity: 'critical', for: 5, threshold: 5,
      expr: '100 * min by (cluster, namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes{$kubelet} / (kubelet_volume_stats_capacity_bytes{$kubelet} > 0)) < $threshold',
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is almost full',
      description: '{{ $value | printf "%.3g" }}% of volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} are free, less than $threshold%.',
    },
    {
      // Four days include a weekend; above 30% free space a trend of six hours is noise.
      alert: 'VolumeFilling', severity: 'warning', for: 60, threshold: 30,
      expr: 'min by (cluster, namespace, persistentvolumeclaim) (predict_linear(kubelet_volume_stats_available_bytes{$kubelet}[6h], 345600)) < 0'
        + ' and 100 * min by (cluster, namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes{$kubelet} / (kubelet_volume_stats_capacity_bytes{$kubelet} > 0)) < $threshold',
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} fills within four days',
      description: 'At the growth of the last six hours, volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full within four days.',
    },
  ],
};
