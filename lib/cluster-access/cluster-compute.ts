import { Stack } from 'aws-cdk-lib';
import type { CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import { resourcesOfType } from '../private/app-resources';
import { referenceKey } from '../private/reference-key';
import { ClusterCompute } from '../validation/validation-target';
import type { ClusterFacts } from './cluster-facts';

/**
 * Returns the only kind of compute of a cluster; nothing if this app does not create the cluster, or if something else may add nodes to
 * it: a node group, an Auto Scaling group of its stack, or Karpenter.
 */
export function onlyCompute(facts: ClusterFacts): ClusterCompute | undefined {
  const compute = managedCompute(facts);
  return compute === undefined || hasNodeGroups(facts) || hasAutoScalingGroups(facts) || hasKarpenter(facts) ? undefined : compute;
}

/** A `FargateCluster` has a profile for its own pods. Profiles of other clusters usually exist beside nodes. */
function managedCompute({ cluster, resource, isAutoMode }: ClusterFacts): ClusterCompute | undefined {
  if (resource === undefined) return undefined;
  if (isAutoMode === true) return ClusterCompute.AUTO_MODE;
  return 'defaultProfile' in cluster ? ClusterCompute.FARGATE : undefined;
}

function hasNodeGroups({ cluster, resource }: ClusterFacts): boolean {
  const names = [cluster.clusterRef.clusterName, ...resource ? [resource.ref] : []].map(name => referenceKey(cluster, name));
  return resourcesOfType<CfnNodegroup>(cluster.node.root, 'AWS::EKS::Nodegroup')
    .some(group => names.includes(referenceKey(group, group.clusterName)));
}

function hasAutoScalingGroups({ cluster }: ClusterFacts): boolean {
  return resourcesOfType(Stack.of(cluster), 'AWS::AutoScaling::AutoScalingGroup').length > 0;
}

function hasKarpenter({ cluster }: ClusterFacts): boolean {
  return cluster.node.root.node.findAll().some(({ node }) => /karpenter/i.test(node.id));
}
