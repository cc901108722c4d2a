import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { IConstruct } from 'constructs';
import { onlyCompute } from '../cluster-access/cluster-compute';
import { clusterFacts } from '../cluster-access/cluster-facts';
import type { AppModel } from '../private/app-model';
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
export function appFacts(app: AppModel, scraper: CfnScraper, cluster: IClusterRef | undefined = clusterOf(scraper)): AppFacts {
  if (clusterArnOf(scraper) === undefined) return {};
  return { cluster: cluster && factsOf(app, cluster), ...isWorkspaceShared(app, scraper) && { isWorkspaceShared: true } };
}

function factsOf(app: AppModel, cluster: IClusterRef): ClusterFacts {
  const facts = clusterFacts(cluster);
  return { isIpv6: facts.isIpv6, kubernetesVersion: facts.kubernetesVersion, compute: onlyCompute(facts, app) };
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
function isWorkspaceShared(app: AppModel, scraper: CfnScraper): boolean {
  const workspaceArn = propertyAt(scraper.destination, 'ampConfiguration', 'workspaceArn');
  if (typeof workspaceArn !== 'string') return false;
  return !app.derive(unsharedWorkspaces).has(referenceKey(scraper, workspaceArn));
}

/** Returns the keys of the workspaces that this app creates, and to which scrapers of one cluster at most write. */
function unsharedWorkspaces(app: AppModel): ReadonlySet<string> {
  return new Set([...workspacesOf(app)].flatMap(([key, { resource, scrapers }]) => {
    const clusters = new Set(scrapers.map(clusterKeyOf).filter(cluster => cluster !== undefined));
    return resource === undefined || clusters.size > 1 ? [] : [key];
  }));
}

/** Returns a text that is equal for the scrapers of one cluster; nothing for a scraper of another source. */
export function clusterKeyOf(scraper: CfnScraper): string | undefined {
  const clusterArn = clusterArnOf(scraper);
  return clusterArn === undefined ? undefined : referenceKey(scraper, clusterArn);
}
