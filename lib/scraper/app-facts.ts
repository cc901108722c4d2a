import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { IConstruct } from 'constructs';
import { onlyCompute } from '../cluster-access/cluster-compute';
import { clusterFacts } from '../cluster-access/cluster-facts';
import { resourceBehind } from '../private/own-resource';
import { propertyAt } from '../private/property-values';
import { referencedConstruct, referenceKey } from '../private/reference-key';
import type { ClusterFacts, ValidationTarget } from '../validation/validation-target';
import { workspacesOf } from '../workspace/workspace-members';

/** The facts about a scraper's cluster and workspace that only its app knows. */
export type AppFacts = Pick<ValidationTarget, 'cluster' | 'isWorkspaceShared'>;

/**
 * Returns the facts about the cluster and the workspace of a scraper of an EKS cluster. They are complete once the app has created
 * everything.
 *
 * @param cluster the construct of the cluster; by default the one to which the source refers
 */
export function appFacts(scraper: CfnScraper, cluster: IClusterRef | undefined = clusterOf(scraper)): AppFacts {
  if (clusterArnOf(scraper) === undefined) return {};
  return { cluster: cluster && factsOf(cluster), ...isWorkspaceShared(scraper) && { isWorkspaceShared: true } };
}

function factsOf(cluster: IClusterRef): ClusterFacts {
  const facts = clusterFacts(cluster);
  return { isIpv6: facts.isIpv6, kubernetesVersion: facts.kubernetesVersion, compute: onlyCompute(facts) };
}

/** Returns the construct that creates the resource to which the source refers, which knows more than the resource. */
function clusterOf(scraper: CfnScraper): IClusterRef | undefined {
  const clusterArn = clusterArnOf(scraper);
  const resource = clusterArn === undefined ? undefined : referencedConstruct(clusterArn);
  return resource?.node.scopes.filter(isCluster).find(construct => resourceBehind(construct) === resource);
}

function isCluster(construct: IConstruct): construct is IClusterRef {
  return 'clusterRef' in construct;
}

function clusterArnOf(scraper: CfnScraper): string | undefined {
  const clusterArn = propertyAt(scraper.source, 'eksConfiguration', 'clusterArn');
  return typeof clusterArn === 'string' ? clusterArn : undefined;
}

/** Several clusters of this app write to the workspace, or other apps do so, since this one does not create it. */
function isWorkspaceShared(scraper: CfnScraper): boolean {
  const workspaceArn = propertyAt(scraper.destination, 'ampConfiguration', 'workspaceArn');
  if (typeof workspaceArn !== 'string') return false;
  const members = workspacesOf(scraper.node.root).get(referenceKey(scraper, workspaceArn));
  const clusters = new Set(members?.scrapers.flatMap((other) => {
    const clusterArn = clusterArnOf(other);
    return clusterArn === undefined ? [] : [referenceKey(other, clusterArn)];
  }));
  return members?.resource === undefined || clusters.size > 1;
}
