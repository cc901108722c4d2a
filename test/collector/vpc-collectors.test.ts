import * as msk from '@aws-cdk/aws-msk-alpha';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type ISecurityGroup, type IVpc, InterfaceVpcEndpointAwsService, Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnCluster, type CfnClusterProps } from 'aws-cdk-lib/aws-msk';
import { CfnDomain, Domain, EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import {
  CollectorEndpoint, CollectorEndpoints, DnsRecordType, MskCollector, type MskCollectorProps, OpenSearchCollector,
  type OpenSearchCollectorProps, ScrapeConfiguration, ScrapeJob, ScraperDestination, VpcCollector, type VpcCollectorProps, Workspace,
} from '../../lib';
import { vpcOf } from '../helpers/clusters';
import { findCycle } from '../helpers/cycles';
import { evaluate } from '../helpers/evaluate';
import { errorOf, warnings } from '../helpers/findings';
import { securityGroups } from '../helpers/networks';
import { WORKSPACE_ARN } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION, stackBeside } from '../helpers/stacks';

const TYPE = 'AWS::APS::Scraper';
const BROKERS = 'b-2.demo.abcde.c2.kafka.eu-west-1.amazonaws.com:9098,b-1.demo.abcde.c2.kafka.eu-west-1.amazonaws.com:9098';
const TASKS = new ScrapeConfiguration({
  jobs: [new ScrapeJob({ jobName: 'tasks', dnsServiceDiscovery: [{ names: ['shop.local'], type: DnsRecordType.A, port: 9090 }] })],
});

function vpcCollector(stack: Stack, props: Partial<VpcCollectorProps> = {}): VpcCollector {
  return new VpcCollector(stack, 'Collector', { vpc: vpcOf(stack), scrapeConfiguration: TASKS, ...props });
}

function mskCollector(stack: Stack, props: Partial<MskCollectorProps> = {}): MskCollector {
  return new MskCollector(stack, 'Collector', { vpc: vpcOf(stack), bootstrapBrokers: BROKERS, ...props });
}

function openSearchCollector(stack: Stack, props: Partial<OpenSearchCollectorProps> = {}): OpenSearchCollector {
  const domain = props.domain ?? CfnDomain.fromDomainArn(stack, 'Domain', `arn:aws:es:${REGION}:${ACCOUNT}:domain/search`);
  return new OpenSearchCollector(stack, 'Collector', { vpc: vpcOf(stack), ...props, domain });
}

function configurationOf(stack: Stack, references: Record<string, unknown> = {}): string {
  const [scraper] = Object.values(Template.fromStack(stack).findResources(TYPE)) as
    { Properties: { ScrapeConfiguration: { ConfigurationBlob: unknown } } }[];
  return String(evaluate(scraper?.Properties.ScrapeConfiguration.ConfigurationBlob, references));
}

/** An MSK cluster of this app with open monitoring, where nothing else is said. */
function mskCluster(
  stack: Stack, brokers: Partial<CfnCluster.BrokerNodeGroupInfoProperty> = {}, props: Partial<CfnClusterProps> = {},
): CfnCluster {
  return new CfnCluster(stack, 'Kafka', {
    clusterName: 'demo',
    kafkaVersion: '3.8.x',
    numberOfBrokerNodes: 2,
    brokerNodeGroupInfo: { clientSubnets: ['subnet-0', 'subnet-1'], instanceType: 'kafka.m7g.large', ...brokers },
    openMonitoring: { prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } } },
    ...props,
  });
}

/** The same with the L2. */
function mskClusterOfL2(stack: Stack, securityGroups: ISecurityGroup[]): msk.Cluster {
  return new msk.Cluster(stack, 'Kafka', {
    clusterName: 'demo',
    kafkaVersion: msk.KafkaVersion.V3_8_X,
    vpc: vpcOf(stack),
    securityGroups,
    monitoring: { enablePrometheusJmxExporter: true, enablePrometheusNodeExporter: true },
  });
}

describe('a collector in a VPC', () => {
  test('has one private subnet per zone, a security group of its own, and a new workspace', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack);
    const template = Template.fromStack(stack);
    const [group = ''] = Object.keys(template.findResources('AWS::EC2::SecurityGroup'));

    template.hasResourceProperties(TYPE, {
      Source: {
        VpcConfiguration: {
          SubnetIds: stack.resolve(vpcOf(stack).privateSubnets.map(({ subnetId }) => subnetId)) as unknown,
          SecurityGroupIds: [{ 'Fn::GetAtt': [group, 'GroupId'] }],
        },
      },
      Destination: { AmpConfiguration: { WorkspaceArn: stack.resolve(collector.workspace.workspaceRef.workspaceArn) as unknown } },
    });
  });

  test('has what it is given', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack, {
      vpcSubnets: { subnetType: SubnetType.PUBLIC }, securityGroups: securityGroups(stack, 1), alias: 'tasks', tags: { team: 'shop' }, logging: {},
      workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN),
    });

    Template.fromStack(stack).hasResourceProperties(TYPE, {
      Alias: 'tasks',
      Source: { VpcConfiguration: { SecurityGroupIds: ['sg-0'] } },
      Destination: { AmpConfiguration: { WorkspaceArn: WORKSPACE_ARN } },
      ScraperLoggingConfiguration: Match.anyValue(),
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroup', 0);
    expect(collector.connections.securityGroups).toHaveLength(1);
  });

  test('writes to CloudWatch where it is told so, and makes no workspace then', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack, { destination: ScraperDestination.cloudWatchDataset() });

    Template.fromStack(stack).resourceCountIs('AWS::APS::Workspace', 0);
    expect(errorOf(() => collector.workspace).message).toContain('workspace: there is none: this collector writes to CloudWatch');
  });

  test('writes to one place; all that is wrong is told at once', () => {
    const stack = anyStack();
    const { message } = errorOf(() => vpcCollector(stack, {
      workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN), destination: ScraperDestination.cloudWatchDataset(),
      alias: '', securityGroups: [], vpcSubnets: { subnets: vpcOf(stack).privateSubnets.slice(0, 1) },
      scrapeConfiguration: ScrapeConfiguration.eksDefault(),
    }));

    for (const problem of ['destination: there is a workspace too', 'alias:', 'securityGroups:', 'vpcSubnets:', 'scrapeConfiguration.']) {
      expect(message).toContain(problem);
    }
  });

  test('has all that is wrong with its destination, roles and logs told at once, by the names of its own properties', () => {
    const stack = knownStack();
    const elsewhere = (name: string) => Role.fromRoleArn(stack, name, `arn:aws:iam::444455556666:role/${name}`);
    const { message } = errorOf(() => vpcCollector(stack, {
      destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN.replace(REGION, 'us-west-2'))),
      roleConfiguration: { sourceRole: elsewhere('Source'), targetRole: elsewhere('Target') },
      logging: { logGroup: LogGroup.fromLogGroupArn(stack, 'Group', `arn:aws:logs:us-west-2:${ACCOUNT}:log-group:mine`), components: [] },
    }));

    expect(message).toBe('Stack/Collector has 5 problems:\n'
      + `  - destination: must be in the scraper's Region ${REGION}, got us-west-2\n`
      + `  - logging.logGroup: must be in the scraper's Region ${REGION}, got us-west-2\n`
      + `  - roleConfiguration.sourceRole: must be in the scraper's account ${ACCOUNT}, got 444455556666\n`
      + `  - roleConfiguration.targetRole: must be in the workspace's account ${ACCOUNT}, got 444455556666\n`
      + '  - logging.components: must have at least one component; leave it out for all of them');
  });

  test('does not write with the service-linked role to a workspace with a customer managed key', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace', { encryptionKey: new Key(stack, 'Key') });

    expect(errorOf(() => vpcCollector(stack, { workspace })).message).toContain('Stack/Collector has a problem:\n  - workspace: has a customer managed key');
  });

  test('opens its group towards what it scrapes', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack);
    collector.connections.allowTo(new SecurityGroup(stack, 'Service', { vpc: vpcOf(stack) }), Port.tcp(9090));

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 9090, ToPort: 9090 });
  });
});

describe('a collector of MSK', () => {
  test('finds both exporters of all brokers by one DNS name', () => {
    const stack = anyStack();
    mskCollector(stack);

    expect(configurationOf(stack)).toBe([
      'global: {}', 'scrape_configs:',
      ...[['msk-jmx', '11001'], ['msk-node', '11002']].flatMap(([job = '', port = '']) => [
        `  - job_name: ${job}`, '    dns_sd_configs:', '      - names:', '          - demo.abcde.c2.kafka.eu-west-1.amazonaws.com',
        '        type: A', `        port: ${port}`,
      ]), '',
    ].join('\n'));
  });

  test('finds them where the brokers are known only at deployment, and tells the cluster apart', () => {
    const stack = anyStack();
    mskCollector(stack, { cluster: mskCluster(stack), bootstrapBrokers: Aws.NO_VALUE });
    const clusterArn = `arn:aws:kafka:${REGION}:${ACCOUNT}:cluster/demo/1-2`;
    const references = { 'AWS::NoValue': BROKERS, 'Kafka': clusterArn, 'Kafka.Arn': clusterArn };

    expect(configurationOf(stack, references)).toContain('- "demo.abcde.c2.kafka.eu-west-1.amazonaws.com"');
    expect(configurationOf(stack, references)).toContain('cluster: "demo"');
  });

  test.each<[string, (stack: Stack, group: SecurityGroup) => Partial<MskCollectorProps>]>([
    ['that are given', (_stack, group) => ({ clusterSecurityGroups: [group] })],
    ['of an L1 of this app', (stack, group) => ({ cluster: mskCluster(stack, { securityGroups: [group.securityGroupId] }) })],
    ['of an L2', (stack, group) => ({ cluster: mskClusterOfL2(stack, [group]) })],
    ['of an L2 that exists already', (stack, group) => ({
      cluster: msk.Cluster.fromClusterArn(stack, 'Kafka', `arn:aws:kafka:${REGION}:${ACCOUNT}:cluster/demo/1-2`), clusterSecurityGroups: [group],
    })],
  ])('opens the security groups %s', (_which, props) => {
    const stack = anyStack();
    const group = new SecurityGroup(stack, 'Brokers', { vpc: vpcOf(stack) });
    mskCollector(stack, props(stack, group));

    for (const port of [11_001, 11_002]) {
      Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        GroupId: stack.resolve(group.securityGroupId) as unknown, FromPort: port, ToPort: port, IpProtocol: 'tcp',
      });
    }
    expect(warnings(stack).join()).not.toContain('mskSecurityGroups');
    expect(findCycle(Template.fromStack(stack).toJSON())).toBeUndefined();
  });

  test.each<[string, (stack: Stack) => Partial<MskCollectorProps>]>([
    ['of a cluster that is not told', () => ({})],
    ['that others made', stack => ({ cluster: mskCluster(stack, { securityGroups: ['sg-1'] }) })],
  ])('leaves the security groups %s alone, with a warning', (_which, props) => {
    const stack = anyStack();
    mskCollector(stack, props(stack));

    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(warnings(stack).join()).toContain('cdk-managed-prometheus:mskSecurityGroups');
  });

  test('of an L2 tells the cluster apart, and asks it for its brokers', () => {
    const stack = anyStack();
    const cluster = mskClusterOfL2(stack, [new SecurityGroup(stack, 'Group', { vpc: vpcOf(stack) })]);
    mskCollector(stack, { cluster, bootstrapBrokers: cluster.bootstrapBrokersSaslIam });
    const template = Template.fromStack(stack);
    const [id = ''] = Object.keys(template.findResources('AWS::MSK::Cluster'));
    const [brokers = ''] = Object.keys(template.findResources('Custom::AWS'));
    const references = {
      [id]: `arn:aws:kafka:${REGION}:${ACCOUNT}:cluster/demo/1-2`, [`${brokers}.BootstrapBrokerStringSaslIam`]: BROKERS,
    };

    expect(configurationOf(stack, references)).toContain('cluster: "demo"');
    expect(configurationOf(stack, references)).toContain('- "demo.abcde.c2.kafka.eu-west-1.amazonaws.com"');
    expect(findCycle(template.toJSON())).toBeUndefined();
  });

  test('refuses an L2 without open monitoring, and what is no cluster', () => {
    const [stack, other] = [anyStack(), anyStack()];
    const cluster = new msk.Cluster(stack, 'Kafka', { clusterName: 'demo', kafkaVersion: msk.KafkaVersion.V3_8_X, vpc: vpcOf(stack) });

    expect(errorOf(() => mskCollector(stack, { cluster })).message).toContain('cluster: has no open monitoring');
    expect(errorOf(() => mskCollector(other, { cluster: vpcOf(other) })).message).toContain('cluster: must be a cluster of Amazon MSK, got \'Stack/Vpc\'');
  });

  const exporter = (enabledInBroker?: boolean) => enabledInBroker === undefined ? undefined : { enabledInBroker };
  const exporters = (jmx?: boolean, node?: boolean) => ({
    openMonitoring: { prometheus: { jmxExporter: exporter(jmx), nodeExporter: exporter(node) } },
  });

  test.each<[string, object, object, string]>([
    ['no open monitoring', {}, { openMonitoring: undefined }, 'openMonitoring.prometheus.jmxExporter and nodeExporter'],
    ['one exporter', {}, exporters(true), 'openMonitoring.prometheus.nodeExporter'],
    ['an exporter that is off', {}, exporters(false, true), 'openMonitoring.prometheus.jmxExporter'],
    ['public access and KRaft', { connectivityInfo: { publicAccess: { type: 'SERVICE_PROVIDED_EIPS' } } }, { kafkaVersion: '3.8.x.kraft' }, 'has public access and KRaft'],
  ])('refuses a cluster with %s', (_what, brokers, props, message) => {
    const stack = anyStack();
    expect(errorOf(() => mskCollector(stack, { cluster: mskCluster(stack, brokers, props) })).message).toContain(message);
  });

  test.each<[string, object, object]>([
    ['public access without KRaft', { connectivityInfo: { publicAccess: { type: 'SERVICE_PROVIDED_EIPS' } } }, {}],
    ['KRaft without public access', {}, { kafkaVersion: '3.8.x.kraft' }],
  ])('takes a cluster with %s', (_what, brokers, props) => {
    const stack = anyStack();
    expect(() => mskCollector(stack, { cluster: mskCluster(stack, brokers, props) })).not.toThrow();
  });

  test('is in the cluster\'s Region', () => {
    const stack = knownStack();
    const cluster = mskCluster(stackBeside(stack, { account: ACCOUNT, region: 'us-west-2' }));

    expect(errorOf(() => mskCollector(stack, { cluster })).message).toContain(`cluster: must be in the scraper's Region ${REGION}, got us-west-2`);
  });

  test('warns of Express brokers', () => {
    const stack = anyStack();
    mskCollector(stack, { cluster: mskCluster(stack, { instanceType: 'express.m7g.large' }) });

    expect(warnings(stack).join()).toContain('cdk-managed-prometheus:mskExpress');
  });

  test.each([
    ['boot-abc.c3.kafka-serverless.eu-west-1.amazonaws.com:9098', 'a collector scrapes provisioned clusters, and this one is serverless'],
    ['demo', 'must be what `aws kafka get-bootstrap-brokers` answers'],
    ['', 'must be what `aws kafka get-bootstrap-brokers` answers'],
  ])('refuses the brokers %j', (bootstrapBrokers, message) => {
    expect(errorOf(() => mskCollector(anyStack(), { bootstrapBrokers })).message).toContain(`bootstrapBrokers: ${message}`);
  });
});

describe('a collector of OpenSearch', () => {
  const domainOf = (stack: Stack, vpc?: IVpc): Domain => new Domain(stack, 'Search', {
    version: EngineVersion.OPENSEARCH_2_19, vpc, ...vpc && { zoneAwareness: { availabilityZoneCount: 2 }, capacity: { dataNodes: 2 } },
  });

  test('runs the exporter with its one job, and no targets', () => {
    const stack = anyStack();
    openSearchCollector(stack);

    expect(configurationOf(stack)).toBe('global:\n  external_labels:\n    domain_name: search\nscrape_configs:\n  - job_name: opensearch-exporter\n');
    Template.fromStack(stack).hasResourceProperties(TYPE, {
      Exporters: [{ OpenSearchConfiguration: { DomainArn: `arn:aws:es:${REGION}:${ACCOUNT}:domain/search` } }],
    });
  });

  test('needs that job in a configuration of one\'s own', () => {
    expect(errorOf(() => openSearchCollector(anyStack(), { scrapeConfiguration: TASKS })).message).toContain('opensearch-exporter');
  });

  test.each([[true], [false]])('opens the domain\'s group, own: %s', (own) => {
    const stack = anyStack();
    const domain = domainOf(stack, vpcOf(stack));
    openSearchCollector(stack, { domain, domainSecurityGroups: own ? undefined : domain.connections.securityGroups });

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 443, ToPort: 443 });
    expect(findCycle(Template.fromStack(stack).toJSON())).toBeUndefined();
  });

  test.each<[string, (stack: Stack, group: SecurityGroup) => Partial<OpenSearchCollectorProps>, number]>([
    ['of an L1 of this app', (stack, group) => ({
      domain: new CfnDomain(stack, 'Search', { vpcOptions: { securityGroupIds: [group.securityGroupId], subnetIds: ['subnet-0'] } }),
    }), 0],
    ['of an L1, that others made', stack => ({
      domain: new CfnDomain(stack, 'Search', { vpcOptions: { securityGroupIds: ['sg-1'], subnetIds: ['subnet-0'] } }),
    }), 1],
    ['of a domain that exists already', () => ({}), 1],
  ])('opens the security groups %s, or warns that it cannot', (_which, props, expected) => {
    const stack = anyStack();
    openSearchCollector(stack, props(stack, new SecurityGroup(stack, 'Domains', { vpc: vpcOf(stack) })));

    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1 - expected);
    expect(warnings(stack).filter(warning => warning.includes('cdk-managed-prometheus:openSearchSecurityGroups'))).toHaveLength(expected);
  });

  test('is in the domain\'s Region', () => {
    const stack = knownStack();
    const domain = CfnDomain.fromDomainArn(stack, 'Domain', `arn:aws:es:us-west-2:${ACCOUNT}:domain/search`);

    expect(errorOf(() => openSearchCollector(stack, { domain })).message)
      .toContain(`domain: must be in the scraper's Region ${REGION}, got us-west-2`);
  });

  test('refuses a domain with public access', () => {
    const stack = anyStack();
    expect(errorOf(() => openSearchCollector(stack, { domain: domainOf(stack) })).message)
      .toContain('domain: has public access, and a collector reaches only domains with VPC access');
  });
});

describe('the network of a collector', () => {
  const warned = (stack: Stack, id: string) => warnings(stack).filter(warning => warning.includes(`cdk-managed-prometheus:${id}`)).length;

  test.each([[true, true, 0], [false, false, 1], [true, false, 1]])('has DNS support %s and hostnames %s: %s warnings', (support, hostnames, count) => {
    const stack = anyStack();
    vpcCollector(stack, { vpc: new Vpc(stack, 'Vpc', { enableDnsSupport: support, enableDnsHostnames: hostnames }) });

    expect(warned(stack, 'vpcDns')).toBe(count);
  });

  test('is not to change with a lookup', () => {
    const stack = knownStack();
    const vpc = Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    vpcCollector(stack, { vpc });

    expect(warned(stack, 'lookedUpSubnets')).toBe(1);
  });

  test('does not change where the subnets are named', () => {
    const stack = knownStack();
    const vpc = Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    vpcCollector(stack, { vpc, vpcSubnets: { subnets: vpc.privateSubnets } });

    expect(warned(stack, 'lookedUpSubnets')).toBe(0);
  });

  const isolated = (stack: Stack) => new Vpc(stack, 'Vpc', {
    maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
  const CLOUD_WATCH = { destination: ScraperDestination.cloudWatchDataset() };

  test.each<[string, number, (stack: Stack) => unknown]>([
    ['no way to CloudWatch', 1, stack => vpcCollector(stack, { ...CLOUD_WATCH, vpc: isolated(stack) })],
    ['no way to CloudWatch, and a workspace', 0, stack => vpcCollector(stack, { vpc: isolated(stack) })],
    ['a NAT gateway', 0, stack => vpcCollector(stack, CLOUD_WATCH)],
    ['an endpoint that is made later', 0, (stack) => {
      const vpc = isolated(stack);
      vpcCollector(stack, { ...CLOUD_WATCH, vpc });
      return new CollectorEndpoints(stack, 'Endpoints', { vpc, endpoints: [CollectorEndpoint.CLOUD_WATCH] });
    }],
    ['an endpoint for something else', 1, (stack) => {
      const vpc = isolated(stack);
      vpc.addInterfaceEndpoint('Other', { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS });
      return vpcCollector(stack, { ...CLOUD_WATCH, vpc });
    }],
    ['an endpoint in another VPC', 1, (stack) => {
      new CollectorEndpoints(stack, 'Endpoints', { vpc: new Vpc(stack, 'Other'), endpoints: [CollectorEndpoint.CLOUD_WATCH] });
      return vpcCollector(stack, { ...CLOUD_WATCH, vpc: isolated(stack) });
    }],
  ])('with %s brings %s warnings', (_what, count, make) => {
    const stack = anyStack();
    make(stack);

    expect(warned(stack, 'monitoringEndpoint')).toBe(count);
  });

  test('has endpoints for what is asked', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: REGION } });
    const { endpoints } = new CollectorEndpoints(stack, 'Endpoints', {
      vpc: vpcOf(stack), endpoints: [CollectorEndpoint.WORKSPACES, CollectorEndpoint.CONTROL, CollectorEndpoint.CLOUD_WATCH],
    });

    expect(endpoints).toHaveLength(3);
    for (const service of ['aps-workspaces', 'aps', 'monitoring']) {
      Template.fromStack(stack).hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: `com.amazonaws.${REGION}.${service}`, PrivateDnsEnabled: true });
    }
  });

  test('has each endpoint once, and takes it from addresses that are known; both is told at once', () => {
    const stack = anyStack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-0', 'subnet-1'] });
    const { CONTROL, WORKSPACES } = CollectorEndpoint;

    expect(errorOf(() => new CollectorEndpoints(stack, 'Endpoints', { vpc, endpoints: [CONTROL, WORKSPACES, CONTROL] })).message)
      .toBe('Stack/Endpoints has 2 problems:\n  - endpoints: must have each endpoint once, got CONTROL twice\n'
        + '  - vpc: does not tell its addresses, from which the endpoints take HTTPS; import it with its vpcCidrBlock');
  });
});
