import type { ManifestTarget } from './cluster-facts';
import { DOCUMENTED_RULES, rbacManifest, rbacNames, type RbacNames } from './rbac';

/**
 * A ClusterRole and its binding by the cluster's own kubectl handler. One manifest per cluster and name, in the cluster: it
 * leaves with the last collector that uses it, not with the first.
 */
export function applyRbacOnce(cluster: ManifestTarget, names: RbacNames): void {
  const isDocumented = names.clusterRole === rbacNames(undefined).clusterRole;
  const id = isDocumented ? 'AmpCollectorAccess' : `AmpCollectorAccess-${names.clusterRole}`;
  if (cluster.node.tryFindChild(`manifest-${id}`) === undefined) cluster.addManifest(id, ...rbacManifest(names, DOCUMENTED_RULES));
}
