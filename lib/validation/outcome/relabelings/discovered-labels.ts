import type { EffectiveJob, EffectiveKubernetes } from '../../../prometheus/scrape-config/effective';
import { givenDiscoveries } from '../../../prometheus/scrape-config/fields/discoveries';
import { ANYTHING, anyOf, beginningWith, beginningWithSanitized, exactly, type LabelNames } from './label-names';
import { isFullyKnown } from './fully-known';

/** Labels that every target has, or has if the job sets them: https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/target.go */
const OF_EVERY_TARGET: LabelNames = anyOf([
  exactly(['job', '__address__', '__scheme__', '__metrics_path__', '__scrape_interval__', '__scrape_timeout__']),
  ...['__param_', '__convert_classic_', '__always_scrape_', '__scrape_native_'].map(beginningWith),
]);

/** Labels of every Kubernetes object, under names of its owner's choice. */
const METADATA = ['_label_', '_labelpresent_', '_annotation_', '_annotationpresent_'];

/** Labels of an object besides its name and metadata. One that ends with `_` is the start of several labels. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  node: ['_provider_id', '_condition_', '_address_'],
  service: [
    '_port_name', '_port_number', '_port_protocol', '_cluster_ip', '_loadbalancer_ip', '_external_name', '_type',
  ],
  pod: [
    '_ip', '_ready', '_phase', '_node_name', '_host_ip', '_uid', '_controller_kind', '_controller_name', '_deployment_name', '_job_name', '_cronjob_name',
    '_container_init', '_container_name', '_container_id', '_container_image', '_container_port_name', '_container_port_number', '_container_port_protocol',
  ],
  endpoint: ['_node_name', '_hostname', '_ready', '_port_name', '_port_protocol', '_address_target_kind', '_address_target_name'],
  endpointslice: [
    '_address_type', '_port', '_port_name', '_port_protocol', '_port_app_protocol', '_address_target_kind', '_address_target_name',
    '_endpoint_conditions_ready', '_endpoint_conditions_serving', '_endpoint_conditions_terminating', '_endpoint_zone', '_endpoint_hostname',
    '_endpoint_node_name', '_endpoint_topology_',
  ],
  ingress: ['_scheme', '_host', '_path', '_class_name'],
};

function objectLabels(object: string): LabelNames[] {
  const labels = ['', '_name', ...FIELDS[object] ?? [], ...METADATA].map(field => `__meta_kubernetes_${object}${field}`);
  return [exactly(labels), ...labels.filter(label => label.endsWith('_')).map(beginningWithSanitized)];
}

/** The labels that a role gives, of several objects: https://github.com/prometheus/prometheus/tree/v3.14.0/discovery/kubernetes */
const LABELS_OF_ROLE: ReadonlyMap<string, LabelNames> = new Map(Object.entries({
  node: ['node'],
  service: ['namespace', 'service'],
  pod: ['namespace', 'pod'],
  endpoints: ['namespace', 'endpoints', 'endpoint', 'service', 'pod'],
  endpointslice: ['namespace', 'endpointslice', 'service', 'pod'],
  ingress: ['namespace', 'ingress'],
}).map(([role, objects]) => [role, anyOf(objects.flatMap(objectLabels))]));

const LABELS_OF_NODES = anyOf(objectLabels('node'));
const INSTANCE = exactly(['instance']);

/** Discoveries whose labels are known by name; the others may bring anything. */
const UNDERSTOOD = new Set(['kubernetes_sd_configs', 'static_configs', 'dns_sd_configs']);

/** The names of all labels that the job's targets can have when they are found. */
export function discoveredLabels(job: EffectiveJob): LabelNames[] {
  const isKnownJob = givenDiscoveries(job.value).every(field => isFullyKnown(job.value, field));
  const isUnderstood = job.discoveries.length > 0 && job.discoveries.every(({ field }) => UNDERSTOOD.has(field));
  const hasKnownLabels = job.staticGroups.every(({ value }) => typeof value.get('labels') !== 'symbol');
  if (!isKnownJob || !isUnderstood || !hasKnownLabels) return [ANYTHING];
  return [
    OF_EVERY_TARGET,
    ...job.staticGroups.length === 0 ? [] : [exactly(job.staticGroups.flatMap(group => [...group.labels.keys()]))],
    ...job.dns.map(() => beginningWith('__meta_dns_')),
    ...job.kubernetes.flatMap(kubernetesLabels),
  ];
}

function kubernetesLabels({ role, value }: EffectiveKubernetes): LabelNames[] {
  const names = LABELS_OF_ROLE.get(role ?? '');
  if (names === undefined) return [ANYTHING];
  const attached = value.struct('attach_metadata')?.flag('node') === false ? [] : [LABELS_OF_NODES];
  return [names, ...attached, ...role === 'node' ? [INSTANCE] : []];
}
