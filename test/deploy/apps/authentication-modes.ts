import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack } from 'aws-cdk-lib';
import { AuthenticationMode, Cluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import { EksCollector } from 'cdk-managed-prometheus';

/*
 * Clusters of aws-eks in the modes that read access entries; `examples/config-map.ts` has the third mode.
 */

const app = new App();
for (const [name, authenticationMode] of [['ApiAndConfigMap', AuthenticationMode.API_AND_CONFIG_MAP], ['Api', AuthenticationMode.API]] as const) {
  const stack = new Stack(app, name);
  const cluster = new Cluster(stack, 'Cluster', {
    version: KubernetesVersion.V1_35,
    kubectlLayer: new KubectlV35Layer(stack, 'Kubectl'),
    authenticationMode,
  });
  new EksCollector(stack, 'Collector', { cluster });
}
