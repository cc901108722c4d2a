import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { CfnResource } from 'aws-cdk-lib';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { type ISecurityGroup, type ISubnet, SecurityGroup, Subnet } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { stringify } from 'yaml';
import {
  ClusterAccess, EksCollector, OpenTelemetryConfiguration, ScrapeConfiguration, ScrapeJob, Scraper, ScraperDestination, ScraperSource,
  Workspace,
} from '../../lib';

/*
 * The paths of docs/migration.md: the templates before and after each step, compared as `cdk diff` compares them.
 */

const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };
const CLUSTER_ARN = 'arn:aws:eks:us-east-1:111122223333:cluster/production';
const WORKSPACE_ARN = 'arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const SUBNETS = ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'];
const GROUP = 'sg-0a1b2c3d4e5f60003';
const CONFIGURATION = `global: { scrape_interval: 60s }
scrape_configs:
  - job_name: app
    kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop] } }]
`;

type TemplateOf = ReturnType<Template['toJSON']>;

function templateOf(build: (stack: Stack) => void): TemplateOf {
  const stack = new Stack(new App(), 'Monitoring', { env: ENVIRONMENT });
  build(stack);
  return Template.fromStack(stack).toJSON();
}

function subnets(stack: Stack, ids = SUBNETS): ISubnet[] {
  return ids.map((subnetId, index) => Subnet.fromSubnetAttributes(stack, subnetId, { subnetId, availabilityZone: `us-east-1${'abc'.charAt(index)}` }));
}

function groups(stack: Stack): ISecurityGroup[] {
  return [SecurityGroup.fromSecurityGroupId(stack, 'Group', GROUP)];
}

/** A scraper and its workspace as people write them with L1s. */
function handWritten(stack: Stack): void {
  const workspace = new CfnWorkspace(stack, 'MyWorkspace', { alias: 'platform' });
  new CfnScraper(stack, 'MyScraper', {
    alias: 'platform',
    source: { eksConfiguration: { clusterArn: CLUSTER_ARN, subnetIds: SUBNETS, securityGroupIds: [GROUP] } },
    destination: { ampConfiguration: { workspaceArn: workspace.attrArn } },
    scrapeConfiguration: { configurationBlob: CONFIGURATION },
  });
}

interface Options {
  readonly subnetIds?: string[];
  readonly configuration?: ScrapeConfiguration;
}

/** Creates the resources with the constructs of this library. */
function scraperIn(
  stack: Stack, { subnetIds, configuration = ScrapeConfiguration.fromYaml(CONFIGURATION) }: Options = {},
): { scraper: Scraper; workspace: Workspace } {
  const workspace = new Workspace(stack, 'Workspace', { alias: 'platform' });
  const scraper = new Scraper(stack, 'Scraper', {
    alias: 'platform',
    source: ScraperSource.eks({ cluster: CfnCluster.fromClusterArn(stack, 'Cluster', CLUSTER_ARN), subnets: subnets(stack, subnetIds), securityGroups: groups(stack) }),
    destination: ScraperDestination.workspace(workspace),
    scrapeConfiguration: configuration,
  });
  return { scraper, workspace };
}

function withLogicalId(construct: Scraper | Workspace, id: string): void {
  (construct.node.defaultChild as CfnResource).overrideLogicalId(id);
}

/** The effect on each resource that changes, by its logical id. */
function impacts(before: TemplateOf, after: TemplateOf): Record<string, ResourceImpact> {
  const { changes } = fullDiff(before, after).resources;
  return Object.fromEntries(Object.entries(changes).map(([id, { changeImpact }]) => [id, changeImpact]));
}

const HARMLESS: readonly ResourceImpact[] = [ResourceImpact.WILL_UPDATE, ResourceImpact.WILL_CREATE, ResourceImpact.NO_CHANGE];

function expectNothingLost(before: TemplateOf, after: TemplateOf): void {
  expect(Object.entries(impacts(before, after)).filter(([, impact]) => !HARMLESS.includes(impact))).toEqual([]);
}

describe('from a hand-written CfnScraper, by overridden logical ids', () => {
  const after = (options?: Options) => templateOf((stack) => {
    const { scraper, workspace } = scraperIn(stack, options);
    withLogicalId(scraper, 'MyScraper');
    withLogicalId(workspace, 'MyWorkspace');
  });

  test('one deployment removes and replaces nothing, and does not change the scraper', () => {
    const before = templateOf(handWritten);
    expectNothingLost(before, after());
    expect(impacts(before, after())).toEqual({ MyWorkspace: ResourceImpact.WILL_UPDATE });
  });

  test('another configuration updates the scraper in place', () => {
    const configuration = new ScrapeConfiguration({ scrapeInterval: Duration.minutes(1), jobs: [ScrapeJob.kubelet()] });
    expect(impacts(templateOf(handWritten), after({ configuration }))).toMatchObject({ MyScraper: ResourceImpact.WILL_UPDATE });
  });

  test('other subnets replace the scraper', () => {
    expect(impacts(templateOf(handWritten), after({ subnetIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60009'] })))
      .toMatchObject({ MyScraper: ResourceImpact.WILL_REPLACE });
  });

  test('without the logical id, the scraper is removed and another is created', () => {
    expect(impacts(templateOf(handWritten), templateOf(scraperIn))).toMatchObject({ MyScraper: ResourceImpact.WILL_DESTROY });
  });
});

describe('from a hand-written CfnScraper, by cdk refactor', () => {
  /** The parts that `cdk refactor` compares: the resource without its metadata. */
  function scraperOf({ Resources }: TemplateOf): object {
    const [scraper] = Object.values(Resources as Record<string, { Type: string; Metadata?: object }>).filter(({ Type }) => Type === 'AWS::APS::Scraper');
    const { Metadata: _, ...compared } = scraper ?? { Type: 'none' };
    return compared;
  }

  const withL1 = (stack: Stack) => {
    new CfnScraper(stack, 'MyScraper', {
      alias: 'platform',
      source: { eksConfiguration: { clusterArn: CLUSTER_ARN, subnetIds: SUBNETS, securityGroupIds: [GROUP] } },
      destination: { ampConfiguration: { workspaceArn: WORKSPACE_ARN } },
      scrapeConfiguration: { configurationBlob: CONFIGURATION },
    });
  };
  const identical = (stack: Stack) => new Scraper(stack, 'Scraper', {
    alias: 'platform',
    source: ScraperSource.eks({ cluster: CfnCluster.fromClusterArn(stack, 'Cluster', CLUSTER_ARN), subnets: subnets(stack), securityGroups: groups(stack) }),
    destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN)),
    scrapeConfiguration: ScrapeConfiguration.fromYaml(CONFIGURATION),
  });

  test('the scraper of the construct is identical, so that it is found under its new name', () => {
    expect(scraperOf(templateOf(identical))).toEqual(scraperOf(templateOf(withL1)));
  });

  test('access that is added in a later deployment removes and replaces nothing', () => {
    const withAccess = templateOf((stack) => {
      const collector = new EksCollector(stack, 'Collector', {
        alias: 'platform',
        cluster: CfnCluster.fromClusterArn(stack, 'Cluster', CLUSTER_ARN),
        access: ClusterAccess.accessEntry(),
        vpcSubnets: { subnets: subnets(stack) },
        securityGroups: groups(stack),
        workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN),
        scrapeConfiguration: ScrapeConfiguration.fromYaml(CONFIGURATION),
      });
      withLogicalId(collector.scraper, idOf(templateOf(identical)));
    });
    expectNothingLost(templateOf(identical), withAccess);
  });

  function idOf({ Resources }: TemplateOf): string {
    return Object.entries(Resources as Record<string, { Type: string }>).find(([, { Type }]) => Type === 'AWS::APS::Scraper')?.[0] ?? '';
  }
});

describe('from Terraform or eksctl, by cdk import', () => {
  const imported = (stack: Stack) => {
    const scraper = new Scraper(stack, 'Scraper', {
      alias: 'platform',
      source: ScraperSource.eks({ cluster: CfnCluster.fromClusterArn(stack, 'Cluster', CLUSTER_ARN), subnets: subnets(stack), securityGroups: groups(stack) }),
      destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN)),
      scrapeConfiguration: ScrapeConfiguration.fromYaml(CONFIGURATION),
    });
    withLogicalId(scraper, 'Scraper');
  };

  test('the template of the import has the scraper and nothing else, which an import demands', () => {
    expect(Object.values(templateOf(imported).Resources as Record<string, { Type: string }>).map(({ Type }) => Type)).toEqual(['AWS::APS::Scraper']);
  });

  test('a collector with access takes the place of the imported scraper, and nothing is removed or replaced', () => {
    const collector = templateOf((stack) => {
      const { scraper } = new EksCollector(stack, 'Collector', {
        alias: 'platform',
        cluster: CfnCluster.fromClusterArn(stack, 'Cluster', CLUSTER_ARN),
        access: ClusterAccess.accessEntry(),
        vpcSubnets: { subnets: subnets(stack) },
        securityGroups: groups(stack),
        workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN),
        scrapeConfiguration: ScrapeConfiguration.fromYaml(CONFIGURATION),
      });
      withLogicalId(scraper, 'Scraper');
    });
    expectNothingLost(templateOf(imported), collector);
  });
});

describe('a migration from an agent to a collector, without paying twice', () => {
  const agent = stringify({ receivers: { prometheus: { config: { scrape_configs: [
    { job_name: 'app', kubernetes_sd_configs: [{ role: 'pod' }], relabel_configs: [{ source_labels: ['__meta_kubernetes_pod_label_app'], action: 'keep', regex: 'a' }] },
  ] } } } });
  const collector = (configuration: ScrapeConfiguration) => templateOf((stack) => {
    scraperIn(stack, { configuration });
  });
  const waiting = collector(new ScrapeConfiguration({ jobs: [ScrapeJob.coreDns()] }));

  test('adds the jobs of the agent to a collector with one small job by an update in place', () => {
    const switched = collector(OpenTelemetryConfiguration.fromYaml(agent).toScrapeConfiguration());
    const changed = impacts(waiting, switched);

    expectNothingLost(waiting, switched);
    expect(Object.values(changed)).toEqual([ResourceImpact.WILL_UPDATE]);
  });
});
