import { functionPermissions } from '../../../lib/cluster-access/aws-auth-merge/permissions';
import { DOCUMENTED_RULES } from '../../../lib/cluster-access/collector-permissions';
import { rbacNames } from '../../../lib/cluster-access/rbac';
import { ACCOUNT } from '../paths';
import type { Cluster } from '../kubernetes/cluster';

const RBAC = 'rbac.authorization.k8s.io/v1';
const FUNCTION = 'collector-access';

/** The mapRoles of `legacy`, in a form that a careless writer would change. */
export const LEGACY_MAP_ROLES = `# Nodes
- rolearn: arn:aws:iam::${ACCOUNT}:role/node
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes] # keep
- rolearn: arn:aws:iam::${ACCOUNT}:role/${FUNCTION}
  username: ${FUNCTION}
  groups:
    - ${FUNCTION}
- {rolearn: "arn:aws:iam::${ACCOUNT}:role/kubectl", username: kubectl, groups: ["system:masters"]}
`;

/** The nodes that others added to a cluster which the app creates. */
export const OTHER_NODES = `- rolearn: arn:aws:iam::${ACCOUNT}:role/eksctl-nodes
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes] # by eksctl
`;

/** Fills a new cluster with what belongs to others. */
export function fill(cluster: Cluster): void {
  cluster.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'coredns' } });
  if (cluster.name.endsWith('OtherNodes')) {
    cluster.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth' }, ...{ data: { mapRoles: OTHER_NODES } } });
  }
  if (cluster.name !== 'legacy') return;

  const names = rbacNames(undefined);
  const properties = { Rules: DOCUMENTED_RULES, ClusterRoleName: names.clusterRole, ClusterRoleBindingName: names.clusterRoleBinding };
  const { inKubeSystem, inCluster } = functionPermissions(properties);
  cluster.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth' }, ...{ data: { mapRoles: LEGACY_MAP_ROLES } } });
  cluster.add({ apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: FUNCTION }, ...{ rules: [...inKubeSystem, ...inCluster] } });
  cluster.add({
    apiVersion: RBAC,
    kind: 'ClusterRoleBinding',
    metadata: { name: FUNCTION },
    ...{ subjects: [{ kind: 'Group', name: FUNCTION }], roleRef: { kind: 'ClusterRole', name: FUNCTION } },
  });
}
