import type { PolicyRule } from '../kubernetes/policy-rule';
import { yamlLibrary } from '../scrape-configuration/writer/yaml-library';
import { functionPermissions } from './aws-auth-merge/permissions';
import { rbacNames } from './rbac';

const API_GROUP = 'rbac.authorization.k8s.io';

/** The facts on which the permissions of the merging function depend. */
export interface MergeRole {
  readonly group: string;
  readonly clusterRoleName?: string;
  /** The permissions that the function grants; absent where kubectl grants them. */
  readonly granted?: readonly PolicyRule[];
}

/** Returns the least permissions of the merging function as manifests in YAML, bound to a group of the cluster. */
export function mergeRoleManifests({ group, clusterRoleName, granted }: MergeRole): string {
  const { clusterRole: ClusterRoleName, clusterRoleBinding: ClusterRoleBindingName } = rbacNames(clusterRoleName);
  const { inKubeSystem, inCluster } = functionPermissions(granted && { Rules: granted, ClusterRoleName, ClusterRoleBindingName });
  const manifests = [
    ...withBinding('Role', { name: group, namespace: 'kube-system' }, inKubeSystem),
    ...inCluster.length === 0 ? [] : withBinding('ClusterRole', { name: group }, inCluster),
  ];
  return manifests.map(manifest => yamlLibrary().stringify(manifest, { aliasDuplicateObjects: false })).join('---\n');
}

function withBinding(kind: 'Role' | 'ClusterRole', metadata: { readonly name: string; readonly namespace?: string }, rules: readonly PolicyRule[]): object[] {
  const apiVersion = `${API_GROUP}/v1`;
  return [
    { apiVersion, kind, metadata, rules },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      subjects: [{ apiGroup: API_GROUP, kind: 'Group', name: metadata.name }],
      roleRef: { apiGroup: API_GROUP, kind, name: metadata.name },
    },
  ];
}
