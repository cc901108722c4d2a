/**
 * An MSK cluster: Kafka itself and the brokers' machines, found by DNS. The cluster lets the collector in.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/msk.js"
 */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-msk';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { MskCollector, Relabeling } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class MskStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const brokers = new SecurityGroup(this, 'Brokers', { vpc });
    brokers.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(9098), 'Kafka clients with IAM');
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: 'orders',
      kafkaVersion: '3.8.x',
      numberOfBrokerNodes: 2,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.m7g.large',
        clientSubnets: vpc.privateSubnets.map(subnet => subnet.subnetId),
        securityGroups: [brokers.securityGroupId],
      },
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      openMonitoring: { prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } } },
    });

    new MskCollector(this, 'Collector', {
      vpc,
      cluster,
      bootstrapBrokers: bootstrapBrokers(cluster),
      metricRelabelings: [Relabeling.drop({ sourceLabels: ['__name__'], regex: 'kafka_log_Log_.*' })],
    });
  }
}

/** CloudFormation does not tell them; the L2 of `@aws-cdk/aws-msk-alpha` asks in the same way. */
function bootstrapBrokers(cluster: CfnCluster): string {
  const answer = new AwsCustomResource(cluster, 'BootstrapBrokers', {
    onUpdate: {
      service: 'Kafka',
      action: 'getBootstrapBrokers',
      parameters: { ClusterArn: cluster.attrArn },
      physicalResourceId: PhysicalResourceId.of('BootstrapBrokers'),
      outputPaths: ['BootstrapBrokerStringSaslIam'],
    },
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [cluster.attrArn] }),
    installLatestAwsSdk: false,
  });
  return answer.getResponseField('BootstrapBrokerStringSaslIam');
}

if (require.main === module) new MskStack(new App(), 'Msk');
