import type { CataloguedMetric, CataloguedProgram } from '../../lib/validation/metrics/catalogue';
import { metricCatalogue } from '../../lib/validation/metrics/catalogue';

type Labels = Readonly<Record<string, string>>;

/** Programs of the catalogue by the ready-made job that scrapes them. */
export const PROGRAM_OF_JOB: Readonly<Record<string, CataloguedProgram>> = {
  'apiserver': 'kubernetes', 'kube-scheduler': 'kubernetes', 'kube-controller-manager': 'kubernetes', 'kubelet': 'kubernetes', 'kube-proxy': 'kubernetes',
  'kubelet-cadvisor': 'cadvisor', 'kube-state-metrics': 'kube-state-metrics', 'node-exporter': 'node-exporter', 'coredns': 'coredns', 'pods': 'go',
};

/** Labels that programs add to those of the catalogue. */
const ADDED_LABELS: Partial<Record<CataloguedProgram, readonly string[]>> = { cadvisor: ['namespace', 'pod', 'container', 'image'] };

/** The values of labels that rules and dashboards select by; others have one value. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  namespace: ['shop'], pod: ['web-1'], container: ['app'], node: ['n1'], deployment: ['web'], replicaset: ['web-abc'], mode: ['idle', 'user'], fstype: ['xfs'],
  mountpoint: ['/'], verb: ['GET', 'LIST'], code: ['200', '500'], phase: ['Running', 'Pending', 'Failed'], resource: ['cpu', 'memory', 'pods'],
  status: ['true', 'false', 'unknown'], rcode: ['NOERROR', 'SERVFAIL'], result: ['scheduled', 'error'], error_type: ['calling_webhook_error'],
  type: ['used', 'hard'], reason: ['ContainerCreating'],
};

const VALUES_OF_METRIC: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  kube_node_status_condition: { condition: ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] },
  kube_deployment_status_condition: { condition: ['Progressing', 'Available'] },
  kube_pod_status_ready: { condition: ['true', 'false'] },
  kube_job_failed: { condition: ['true', 'false'] },
  kube_pod_owner: { owner_kind: ['ReplicaSet'], owner_name: ['web-abc'] },
  kube_replicaset_owner: { owner_kind: ['Deployment'], owner_name: ['web'] },
};

const BUCKETS = ['0.1', '1', '100000', '+Inf'];

/** Values of a healthy cluster; counters grow, and everything else is 1. */
const HEALTHY: ReadonlyArray<readonly [name: string, labels: Labels, value: number]> = [
  ['kube_node_status_condition', { condition: 'Ready', status: 'true' }, 1],
  ['kube_node_status_condition', {}, 0],
  ['kube_pod_status_phase', { phase: 'Running' }, 1],
  ['kube_pod_status_phase', {}, 0],
  ['node_memory_MemTotal_bytes', {}, 100],
  ['node_memory_MemAvailable_bytes', {}, 60],
  ['node_filesystem_size_bytes', {}, 100],
  ['node_filesystem_avail_bytes', {}, 60],
  ['kubelet_volume_stats_capacity_bytes', {}, 100],
  ['kubelet_volume_stats_available_bytes', {}, 60],
];

/** Returns what a job's target exposes at a time: every metric of its program. `faults` replace the values of metrics by name. */
export function exposition(job: string, seconds: number, faults: Readonly<Record<string, number>> = {}): string {
  const program = PROGRAM_OF_JOB[job];
  const metrics = [...metricCatalogue().values()].flat().filter(metric => metric.program === program);
  return `${metrics.flatMap(metric => samples(metric, seconds, faults)).join('\n')}\n`;
}

function samples(metric: CataloguedMetric, seconds: number, faults: Readonly<Record<string, number>>): string[] {
  const { name, type, program } = metric;
  const own = ['le', 'quantile', 'job', 'instance'];
  const labels = [...new Set([...metric.labels, ...ADDED_LABELS[program] ?? []])].filter(label => !own.includes(label));
  return combinations(name, labels).flatMap((set): string[] => {
    const value = faults[name] ?? healthyValue(name, set) ?? (type === 'counter' || name.endsWith('_total') ? seconds : 1);
    switch (type) {
      case 'histogram': return [
        ...BUCKETS.map((le, index) => line(`${name}_bucket`, { ...set, le }, seconds * (index + 1))),
        line(`${name}_sum`, set, seconds), line(`${name}_count`, set, seconds * BUCKETS.length),
      ];
      case 'summary': return [line(name, { ...set, quantile: '0.99' }, 1), line(`${name}_sum`, set, seconds), line(`${name}_count`, set, seconds)];
      default: return [line(name, set, value)];
    }
  });
}

function combinations(metric: string, labels: readonly string[]): Labels[] {
  return labels.reduce<Labels[]>((sets, label) => {
    const values = VALUES_OF_METRIC[metric]?.[label] ?? VALUES[label] ?? ['x'];
    return sets.flatMap(set => values.map(value => ({ ...set, [label]: value })));
  }, [{}]);
}

function healthyValue(name: string, labels: Labels): number | undefined {
  const matches = (wanted: Labels) => Object.entries(wanted).every(([label, value]) => labels[label] === value);
  return HEALTHY.find(([metric, wanted]) => metric === name && matches(wanted))?.[2];
}

function line(name: string, labels: Labels, value: number): string {
  return `${name}{${Object.entries(labels).map(([label, text]) => `${label}="${text}"`).join(',')}} ${value}`;
}
