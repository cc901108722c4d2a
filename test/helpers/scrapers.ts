import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import type { Construct } from 'constructs';
import { type EksSourceOptions, ScrapeConfiguration, Scraper, ScraperDestination, type ScraperProps, ScraperSource, Workspace } from '../../lib';
import { subnetsIn } from './networks';

export const CLUSTER_ARN = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';
/** The shortest configuration that a collector takes. */
export const A_CONFIGURATION = 'scrape_configs: [{job_name: app, static_configs: [{targets: ["10.0.0.1:80"]}]}]\n';

export const WORKSPACE_ARN = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1';

/** An EKS source with the properties of a test; otherwise a cluster and two subnets that exist already. */
export function eksSource(scope: Construct, options: Partial<EksSourceOptions> = {}): ScraperSource {
  return ScraperSource.eks({
    cluster: options.cluster ?? CfnCluster.fromClusterArn(scope, 'Cluster', CLUSTER_ARN),
    subnets: options.subnets ?? subnetsIn(scope, 'a', 'b'),
    securityGroups: options.securityGroups,
  });
}

/** A scraper with the properties of a test; otherwise a source and a workspace that exist already. */
export function aScraper(scope: Construct, props: Partial<ScraperProps> = {}, id = 'Scraper'): Scraper {
  return new Scraper(scope, id, {
    ...props,
    source: props.source ?? eksSource(scope),
    destination: props.destination ?? ScraperDestination.workspace(Workspace.fromWorkspaceArn(scope, 'Workspace', WORKSPACE_ARN)),
    scrapeConfiguration: props.scrapeConfiguration ?? ScrapeConfiguration.fromYaml(A_CONFIGURATION),
  });
}
