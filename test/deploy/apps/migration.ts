import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnScraper } from 'aws-cdk-lib/aws-aps';
import { SecurityGroup, Subnet } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ClusterAccess, EksCollector, ScrapeConfiguration, Scraper, ScraperDestination, ScraperSource, Workspace } from 'cdk-managed-prometheus';
import { ACCOUNT, REGION } from '../paths';

/*
 * The steps of docs/migration.md, by the value of STEP.
 */

const CLUSTER = `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/production`;
const WORKSPACE = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`;
const SUBNETS = ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'];
const GROUP = 'sg-0a1b2c3d4e5f60003';
const CONFIGURATION = `global: { scrape_interval: 60s, external_labels: { cluster: production } }
scrape_configs:
  - job_name: app
    kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop] } }]
`;

const step = process.env.STEP ?? '';
const stack = new Stack(new App(), step.startsWith('imported') ? 'Imported' : 'Migration', { env: { account: ACCOUNT, region: REGION } });
const subnets = () => SUBNETS.map((subnetId, index) =>
  Subnet.fromSubnetAttributes(stack, subnetId, { subnetId, availabilityZone: `${REGION}${'ab'.charAt(index)}` }));
const securityGroups = () => [SecurityGroup.fromSecurityGroupId(stack, 'Group', GROUP)];
const cluster = () => CfnCluster.fromClusterArn(stack, 'Cluster', CLUSTER);
const workspace = () => Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE);

function handWritten(): CfnScraper {
  return new CfnScraper(stack, 'MyScraper', {
    alias: 'migrated',
    source: { eksConfiguration: { clusterArn: CLUSTER, subnetIds: SUBNETS, securityGroupIds: [GROUP] } },
    destination: { ampConfiguration: { workspaceArn: WORKSPACE } },
    scrapeConfiguration: { configurationBlob: CONFIGURATION },
  });
}

function scraper(): Scraper {
  return new Scraper(stack, 'Scraper', {
    alias: 'migrated',
    source: ScraperSource.eks({ cluster: cluster(), subnets: subnets(), securityGroups: securityGroups() }),
    destination: ScraperDestination.workspace(workspace()),
    scrapeConfiguration: ScrapeConfiguration.fromYaml(CONFIGURATION),
  });
}

function collector(logicalId: string): void {
  const { scraper } = new EksCollector(stack, 'Collector', {
    alias: 'migrated',
    cluster: cluster(),
    access: ClusterAccess.accessEntry(),
    vpcSubnets: { subnets: subnets() },
    securityGroups: securityGroups(),
    workspace: workspace(),
    scrapeConfiguration: ScrapeConfiguration.fromYaml(CONFIGURATION),
  });
  withLogicalId(scraper, logicalId);
}

function withLogicalId(scraper: Scraper, logicalId: string): void {
  (scraper.node.defaultChild as CfnScraper).overrideLogicalId(logicalId);
}

/** The logical id that the construct of the step `renamed` has by its path. */
const RENAMED = 'Scraper0396A3A7';

const steps: Readonly<Record<string, () => void>> = {
  'hand-written': handWritten,
  'collector': () => { collector('MyScraper'); },
  'renamed': scraper,
  'renamed-collector': () => { collector(RENAMED); },
  'retained': () => { handWritten().applyRemovalPolicy(RemovalPolicy.RETAIN); },
  'imported': () => { withLogicalId(scraper(), 'Scraper'); },
  'imported-collector': () => { collector('Scraper'); },
};

steps[step]?.();
