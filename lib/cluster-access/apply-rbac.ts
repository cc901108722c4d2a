import { Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { PolicyRule } from '../kubernetes/policy-rule';
import type { ManifestTarget } from './cluster-facts';
import { mergeRules } from './collector-permissions';
import { rbacManifests, rbacNames, type RbacNames } from './rbac';

/**
 * Applies a ClusterRole and its binding by the cluster's own kubectl handler. There is one of each per cluster and name: the role allows
 * what any of its collectors needs, and both are deleted with the last of them.
 */
export function applyRbac(cluster: ManifestTarget, names: RbacNames, rules: readonly PolicyRule[]): void {
  const isDocumented = names.clusterRole === rbacNames(undefined).clusterRole;
  const suffix = isDocumented ? '' : `-${names.clusterRole}`;
  const shared = cluster.node.tryFindChild(`AmpCollectorRbac${suffix}`) as SharedRbac | undefined;
  (shared ?? new SharedRbac(cluster, suffix, names)).addRules(rules);
}

/** The rules that the collectors with one ClusterRole need together. */
class SharedRbac extends Construct {
  private rules: readonly PolicyRule[] = [];

  /** There is one manifest per object: of two in one, kubectl keeps the one that was accepted when the other is refused. */
  constructor(cluster: ManifestTarget, suffix: string, names: RbacNames) {
    super(cluster, `AmpCollectorRbac${suffix}`);
    const [roleManifest, bindingManifest] = rbacManifests(names, Lazy.any({ produce: () => this.rules }));
    const clusterRole = cluster.addManifest(`AmpCollectorRole${suffix}`, roleManifest);
    const binding = cluster.addManifest(`AmpCollectorBinding${suffix}`, bindingManifest);
    binding.node.addDependency(clusterRole);
  }

  public addRules(rules: readonly PolicyRule[]): void {
    this.rules = mergeRules(this.rules, rules);
  }
}
