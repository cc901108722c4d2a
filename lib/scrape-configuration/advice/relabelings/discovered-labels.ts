import type { EffectiveJob, EffectiveKubernetes } from '../../prometheus/effective';
import { DISCOVERY_NAMES } from '../../prometheus/structs/discoveries';
import { ANYTHING, beginningWith, exactly, type Names } from './names';
import { isWhole } from './whole';

/** What every target has, or has when the job says so: https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/target.go */
const OF_EVERY_TARGET: readonly Names[] = [
  exactly(['job', '__address__', '__scheme__', '__metrics_path__', '__scrape_interval__', '__scrape_timeout__']),
  ...['__param_', '__convert_classic_', '__always_scrape_', '__scrape_native_'].map(beginningWith),
];

/** How the labels begin that a role gives: https://github.com/prometheus/prometheus/tree/v3.14.0/discovery/kubernetes */
const KUBERNETES_PREFIXES: Readonly<Record<string, readonly string[] | undefined>> = {
  node: ['node_'],
  service: ['namespace', 'service_'],
  pod: ['namespace', 'pod_'],
  endpoints: ['namespace', 'endpoints_', 'endpoint_', 'service_', 'pod_'],
  endpointslice: ['namespace', 'endpointslice_', 'service_', 'pod_'],
  ingress: ['namespace', 'ingress_'],
};

/** Discoveries whose labels are known by name; the others may bring anything. */
const UNDERSTOOD = new Set(['kubernetes_sd_configs', 'static_configs', 'dns_sd_configs']);

/** The names of all labels that the job's targets can have when they are found. */
export function discoveredLabels(job: EffectiveJob): Names[] {
  const isWholeJob = DISCOVERY_NAMES.every(field => isWhole(job.value, field));
  const isUnderstood = job.discoveries.length > 0 && job.discoveries.every(({ field }) => UNDERSTOOD.has(field));
  const hasKnownLabels = job.staticGroups.every(({ value }) => typeof value.get('labels') !== 'symbol');
  if (!isWholeJob || !isUnderstood || !hasKnownLabels) return [ANYTHING];
  return [
    ...OF_EVERY_TARGET,
    exactly(job.staticGroups.flatMap(group => [...group.labels.keys()])),
    ...job.dns.map(() => beginningWith('__meta_dns_')),
    ...job.kubernetes.flatMap(kubernetesLabels),
  ];
}

function kubernetesLabels({ role, value }: EffectiveKubernetes): Names[] {
  const prefixes = KUBERNETES_PREFIXES[role ?? ''];
  if (prefixes === undefined) return [ANYTHING];
  const attached = value.struct('attach_metadata')?.flag('node') === false ? [] : ['node_'];
  const names = [...prefixes, ...attached].map(prefix => beginningWith(`__meta_kubernetes_${prefix}`));
  return role === 'node' ? [...names, exactly(['instance'])] : names;
}
