import * as msk from '@aws-cdk/aws-msk-alpha';
import type { Stack } from 'aws-cdk-lib';
import { Aws } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type ISecurityGroup, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, type CfnClusterProps } from 'aws-cdk-lib/aws-msk';
import { MskCollector, type MskCollectorProps } from '../../lib';
import { vpcOf } from '../helpers/clusters';
import { findCycle } from '../helpers/cycles';
import { errorOf, warnings } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION, stackBeside } from '../helpers/stacks';
import { configurationOf } from '../helpers/vpc-collectors';

const BROKERS = 'b-2.demo.abcde.c2.kafka.eu-west-1.amazonaws.com:9098,b-1.demo.abcde.c2.kafka.eu-west-1.amazonaws.com:9098';

function mskCollector(stack: Stack, props: Partial<MskCollectorProps> = {}): MskCollector {
  return new MskCollector(stack, 'Collector', { vpc: vpcOf(stack), bootstrapBrokers: BROKERS, ...props });
}

/** An MSK cluster of this app with open monitoring by default. */
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

/** Creates the cluster with the L2. */
function mskClusterOfL2(stack: Stack, securityGroups: ISecurityGroup[]): msk.Cluster {
  return new msk.Cluster(stack, 'Kafka', {
    clusterName: 'demo',
    kafkaVersion: msk.KafkaVersion.V3_8_X,
    vpc: vpcOf(stack),
    securityGroups,
    monitoring: { enablePrometheusJmxExporter: true, enablePrometheusNodeExporter: true },
  });
}

/** The L2 of the alpha module is no reference yet. */
function l1Of(cluster: msk.Cluster): CfnCluster {
  return cluster.node.defaultChild as CfnCluster;
}

describe('a collector of an MSK cluster', () => {
  test('discovers both exporters of all brokers by one DNS name', () => {
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

  test('discovers them if the brokers are known only at deployment, and labels their metrics with the cluster', () => {
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
    ['of an L2', (stack, group) => ({ cluster: l1Of(mskClusterOfL2(stack, [group])) })],
  ])('opens the security groups %s', (_which, props) => {
    const stack = anyStack();
    const group = new SecurityGroup(stack, 'Brokers', { vpc: vpcOf(stack) });
    mskCollector(stack, props(stack, group));

    for (const port of [11_001, 11_002]) {
      Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        GroupId: stack.resolve(group.securityGroupId) as unknown, FromPort: port, ToPort: port, IpProtocol: 'tcp',
      });
    }
    expect(warnings(stack).join()).not.toContain('msk-security-groups');
    expect(findCycle(Template.fromStack(stack).toJSON())).toBeUndefined();
  });

  test.each<[string, (stack: Stack) => Partial<MskCollectorProps>]>([
    ['of a cluster that is not told', () => ({})],
    ['that others made', stack => ({ cluster: mskCluster(stack, { securityGroups: ['sg-1'] }) })],
  ])('leaves the security groups %s alone, with a warning', (_which, props) => {
    const stack = anyStack();
    mskCollector(stack, props(stack));

    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(warnings(stack).join()).toContain('cdk-managed-prometheus:msk-security-groups');
  });

  test('looks up the brokers of an L2 cluster, and labels their metrics with the cluster', () => {
    const stack = anyStack();
    const cluster = mskClusterOfL2(stack, [new SecurityGroup(stack, 'Group', { vpc: vpcOf(stack) })]);
    mskCollector(stack, { cluster: l1Of(cluster), bootstrapBrokers: cluster.bootstrapBrokersSaslIam });
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

  test('fails if an L2 has no open monitoring', () => {
    const stack = anyStack();
    const cluster = new msk.Cluster(stack, 'Kafka', { clusterName: 'demo', kafkaVersion: msk.KafkaVersion.V3_8_X, vpc: vpcOf(stack) });

    expect(errorOf(() => mskCollector(stack, { cluster: l1Of(cluster) })).message).toContain('cluster: has no open monitoring');
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
  ])('fails if the cluster has %s', (_what, brokers, props, message) => {
    const stack = anyStack();
    expect(errorOf(() => mskCollector(stack, { cluster: mskCluster(stack, brokers, props) })).message).toContain(message);
  });

  test.each<[string, object, object]>([
    ['public access without KRaft', { connectivityInfo: { publicAccess: { type: 'SERVICE_PROVIDED_EIPS' } } }, {}],
    ['KRaft without public access', {}, { kafkaVersion: '3.8.x.kraft' }],
  ])('accepts a cluster with %s', (_what, brokers, props) => {
    const stack = anyStack();
    expect(() => mskCollector(stack, { cluster: mskCluster(stack, brokers, props) })).not.toThrow();
  });

  test('is in the cluster\'s Region', () => {
    const stack = knownStack();
    const cluster = mskCluster(stackBeside(stack, { account: ACCOUNT, region: 'us-west-2' }));

    expect(errorOf(() => mskCollector(stack, { cluster })).message).toContain(`cluster: must be in the scraper's Region ${REGION}, got us-west-2`);
  });

  test('causes a warning about Express brokers', () => {
    const stack = anyStack();
    mskCollector(stack, { cluster: mskCluster(stack, { instanceType: 'express.m7g.large' }) });

    expect(warnings(stack).join()).toContain('cdk-managed-prometheus:msk-express');
  });

  test.each([
    ['boot-abc.c3.kafka-serverless.eu-west-1.amazonaws.com:9098', 'must be those of a provisioned cluster'],
    ['demo', 'must be the output of `aws kafka get-bootstrap-brokers`'],
    ['', 'must be the output of `aws kafka get-bootstrap-brokers`'],
  ])('fails if the brokers are %j', (bootstrapBrokers, message) => {
    expect(errorOf(() => mskCollector(anyStack(), { bootstrapBrokers })).message).toContain(`bootstrapBrokers: ${message}`);
  });
});
