import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { ResourceProperties } from './resource-properties';

/** The properties by which the function manages RBAC. */
export type RbacProperties = Pick<ResourceProperties, 'Rules' | 'ClusterRoleName' | 'ClusterRoleBindingName'>;

/** The least permissions of the merging function in the cluster. */
export interface FunctionPermissions {
  /** For a Role in the namespace `kube-system`. */
  readonly inKubeSystem: readonly PolicyRule[];
  /** For a ClusterRole. Empty where the function does not manage the collector's RBAC. */
  readonly inCluster: readonly PolicyRule[];
}

/**
 * Returns the rules for the function's own role. A rule cannot restrict `create` to a name. Kubernetes lets nobody grant permissions that
 * they do not have, so the function has what it grants: with `escalate` and `bind` instead, it could become anybody.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function functionPermissions(properties: Required<RbacProperties> | undefined): FunctionPermissions {
  return {
    inKubeSystem: managing('', 'configmaps', 'aws-auth'),
    inCluster: properties === undefined
      ? []
      : [
          ...managing('rbac.authorization.k8s.io', 'clusterroles', properties.ClusterRoleName),
          ...managing('rbac.authorization.k8s.io', 'clusterrolebindings', properties.ClusterRoleBindingName),
          ...properties.Rules,
        ],
  };
}

function managing(apiGroup: string, resource: string, name: string): PolicyRule[] {
  return [
    { apiGroups: [apiGroup], resources: [resource], resourceNames: [name], verbs: ['get', 'update', 'delete'] },
    { apiGroups: [apiGroup], resources: [resource], verbs: ['create'] },
  ];
}
