import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { CfnCluster, Cluster, type IClusterRef } from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { parse } from 'yaml';
import {
  ClusterAccess, CrossAccountRoles, EksCollector, ScrapeConfiguration, ScrapeJob, ScraperDestination, Workspace,
} from '../../lib';
import { clusterOfV1, clusterOfV2, vpcOf } from '../helpers/clusters';
import { evaluate } from '../helpers/evaluate';
import { errorOf } from '../helpers/problems';
import { securityGroups, subnetsIn } from '../helpers/networks';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const SCRAPER = 'AWS::APS::Scraper';
const WORKSPACE = 'AWS::APS::Workspace';

/** The configuration that a template carries, after deployment. */
function configurationOf(template: Template): string {
  const [scraper] = Object.values(template.findResources(SCRAPER)) as
    { Properties: { ScrapeConfiguration: { ConfigurationBlob: unknown } } }[];
  const [cluster = ''] = Object.keys(template.findResources('AWS::EKS::Cluster'));
  return evaluate(scraper?.Properties.ScrapeConfiguration.ConfigurationBlob, { [cluster]: 'prod' }) as string;
}

describe('a collector of a cluster', () => {
  test('scrapes the cluster and writes to a new workspace, which is retained', () => {
    const stack = anyStack();
    const cluster = clusterOfV2(stack);
    const collector = new EksCollector(stack, 'Collector', { cluster });
    const template = Template.fromStack(stack);

    template.hasResourceProperties(SCRAPER, {
      Alias: Match.absent(),
      Source: { EksConfiguration: { ClusterArn: stack.resolve(cluster.clusterArn) as unknown } },
      Destination: { AmpConfiguration: { WorkspaceArn: stack.resolve(collector.workspace?.workspaceRef.workspaceArn) as unknown } },
    });
    template.hasResource(WORKSPACE, { DeletionPolicy: 'RetainExceptOnCreate', Properties: { Alias: Match.absent() } });
  });

  test('scrapes AWS\'s default jobs, with the cluster\'s name on every metric', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) });

    expect(parse(configurationOf(Template.fromStack(stack))))
      .toEqual(parse(ScrapeConfiguration.eksDefault({ externalLabels: { cluster: 'prod' } }).toYaml()));
  });

  test('scrapes the given configuration', () => {
    const stack = anyStack();
    const scrapeConfiguration = new ScrapeConfiguration({ scrapeInterval: Duration.minutes(1), jobs: [ScrapeJob.cadvisor()] });
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), scrapeConfiguration });

    expect(configurationOf(Template.fromStack(stack))).toBe(scrapeConfiguration.toYaml());
  });

  test('gives its alias to the scraper and to a new workspace', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), alias: 'prod' });
    const template = Template.fromStack(stack);

    template.hasResourceProperties(SCRAPER, { Alias: 'prod' });
    template.hasResourceProperties(WORKSPACE, { Alias: 'prod' });
  });

  test('writes to the given workspace, and creates none', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Given', { removalPolicy: RemovalPolicy.DESTROY });
    const collector = new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), workspace, alias: 'prod' });
    const template = Template.fromStack(stack);

    expect(collector.workspace).toBe(workspace);
    template.resourceCountIs(WORKSPACE, 1);
    template.hasResource(WORKSPACE, { DeletionPolicy: 'Delete', Properties: { Alias: Match.absent() } });
  });

  test('writes to an L1 workspace', () => {
    const stack = anyStack();
    const workspace = new CfnWorkspace(stack, 'Given');
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), workspace });

    Template.fromStack(stack).hasResourceProperties(SCRAPER, {
      Destination: { AmpConfiguration: { WorkspaceArn: stack.resolve(workspace.workspaceRef.workspaceArn) as unknown } },
    });
  });

  test('writes to an imported workspace', () => {
    const stack = anyStack();
    const arn = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1';
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), workspace: Workspace.fromWorkspaceArn(stack, 'Given', arn) });

    Template.fromStack(stack).hasResourceProperties(SCRAPER, { Destination: { AmpConfiguration: { WorkspaceArn: arn } } });
  });
});

describe('the Region and account of a collector', () => {
  const workspaceIn = (region: string, account: string) => `arn:aws:aps:${region}:${account}:workspace/ws-1`;

  test.each([
    ['workspace', 'Region', workspaceIn('us-west-2', ACCOUNT), `must be in the scraper's Region ${REGION}, got us-west-2`],
    ['workspace', 'account', workspaceIn(REGION, '444455556666'),
      `must be in the scraper's account ${ACCOUNT}, got 444455556666; specify roleConfiguration, which CrossAccountRoles creates`],
  ])('fails if the Region or account of its %s differs: another %s', (path, _what, arn, message) => {
    const stack = knownStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Given', arn);

    expect(errorOf(() => new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), workspace })).message)
      .toBe(`Stack/Collector has a problem:\n  - ${path}: ${message}`);
  });

  test('fails if its cluster is in another Region', () => {
    const cluster = clusterOfV2(knownStack());
    const stack = anyStack();
    expect(() => new EksCollector(stack, 'Collector', { cluster })).not.toThrow();

    const elsewhere = clusterOfV2(knownStack('Elsewhere', 'us-west-2'));
    expect(() => new EksCollector(knownStack(), 'Collector', { cluster: elsewhere }))
      .toThrow(`- cluster: must be in the scraper's Region ${REGION}, got us-west-2`);
  });
});

describe('the problems of a collector', () => {
  const mistaken = () => {
    const stack = knownStack();
    new EksCollector(stack, 'Collector', {
      cluster: clusterOfV1(stack),
      workspace: Workspace.fromWorkspaceArn(stack, 'Given', 'arn:aws:aps:us-west-2:111122223333:workspace/ws-1'),
      alias: '',
      logging: { components: [] },
      vpcSubnets: { subnets: subnetsIn(stack, 'a', 'a') },
      securityGroups: securityGroups(stack, 6),
      scrapeConfiguration: ScrapeConfiguration.fromYaml('c2NyYXBlX2NvbmZpZ3M6IFtdCg=='),
    });
  };

  test('are thrown together, each with its property', () => {
    const lines = errorOf(mistaken).message.split('\n');

    expect(lines[0]).toBe('Stack/Collector has 6 problems:');
    expect(lines.slice(1).map(line => line.split(': ')[0])).toEqual([
      '  - alias',
      '  - workspace',
      '  - logging.components',
      '  - vpcSubnets',
      '  - securityGroups',
      '  - scrapeConfiguration (line 1, column 1)',
    ]);
  });

  test('are thrown with a stack that starts in the user\'s own code and continues in the library', () => {
    const frames = (errorOf(mistaken).stack ?? '').split('\n').filter(line => /^\s+at /.test(line));

    expect(frames.length).toBeGreaterThan(1);
    expect(frames.filter(frame => frame.includes('/lib/'))).not.toEqual([]);
    expect(frames[0]).toContain('/test/collector/eks-collector.test.ts');
  });

  test('leave nothing behind in the tree', () => {
    const stack = anyStack();
    errorOf(() => new EksCollector(stack, 'Collector', { cluster: Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod' }) }));

    expect(stack.node.tryFindChild('Collector')).toBeUndefined();
  });
});

describe('the default configuration of a collector', () => {
  const jobs = (stack: Stack) => Array.from(configurationOf(Template.fromStack(stack)).matchAll(/job_name: (.+)/g), ([, name]) => name);
  const autoMode = { defaultCapacityType: v2.DefaultCapacityType.AUTOMODE, defaultCapacity: undefined };

  test('has no kube-proxy job if the app creates the cluster in Auto Mode, where kube-proxy runs outside of pods', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack, autoMode) });

    expect(jobs(stack)).toEqual(['pod_exporter', 'cadvisor', 'kubernetes-apiservers']);
  });

  test.each<[string, (stack: Stack) => IClusterRef]>([
    ['has node groups in addition to Auto Mode', (stack) => {
      const cluster = clusterOfV2(stack, autoMode);
      cluster.addNodegroupCapacity('Nodes', { desiredSize: 1 });
      return cluster;
    }],
    ['is not in Auto Mode', stack => clusterOfV2(stack)],
    ['is imported', stack => CfnCluster.fromClusterName(stack, 'Cluster', 'prod')],
  ])('has a kube-proxy job if the cluster %s', (_which, make) => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: make(stack), vpc: vpcOf(stack), access: ClusterAccess.accessEntry() });

    expect(jobs(stack)).toContain('kube-proxy');
  });
});

describe('the attributes of a collector', () => {
  function aCollector(): EksCollector {
    const stack = anyStack();
    return new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) });
  }

  test('are those of its scraper', () => {
    const { scraper, scraperArn, scraperId, roleArn } = aCollector();

    expect([scraperArn, scraperId, roleArn]).toEqual([scraper.scraperArn, scraper.scraperId, scraper.roleArn]);
  });

  test('include an L1 workspace as an IWorkspace with its URL, metrics and grants', () => {
    const stack = knownStack();
    const workspace = new CfnWorkspace(stack, 'L1', { kmsKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234` });
    const roles = CrossAccountRoles.inOneAccount(stack, 'Roles', ScraperDestination.workspace(workspace));
    const collector = new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), workspace, roleConfiguration: roles });
    collector.workspace?.grants.query(new Role(stack, 'Reader', { assumedBy: new AccountPrincipal(ACCOUNT) }));

    const id = { 'Fn::GetAtt': ['L1', 'WorkspaceId'] };
    expect(stack.resolve(collector.workspace?.queryUrl)).toEqual({
      'Fn::Join': ['', [`https://aps-workspaces.${REGION}.`, { Ref: 'AWS::URLSuffix' }, '/workspaces/', id, '/api/v1/query']],
    });
    expect(stack.resolve(collector.workspace?.metricDiscardedSamples().expression)).toHaveProperty(['Fn::Join']);
    const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policies).toContain('aps:QueryMetrics');
    expect(policies).toContain('kms:Decrypt');
  });

  test('include the workspace of a destination, and none for CloudWatch', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace');
    const cluster = clusterOfV2(stack);
    const scrapeConfiguration = ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: a, static_configs: [{targets: [10.0.0.1]}]}]');

    expect(new EksCollector(stack, 'One', { cluster, destination: ScraperDestination.workspace(workspace) }).workspace).toBe(workspace);
    expect(new EksCollector(stack, 'Two', { cluster, scrapeConfiguration, destination: ScraperDestination.cloudWatchDataset() }).workspace).toBeUndefined();
  });
});
