/**
 * A cluster of aws-eks in CONFIG_MAP mode: a ClusterRole, its binding and an entry in aws-auth give the collector access.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/config-map.js"
 */
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { AuthenticationMode, Cluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import { EksCollector } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class ConfigMapStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      kubectlLayer: new KubectlV35Layer(this, 'Kubectl'),
      authenticationMode: AuthenticationMode.CONFIG_MAP,
    });

    // Two collectors of one cluster share the ClusterRole; each has an entry of its own in aws-auth.
    new EksCollector(this, 'Collector', { cluster });
  }
}

if (require.main === module) new ConfigMapStack(new App(), 'ConfigMap');
