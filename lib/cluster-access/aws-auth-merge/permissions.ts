import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { ResourceProperties } from './resource-properties';

/** The properties that have the function look after RBAC. */
export type RbacProperties = Pick<ResourceProperties, 'Rules' | 'ClusterRoleName' | 'ClusterRoleBindingName'>;

/** What the merging function must be allowed in the cluster, and no more. */
export interface FunctionPermissions {
  /** For a Role in the namespace `kube-system`. */
  readonly inKubeSystem: readonly PolicyRule[];
  /** For a ClusterRole. Empty where the function does not look after the collector's RBAC. */
  readonly inCluster: readonly PolicyRule[];
}

/**
 * The rules for the function's own role. A name cannot be asked for when an object is created, so `create` stands
 * apart. Kubernetes lets nobody grant what they do not have, so the function has what it grants: with `escalate` and
 * `bind` instead, it could make itself anything.
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
