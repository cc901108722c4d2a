import type { Resource } from '../../kubernetes/fakes/object-store';

const RBAC = 'rbac.authorization.k8s.io';

/** A kind that the API server knows, and the fields of its objects where the tests store any. */
export interface Kind extends Resource {
  readonly isNamespaced: boolean;
  readonly fields?: readonly string[];
}

/** The kinds that `kubectl apply --prune` lists, in addition to those that the collector needs. */
const PRUNED: Readonly<Record<string, ReadonlyArray<readonly [plural: string, kind: string]>>> = {
  '': [
    ['endpoints', 'Endpoints'], ['persistentvolumeclaims', 'PersistentVolumeClaim'], ['pods', 'Pod'], ['secrets', 'Secret'],
    ['replicationcontrollers', 'ReplicationController'], ['services', 'Service'],
  ],
  'apps': [['daemonsets', 'DaemonSet'], ['deployments', 'Deployment'], ['replicasets', 'ReplicaSet'], ['statefulsets', 'StatefulSet']],
  'batch': [['cronjobs', 'CronJob'], ['jobs', 'Job']],
  'networking.k8s.io': [['ingresses', 'Ingress']],
};

export const KINDS: readonly Kind[] = [
  { group: '', plural: 'configmaps', kind: 'ConfigMap', isNamespaced: true, fields: ['data', 'binaryData', 'immutable'] },
  { group: '', plural: 'namespaces', kind: 'Namespace', isNamespaced: false },
  { group: '', plural: 'nodes', kind: 'Node', isNamespaced: false },
  { group: '', plural: 'persistentvolumes', kind: 'PersistentVolume', isNamespaced: false },
  { group: RBAC, plural: 'clusterroles', kind: 'ClusterRole', isNamespaced: false, fields: ['rules', 'aggregationRule'] },
  { group: RBAC, plural: 'clusterrolebindings', kind: 'ClusterRoleBinding', isNamespaced: false, fields: ['subjects', 'roleRef'] },
  ...Object.entries(PRUNED).flatMap(([group, kinds]) => kinds.map(([plural, kind]) => ({ group, plural, kind, isNamespaced: true }))),
];

/** The path of all objects of a group. */
export function root(group: string): string {
  return group === '' ? '/api/v1' : `/apis/${group}/v1`;
}

/** The kind and the name of the object in a path, such as `/api/v1/namespaces/kube-system/configmaps/aws-auth`. */
export function kindAt(path: string): { readonly kind: Kind; readonly name: string } | undefined {
  const [, group = '', rest = ''] = /^\/(?:api|apis\/([^/]+))\/v1\/(.+)$/.exec(path) ?? [];
  const [plural, name = ''] = rest.replace(/^namespaces\/[^/]+\/(?=.)/, '').split('/');
  const kind = KINDS.find(known => known.group === group && known.plural === plural);
  return kind && { kind, name };
}
