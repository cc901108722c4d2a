/**
 * An OpenSearch domain, which has no Prometheus endpoint: the collector runs the exporter itself. The domain lets it in.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/opensearch.js"
 */
import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Domain, EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import { OpenSearchCollector } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class OpenSearchStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const domain = new Domain(this, 'Domain', {
      version: EngineVersion.OPENSEARCH_2_19,
      vpc,
      vpcSubnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
      zoneAwareness: { availabilityZoneCount: 2 },
      capacity: { dataNodes: 2, multiAzWithStandbyEnabled: false },
    });

    new OpenSearchCollector(this, 'Collector', { vpc, domain, scrapeInterval: Duration.seconds(60) });
  }
}

if (require.main === module) new OpenSearchStack(new App(), 'OpenSearch');
