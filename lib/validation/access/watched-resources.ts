import type { Place } from '../../prometheus/decode/place';
import type { EffectiveKubernetes } from '../../prometheus/scrape-config/effective';
import type { AccessNeed } from './access-need';

const WATCH = ['get', 'list', 'watch'];

/** The resources that discovery can watch: the API group, and whether the documented access has it. */
const RESOURCES: Readonly<Record<string, readonly [apiGroup: string, isDocumented: boolean]>> = {
  nodes: ['', true],
  services: ['', true],
  endpoints: ['', true],
  pods: ['', true],
  ingresses: ['networking.k8s.io', true],
  endpointslices: ['discovery.k8s.io', false],
  namespaces: ['', false],
  deployments: ['apps', false],
  jobs: ['batch', false],
  cronjobs: ['batch', false],
};

/** The resources that each role watches: https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/kubernetes.go */
const WATCHED_BY_ROLE: Readonly<Record<string, readonly string[]>> = {
  node: ['nodes'],
  service: ['services'],
  pod: ['pods'],
  endpoints: ['endpoints', 'services', 'pods'],
  endpointslice: ['endpointslices', 'services', 'pods'],
  ingress: ['ingresses'],
};

/** Returns what a discovery watches: the objects of its role, and those whose metadata it attaches. */
export function watchedResources({ value, role = '' }: EffectiveKubernetes): AccessNeed[] {
  const attached = value.struct('attach_metadata');
  const attachments = ['node', 'namespace', 'deployment', 'job', 'cronjob'].filter(name => attached?.flag(name) === true);
  return [
    ...(WATCHED_BY_ROLE[role] ?? []).map(resource => watched(resource, value.placeOf('role'), 'use the role endpoints')),
    ...attachments.map(name => watched(`${name}s`, attached?.placeOf(name) ?? value.place, `leave attach_metadata.${name} out`)),
  ];
}

function watched(resource: string, place: Place, instead: string): AccessNeed {
  const [apiGroup, isDocumented] = RESOURCES[resource] ?? ['', false];
  return {
    place,
    message: `a collector may not list ${resource}, so it finds nothing; ${instead}`,
    rule: { apiGroups: [apiGroup], resources: [resource], verbs: WATCH },
    isDocumented,
    isCertain: true,
  };
}
