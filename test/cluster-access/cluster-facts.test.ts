import { Fn, Lazy, type Stack } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { AuthenticationMode, CfnCluster, Cluster, EndpointAccess, FargateCluster, type IClusterRef, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { clusterFacts, type ClusterFacts } from '../../lib/cluster-access/cluster-facts';
import { clusterOfL1, clusterOfV1, clusterOfV2, type Endpoints, vpcOf } from '../helpers/clusters';
import { anyStack } from '../helpers/stacks';

type Facts = Omit<ClusterFacts, 'cluster' | 'subnetIds'> & { readonly type?: string; readonly ownsAwsAuth: boolean };

/** The facts about a cluster, without the constructs. */
function factsOf(make: (stack: Stack) => IClusterRef): Facts {
  const { cluster, resource, awsEksCluster, subnetIds, kubectl, isAutoMode, isIpv6, kubernetesVersion, ...facts }
    = clusterFacts(make(anyStack()));
  return { ...facts, type: resource?.cfnResourceType, ownsAwsAuth: awsEksCluster !== undefined };
}

const mode = (authenticationMode: unknown) => ({ authenticationMode: authenticationMode as string });

describe('an aws-eks cluster', () => {
  test.each([
    [undefined, 'CONFIG_MAP'],
    [AuthenticationMode.CONFIG_MAP, 'CONFIG_MAP'],
    [AuthenticationMode.API_AND_CONFIG_MAP, 'API_AND_CONFIG_MAP'],
    [AuthenticationMode.API, 'API'],
  ])('with the authentication mode %s has the known mode %s', (authenticationMode, expected) => {
    expect(factsOf(stack => clusterOfV1(stack, { authenticationMode })))
      .toEqual({ type: 'Custom::AWSCDK-EKS-Cluster', authenticationMode: expected, privateEndpoint: true, ownsAwsAuth: true });
  });

  test.each([
    [EndpointAccess.PUBLIC, false],
    [EndpointAccess.PRIVATE, true],
    [EndpointAccess.PUBLIC_AND_PRIVATE, true],
    [EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('10.0.0.0/8'), true],
  ])('has or lacks a private endpoint as its endpoint access states', (endpointAccess, expected) => {
    expect(factsOf(stack => clusterOfV1(stack, { endpointAccess })).privateEndpoint).toBe(expected);
  });

  test('on Fargate has a known mode and a known endpoint', () => {
    const fargate = (stack: Stack) => new FargateCluster(stack, 'Cluster', {
      version: KubernetesVersion.V1_35, kubectlLayer: new KubectlV35Layer(stack, 'Kubectl'), vpc: vpcOf(stack),
    });

    expect(factsOf(fargate)).toMatchObject({ authenticationMode: 'CONFIG_MAP', privateEndpoint: true, ownsAwsAuth: true });
  });
});

describe('an aws-eks-v2 cluster', () => {
  test.each([
    [undefined, true],
    [v2.EndpointAccess.PRIVATE, true],
    [v2.EndpointAccess.PUBLIC_AND_PRIVATE, true],
    [v2.EndpointAccess.PUBLIC, false],
  ])('has the mode API, and a private endpoint as its endpoint access states', (endpointAccess, privateEndpoint) => {
    expect(factsOf(stack => clusterOfV2(stack, { endpointAccess })))
      .toEqual({ type: 'AWS::EKS::Cluster', authenticationMode: 'API', privateEndpoint, ownsAwsAuth: false });
  });
});

describe('an L1 cluster', () => {
  test.each<[string, CfnCluster['accessConfig'], string | undefined]>([
    ['without an access configuration', undefined, 'CONFIG_MAP'],
    ['with an empty access configuration', {}, 'CONFIG_MAP'],
    ['with the mode API', mode('API'), 'API'],
    ['with the mode API_AND_CONFIG_MAP', mode('API_AND_CONFIG_MAP'), 'API_AND_CONFIG_MAP'],
    ['with the mode CONFIG_MAP', mode('CONFIG_MAP'), 'CONFIG_MAP'],
    ['with a mode that is known only at deployment', mode(Lazy.string({ produce: () => 'API' })), undefined],
    ['with an access configuration that is known only at deployment', Lazy.any({ produce: () => mode('API') }), undefined],
  ])('%s has the mode %s', (_what, accessConfig, expected) => {
    expect(factsOf(stack => clusterOfL1(stack, accessConfig)))
      .toEqual({ type: 'AWS::EKS::Cluster', authenticationMode: expected, privateEndpoint: true, ownsAwsAuth: false });
  });

  test.each<[string, Endpoints, boolean | undefined]>([
    ['without endpoint properties', {}, false],
    ['without private access', { endpointPrivateAccess: false }, false],
    ['with private access', { endpointPrivateAccess: true }, true],
    ['with private access that is known only at deployment', { endpointPrivateAccess: Lazy.any({ produce: () => true }) }, undefined],
  ])('%s: its private endpoint is known as %s', (_what, endpoint, expected) => {
    expect(factsOf(stack => clusterOfL1(stack, undefined, endpoint)).privateEndpoint).toBe(expected);
  });
});

describe('the known subnets of a cluster', () => {
  const subnetsOf = (make: (stack: Stack) => IClusterRef) => {
    const stack = anyStack();
    return clusterFacts(make(stack)).subnetIds?.map(id => stack.resolve(id) as unknown);
  };
  const l1 = (subnetIds: string[]) => (stack: Stack) => new CfnCluster(stack, 'Cluster', { roleArn: 'role', resourcesVpcConfig: { subnetIds } });
  const privateOnes = [{ Ref: 'VpcPrivateSubnet1Subnet536B997A' }, { Ref: 'VpcPrivateSubnet2Subnet3788AAA1' }];
  const vpcSubnets = [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }];

  test.each<[string, (stack: Stack) => IClusterRef, unknown]>([
    ['the selected ones for aws-eks', stack => clusterOfV1(stack, { vpcSubnets }), privateOnes],
    ['the selected ones for aws-eks-v2', stack => clusterOfV2(stack, { vpcSubnets }), privateOnes],
    ['those of the property for an L1', l1(['subnet-0', 'subnet-1']), ['subnet-0', 'subnet-1']],
    ['none for an L1 with a list that is known only at deployment', l1(Fn.split(',', Fn.importValue('Subnets'))), undefined],
    ['none for an imported cluster', stack => v2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'prod' }), undefined],
  ])('are %s', (_whose, make, expected) => {
    expect(subnetsOf(make)).toEqual(expected);
  });
});

describe('an imported cluster', () => {
  test.each<[string, (stack: Stack) => IClusterRef]>([
    ['aws-eks', stack => Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'prod' })],
    ['aws-eks-v2', stack => v2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'prod' })],
    ['a bare reference', stack => CfnCluster.fromClusterName(stack, 'Cluster', 'prod')],
  ])('(%s) has no known facts', (_module, make) => {
    expect(factsOf(make)).toEqual({ ownsAwsAuth: false });
  });
});
