import { Stack } from 'aws-cdk-lib';
import { AppModel } from '../private/app-model';
import { referenceKey } from '../private/reference-key';
import { ClusterCompute } from '../validation/validation-target';
import type { ClusterFacts } from './cluster-facts';

/**
 * Returns the only kind of compute of a cluster; nothing if this app does not create the cluster, or if something else may add nodes to
 * it: a node group, an Auto Scaling group of its stack, or Karpenter.
 *
 * @param completeApp absent while the app is being created: what it has created so far counts
 */
export function onlyCompute(facts: ClusterFacts, completeApp?: AppModel): ClusterCompute | undefined {
  const compute = managedCompute(facts);
  if (compute === undefined) return undefined;
  const app = completeApp ?? new AppModel(facts.cluster.node.root);
  return hasNodeGroups(app, facts) || hasAutoScalingGroups(app, facts) || app.derive(hasKarpenter) ? undefined : compute;
}

/** A `FargateCluster` has a profile for its own pods. Other clusters usually have nodes in addition to profiles. */
function managedCompute({ cluster, resource, isAutoMode }: ClusterFacts): ClusterCompute | undefined {
  if (resource === undefined) return undefined;
  if (isAutoMode === true) return ClusterCompute.AUTO_MODE;
  return 'defaultProfile' in cluster ? ClusterCompute.FARGATE : undefined;
}

function hasNodeGroups(app: AppModel, { cluster, resource }: ClusterFacts): boolean {
  const names = [cluster.clusterRef.clusterName, ...resource ? [resource.ref] : []].map(name => referenceKey(cluster, name));
  return app.resourcesOfType('AWS::EKS::Nodegroup')
    .some(group => names.includes(referenceKey(group, group.clusterName)));
}

function hasAutoScalingGroups(app: AppModel, { cluster }: ClusterFacts): boolean {
  const stack = Stack.of(cluster);
  return app.resourcesOfType('AWS::AutoScaling::AutoScalingGroup').some(({ node }) => node.scopes.includes(stack));
}

function hasKarpenter({ constructs }: AppModel): boolean {
  return [...constructs].some(({ node }) => /karpenter/i.test(node.id));
}
