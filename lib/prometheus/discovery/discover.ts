import { endpointSliceTargets } from './endpoint-slice';
import { endpointsTargets } from './endpoints';
import { ingressTargets } from './ingress';
import type { KubernetesObject } from './kubernetes-object';
import type { DiscoveredLabels } from './labels';
import { nodeTargets } from './node';
import { ObjectStore, type AttachedMetadata } from './object-store';
import { podTargets } from './pod';
import { matchesFieldSelector, matchesLabelSelector } from './selectors';
import { serviceTargets } from './service';

/** The settings of a `kubernetes_sd_config`. */
export interface KubernetesDiscovery {
  readonly role: string;
  /** All if there is none. */
  readonly namespaces?: readonly string[];
  readonly selectors?: readonly ObjectSelector[];
  readonly attached?: AttachedMetadata;
}

export interface ObjectSelector {
  readonly role: string;
  readonly label?: string;
  readonly field?: string;
}

/** The targets of an object; none if a namespace or selector excludes it. */
export interface DiscoveredObject {
  readonly object: KubernetesObject;
  readonly targets: readonly DiscoveredLabels[];
  readonly isSelected: boolean;
}

/** The targets that a discovery finds, and the objects that it looks for and that are not given. */
export interface DiscoveryResult {
  readonly objects: readonly DiscoveredObject[];
  readonly missing: readonly string[];
}

interface Role {
  readonly kind: string;
  readonly targets: (object: KubernetesObject, store: ObjectStore) => DiscoveredLabels[];
}

const ROLES: Readonly<Record<string, Role>> = {
  pod: { kind: 'Pod', targets: podTargets },
  service: { kind: 'Service', targets: serviceTargets },
  endpoints: { kind: 'Endpoints', targets: endpointsTargets },
  endpointslice: { kind: 'EndpointSlice', targets: endpointSliceTargets },
  node: { kind: 'Node', targets: nodeTargets },
  ingress: { kind: 'Ingress', targets: ingressTargets },
};

const ROLE_OF_KIND = new Map(Object.entries(ROLES).map(([role, { kind }]) => [kind, role]));

/** Returns the kind of objects that a role discovers: `Pod`. */
export function discoveredKind(role: string): string | undefined {
  return ROLES[role]?.kind;
}

/**
 * Returns the targets with their labels that Prometheus discovers in a cluster that has these objects.
 *
 * @see https://github.com/prometheus/prometheus/tree/v3.16.0/discovery/kubernetes
 */
export function discoverTargets(objects: readonly KubernetesObject[], discovery: KubernetesDiscovery): DiscoveryResult {
  const role = ROLES[discovery.role];
  if (role === undefined) return { objects: [], missing: [] };
  const selected = new Set(objects.filter(object => isSelected(object, discovery)));
  const store = new ObjectStore([...selected], discovery.attached ?? {});
  const excludedNodes = new Set(objects.filter(object => object.kind === 'Node' && !selected.has(object)).map(({ name }) => name));
  const found = objects.filter(({ kind }) => kind === role.kind).map((object): DiscoveredObject => {
    const isChosen = selected.has(object) && !isOnExcludedNode(object, discovery, excludedNodes);
    return { object, isSelected: isChosen, targets: isChosen ? role.targets(object, store) : [] };
  });
  return { objects: found, missing: store.missing };
}

/** Returns whether a pod has no node or an excluded one: if the metadata of nodes is attached, the selectors of nodes exclude pods. */
function isOnExcludedNode(pod: KubernetesObject, { role, attached }: KubernetesDiscovery, excludedNodes: ReadonlySet<string>): boolean {
  const nodeName = pod.text('spec', 'nodeName');
  return role === 'pod' && attached?.node === true && (nodeName === '' || excludedNodes.has(nodeName));
}

function isSelected(object: KubernetesObject, { namespaces = [], selectors = [] }: KubernetesDiscovery): boolean {
  const role = ROLE_OF_KIND.get(object.kind);
  if (namespaces.length > 0 && object.namespace !== '' && !namespaces.includes(object.namespace)) return false;
  return selectors.filter(selector => selector.role === role).every(({ label = '', field = '' }) =>
    matchesLabelSelector(object, label) && matchesFieldSelector(object, field));
}
