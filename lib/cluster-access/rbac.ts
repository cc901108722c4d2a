import { COLLECTOR_USER } from '../kubernetes/collector-user';

/** The names in AWS's documentation. */
const DOCUMENTED_NAMES: RbacNames = { clusterRole: 'aps-collector-role', clusterRoleBinding: 'aps-collector-user-role-binding' };

const API_GROUP = 'rbac.authorization.k8s.io';

type Manifest = Record<string, unknown>;

/** The names of a ClusterRole and of its binding. */
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
 * The ClusterRole and the ClusterRoleBinding of a collector.
 *
 * @param rules may be known only at synthesis
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
