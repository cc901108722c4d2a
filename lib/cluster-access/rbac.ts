/** The Kubernetes user that a collector is. */
export const COLLECTOR_USER = 'aps-collector-user';

const CLUSTER_ROLE = 'aps-collector-role';
const CLUSTER_ROLE_BINDING = 'aps-collector-user-role-binding';
const RBAC_API = 'rbac.authorization.k8s.io';

/** What a collector reads to discover targets and to scrape them. */
const RULES = [
  {
    apiGroups: [''],
    resources: ['nodes', 'nodes/proxy', 'nodes/metrics', 'services', 'endpoints', 'pods', 'ingresses', 'configmaps'],
    verbs: ['get', 'list', 'watch'],
  },
  { apiGroups: ['extensions', 'networking.k8s.io'], resources: ['ingresses', 'ingresses/status'], verbs: ['get', 'list', 'watch'] },
  { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  { apiGroups: ['metrics.eks.amazonaws.com'], resources: ['kcm/metrics', 'ksh/metrics'], verbs: ['get'] },
];

/**
 * The ClusterRole and the ClusterRoleBinding of a collector, as AWS documents them; without `describe`, which is no verb
 * of Kubernetes.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function collectorRbac(): Record<string, unknown>[] {
  return [
    {
      apiVersion: `${RBAC_API}/v1`,
      kind: 'ClusterRole',
      metadata: { name: CLUSTER_ROLE },
      rules: RULES,
    },
    {
      apiVersion: `${RBAC_API}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: CLUSTER_ROLE_BINDING },
      subjects: [{ kind: 'User', name: COLLECTOR_USER, apiGroup: RBAC_API }],
      roleRef: { kind: 'ClusterRole', name: CLUSTER_ROLE, apiGroup: RBAC_API },
    },
  ];
}
