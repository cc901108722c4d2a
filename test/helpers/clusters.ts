import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, Cluster, type ClusterProps, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import type { Construct } from 'constructs';

/** The VPC of a scope: public and private subnets in two zones. */
export function vpcOf(scope: Construct): IVpc {
  return scope.node.tryFindChild('Vpc') as Vpc | undefined ?? new Vpc(scope, 'Vpc', { maxAzs: 2, natGateways: 1 });
}

/** A cluster of aws-eks without nodes. */
export function clusterOfV1(scope: Construct, props: Partial<ClusterProps> = {}): Cluster {
  return new Cluster(scope, 'Cluster', {
    version: KubernetesVersion.V1_35,
    kubectlLayer: new KubectlV35Layer(scope, 'Kubectl'),
    vpc: vpcOf(scope),
    defaultCapacity: 0,
    ...props,
  });
}

/** A cluster of aws-eks-v2 without nodes. */
export function clusterOfV2(scope: Construct, props: Partial<v2.ClusterProps> = {}): v2.Cluster {
  return new v2.Cluster(scope, 'Cluster', {
    version: v2.KubernetesVersion.V1_35,
    vpc: vpcOf(scope),
    defaultCapacityType: v2.DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
    ...props,
  });
}

/** The properties of an L1 cluster about its endpoints. */
export type Endpoints = Pick<CfnCluster.ResourcesVpcConfigProperty, 'endpointPrivateAccess' | 'endpointPublicAccess'>;

/** A cluster as an L1, by default with a private endpoint. */
export function clusterOfL1(
  scope: Construct, accessConfig?: CfnCluster['accessConfig'], endpoints: Endpoints = { endpointPrivateAccess: true },
): CfnCluster {
  return new CfnCluster(scope, 'Cluster', {
    roleArn: 'arn:aws:iam::111122223333:role/Cluster',
    resourcesVpcConfig: { subnetIds: ['subnet-0', 'subnet-1'], ...endpoints },
    accessConfig,
  });
}
