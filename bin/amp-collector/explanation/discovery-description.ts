import type { EffectiveJob, EffectiveKubernetes } from '../../../lib/prometheus/scrape-config/effective';
import { count } from '../count';

/** The objects that a Kubernetes role discovers. */
const FINDS: Readonly<Record<string, string>> = {
  node: 'every node',
  pod: 'every port of every pod',
  service: 'every port of every service',
  endpoints: 'every endpoint of every service',
  endpointslice: 'every endpoint slice of every service',
  ingress: 'every path of every ingress',
};

/** Describes the discoveries of a job, one phrase each. */
export function describeDiscovery(job: EffectiveJob): string[] {
  const known = new Set(['kubernetes_sd_configs', 'static_configs', 'dns_sd_configs']);
  return [
    ...job.kubernetes.map(kubernetesWords),
    ...job.staticGroups.map(({ targets }) => targets.length === 1 && targets[0]?.text !== undefined
      ? `the address ${targets[0].text}`
      : count(targets.length, 'address', 'addresses')),
    ...job.dns.map(({ names, type = '?' }) => `the ${type} records of ${names.map(({ text }) => text ?? '?').join(', ')}`),
    ...job.discoveries.filter(({ field }) => !known.has(field)).map(({ field }) => `targets of ${field}`),
  ];
}

function kubernetesWords({ role = '?', namespaces, ownNamespace, selectors }: EffectiveKubernetes): string {
  const places = namespaces.map(({ text }) => text ?? '(known at deployment)');
  return [
    FINDS[role] ?? `objects of the role ${role}`,
    ...places.length > 0 ? [`in ${places.join(', ')}`] : [],
    ...ownNamespace === true ? ['in the collector\'s own namespace'] : [],
    ...selectors.map(({ role: of = '?', label = '', field = '' }) => `with the ${of} selector ${[label, field].filter(Boolean).join(' and ')}`),
  ].join(' ');
}
