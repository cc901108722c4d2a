import { Lazy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyRule } from './aws-auth-merge/resource-properties';
import type { ManifestTarget } from './cluster-facts';
import { rbacManifest, rbacNames, type RbacNames, withRules } from './rbac';

/** What the collectors that share a manifest need together. */
const shared = new WeakMap<IConstruct, readonly PolicyRule[]>();

/**
 * A ClusterRole and its binding by the cluster's own kubectl handler. One manifest per cluster and name, in the cluster: it
 * allows what any of its collectors needs, and leaves with the last of them, not with the first.
 */
export function applyRbac(cluster: ManifestTarget, names: RbacNames, rules: readonly PolicyRule[]): void {
  const isDocumented = names.clusterRole === rbacNames(undefined).clusterRole;
  const id = isDocumented ? 'AmpCollectorAccess' : `AmpCollectorAccess-${names.clusterRole}`;
  const manifest = cluster.node.tryFindChild(`manifest-${id}`) ?? addManifest(cluster, id, names);
  shared.set(manifest, withRules(shared.get(manifest) ?? [], rules));
}

function addManifest(cluster: ManifestTarget, id: string, names: RbacNames): IConstruct {
  const rules = Lazy.any({ produce: () => shared.get(manifest) });
  const manifest = cluster.addManifest(id, ...rbacManifest(names, rules));
  return manifest;
}
