/**
 * Machines on Amazon EC2, found by a DNS name of the VPC. The same works for Amazon ECS tasks with a Cloud Map name.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/ec2-by-dns.js"
 */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Instance, InstanceClass, InstanceSize, InstanceType, MachineImage, Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ARecord, PrivateHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { DnsRecordType, ScrapeConfiguration, ScrapeJob, VpcCollector } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

const NODE_EXPORTER = 9100;

export class Ec2ByDnsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const machine = new Instance(this, 'Machine', {
      vpc,
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
      machineImage: MachineImage.latestAmazonLinux2023({ cachedInContext: false }),
    });
    const zone = new PrivateHostedZone(this, 'Zone', { vpc, zoneName: 'shop.internal' });
    const machines = new ARecord(this, 'Machines', {
      zone, recordName: 'machines', target: RecordTarget.fromIpAddresses(machine.instancePrivateIp),
    });

    const collector = new VpcCollector(this, 'Collector', {
      vpc,
      scrapeConfiguration: new ScrapeConfiguration({
        externalLabels: { shop: 'main' },
        jobs: [new ScrapeJob({
          jobName: 'node',
          dnsServiceDiscovery: [{ names: [machines.domainName], type: DnsRecordType.A, port: NODE_EXPORTER }],
        })],
      }),
    });
    machine.connections.allowFrom(collector, Port.tcp(NODE_EXPORTER));
  }
}

if (require.main === module) new Ec2ByDnsStack(new App(), 'Ec2ByDns');
