import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack } from 'aws-cdk-lib';
import { AuthenticationMode, Cluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import { EksCollector } from 'cdk-managed-prometheus';

/*
 * A cluster of aws-eks in the mode CONFIG_MAP whose nodes others add, by eksctl or kubectl: the app writes no aws-auth of its own.
 */

const stack = new Stack(new App(), 'OtherNodes');
const cluster = new Cluster(stack, 'Cluster', {
  version: KubernetesVersion.V1_35,
  kubectlLayer: new KubectlV35Layer(stack, 'Kubectl'),
  authenticationMode: AuthenticationMode.CONFIG_MAP,
  defaultCapacity: 0,
});
new EksCollector(stack, 'Collector', { cluster });
