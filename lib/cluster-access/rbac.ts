import { needsBeyondDocumented } from '../validation/service-limits/kubernetes-access';
import type { EffectiveConfiguration } from '../prometheus/scrape-config/effective';
import type { PolicyRule } from '../kubernetes/policy-rule';

import { COLLECTOR_USER } from '../kubernetes/collector-user';

/** The names that AWS's documentation gives them. */
const DOCUMENTED_NAMES: RbacNames = { clusterRole: 'aps-collector-role', clusterRoleBinding: 'aps-collector-user-role-binding' };

const API_GROUP = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

type Manifest = Record<string, unknown>;

/** What a ClusterRole and its binding are called. */
export interface RbacNames {
  readonly clusterRole: string;
  readonly clusterRoleBinding: string;
}

/** A binding cannot be pointed at another role, so its name follows the role's. */
export function rbacNames(clusterRoleName: string | undefined): RbacNames {
  return clusterRoleName === undefined
    ? DOCUMENTED_NAMES
    : { clusterRole: clusterRoleName, clusterRoleBinding: `${clusterRoleName}-binding` };
}

/**
 * What a collector reads to discover targets and to scrape them, as AWS documents it and as its access policy grants it
 * where access entries are used; without `describe`, which is no verb of Kubernetes.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export const DOCUMENTED_RULES: readonly PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['nodes', 'nodes/proxy', 'nodes/metrics', 'services', 'endpoints', 'pods', 'ingresses', 'configmaps'],
    verbs: READ,
  },
  { apiGroups: ['extensions', 'networking.k8s.io'], resources: ['ingresses', 'ingresses/status'], verbs: READ },
  { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  { apiGroups: ['metrics.eks.amazonaws.com'], resources: ['kcm/metrics', 'ksh/metrics'], verbs: ['get'] },
];

/** What collectors of this configuration need: what is documented, and what its jobs read beyond it. */
export function collectorRules(configuration: EffectiveConfiguration | undefined): readonly PolicyRule[] {
  const needs = configuration ? needsBeyondDocumented(configuration) : [];
  return mergeRules(DOCUMENTED_RULES, needs.map(({ rule }) => rule));
}

/** Returns rules and further ones, each once. */
export function mergeRules(rules: readonly PolicyRule[], further: readonly PolicyRule[]): readonly PolicyRule[] {
  return [...new Map([...rules, ...further].map(rule => [JSON.stringify(rule), rule])).values()];
}

/**
 * The ClusterRole and the ClusterRoleBinding of a collector.
 *
 * @param rules perhaps known only when everything is synthesized
 */
export function rbacManifests({ clusterRole, clusterRoleBinding }: RbacNames, rules: unknown): [clusterRole: Manifest, binding: Manifest] {
  return [
    {
      apiVersion: `${API_GROUP}/v1`,
      kind: 'ClusterRole',
      metadata: { name: clusterRole },
      rules,
    },
    {
      apiVersion: `${API_GROUP}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: clusterRoleBinding },
      subjects: [{ kind: 'User', name: COLLECTOR_USER, apiGroup: API_GROUP }],
      roleRef: { kind: 'ClusterRole', name: clusterRole, apiGroup: API_GROUP },
    },
  ];
}
