/**
 * The shortest way: a cluster of aws-eks-v2, and a collector with all its defaults.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/eks-v2.js"
 */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { EksCollector } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class EksV2Stack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    new EksCollector(this, 'Collector', { cluster });
  }
}

if (require.main === module) new EksV2Stack(new App(), 'EksV2');
