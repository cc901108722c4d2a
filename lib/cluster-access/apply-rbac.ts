import { Lazy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyRule } from '../kubernetes/policy-rule';
import type { ManifestTarget } from './cluster-facts';
import { rbacManifests, rbacNames, type RbacNames, withRules } from './rbac';

/** What the collectors that share a manifest need together. */
const shared = new WeakMap<IConstruct, readonly PolicyRule[]>();

/**
 * A ClusterRole and its binding by the cluster's own kubectl handler. One of each per cluster and name, in the cluster: the
 * role allows what any of its collectors needs, and both leave with the last of them, not with the first.
 */
export function applyRbac(cluster: ManifestTarget, names: RbacNames, rules: readonly PolicyRule[]): void {
  const isDocumented = names.clusterRole === rbacNames(undefined).clusterRole;
  const suffix = isDocumented ? '' : `-${names.clusterRole}`;
  const clusterRole = cluster.node.tryFindChild(`manifest-AmpCollectorRole${suffix}`) ?? addManifests(cluster, suffix, names);
  shared.set(clusterRole, withRules(shared.get(clusterRole) ?? [], rules));
}

/** One manifest per object: of two in one, kubectl keeps the one that was let through when the other is refused. */
function addManifests(cluster: ManifestTarget, suffix: string, names: RbacNames): IConstruct {
  const rules = Lazy.any({ produce: () => shared.get(clusterRole) });
  const [roleManifest, bindingManifest] = rbacManifests(names, rules);
  const clusterRole = cluster.addManifest(`AmpCollectorRole${suffix}`, roleManifest);
  const binding = cluster.addManifest(`AmpCollectorBinding${suffix}`, bindingManifest);
  binding.node.addDependency(clusterRole);
  return clusterRole;
}
