import { Fn, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type ISubnet, type IVpc, Subnet, type SubnetSelection, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, Cluster, EndpointAccess, type IClusterRef } from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ClusterAccess, EksCollector, type EksCollectorProps } from '../../lib';
import { eksNetwork } from '../../lib/collector/eks-network';
import { clusterOfL1, clusterOfV1, clusterOfV2, vpcOf } from '../helpers/clusters';
import { errorOf, warnings } from '../helpers/problems';
import { securityGroups, subnetsIn } from '../helpers/networks';
import { anyStack } from '../helpers/stacks';

type Zones = (string | undefined)[];

/** A VPC that has subnets of each kind in the zones given, called `private-a`, `isolated-a` and `public-a`. */
function vpcWith(stack: Stack, zones: { private?: Zones; isolated?: Zones; public?: Zones }): IVpc {
  const subnets = (kind: keyof typeof zones): ISubnet[] => (zones[kind] ?? []).map((availabilityZone, index) =>
    Subnet.fromSubnetAttributes(stack, `${kind}${index}`, { subnetId: `${kind}-${availabilityZone ?? index}`, availabilityZone }));
  return Object.assign(new Construct(stack, 'OtherVpc'), {
    privateSubnets: subnets('private'), isolatedSubnets: subnets('isolated'), publicSubnets: subnets('public'),
  }) as unknown as IVpc;
}

function importedOf(stack: Stack, attributes: { vpc?: IVpc; clusterSecurityGroupId?: string } = {}): IClusterRef {
  return Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod', ...attributes });
}

/** The source of the one scraper in a stack. */
function sourceOf(stack: Stack): { SubnetIds: unknown[]; SecurityGroupIds?: unknown[] } {
  const [scraper] = Object.values(Template.fromStack(stack).findResources('AWS::APS::Scraper')) as
    { Properties: { Source: { EksConfiguration: { SubnetIds: unknown[] } } } }[];
  return scraper?.Properties.Source.EksConfiguration ?? { SubnetIds: [] };
}

function collector(stack: Stack, cluster: IClusterRef, props: Partial<EksCollectorProps> = {}): EksCollector {
  return new EksCollector(stack, 'Collector', { cluster, access: ClusterAccess.none(), ...props });
}

describe('the subnets of a collector', () => {
  test.each<[string, Parameters<typeof vpcWith>[1], string[]]>([
    ['private ones before isolated and public ones', { private: ['a', 'b'], isolated: ['a', 'b', 'c'], public: ['a', 'b', 'c'] }, ['private-a', 'private-b']],
    ['isolated ones before public ones', { isolated: ['a', 'b'], public: ['a', 'b', 'c'] }, ['isolated-a', 'isolated-b']],
    ['public ones where there are no others', { public: ['a', 'b', 'c'] }, ['public-a', 'public-b', 'public-c']],
    ['isolated ones where private ones have one zone', { private: ['a'], isolated: ['a', 'b'] }, ['isolated-a', 'isolated-b']],
    ['of all kinds where none has two zones', { private: ['a'], isolated: ['a'], public: ['b'] }, ['private-a', 'public-b']],
    ['one per zone', { private: ['a', 'a', 'b', 'b'] }, ['private-a', 'private-b']],
    ['five at most, the first', { private: ['c', 'a', 'f', 'b', 'e', 'd'] }, ['private-c', 'private-a', 'private-f', 'private-b', 'private-e']],
    ['each of its own where the zones are unknown', { private: [undefined, undefined] }, ['private-0', 'private-1']],
  ])('are %s', (_which, zones, expected) => {
    const stack = anyStack();
    const { subnets } = eksNetwork({ cluster: importedOf(stack) }, { vpc: vpcWith(stack, zones) });

    expect(subnets.map(subnet => subnet.subnetId)).toEqual(expected);
  });

  test('are those of the cluster\'s VPC', () => {
    const stack = anyStack();
    collector(stack, clusterOfV2(stack));

    expect(sourceOf(stack).SubnetIds).toEqual(stack.resolve(vpcOf(stack).privateSubnets.map(subnet => subnet.subnetId)));
  });

  const groups = (stack: Stack) => new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    subnetConfiguration: [
      { name: 'Ingress', subnetType: SubnetType.PUBLIC },
      { name: 'Apps', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'Eks', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    ],
  });

  test.each<[string, (stack: Stack, vpc: IVpc, vpcSubnets: SubnetSelection[]) => IClusterRef]>([
    ['aws-eks', (stack, vpc, vpcSubnets) => clusterOfV1(stack, { vpc, vpcSubnets })],
    ['aws-eks-v2', (stack, vpc, vpcSubnets) => clusterOfV2(stack, { vpc, vpcSubnets })],
    ['an L1 with the VPC beside it', (stack, vpc, vpcSubnets) => new CfnCluster(stack, 'Cluster', {
      roleArn: 'arn:aws:iam::111122223333:role/Cluster',
      resourcesVpcConfig: {
        subnetIds: vpcSubnets.flatMap(selection => vpc.selectSubnets(selection).subnetIds), endpointPrivateAccess: true,
      },
    })],
  ])('are those of the cluster itself, of %s, and not others of its VPC', (_module, make) => {
    const stack = anyStack();
    const vpc = groups(stack);
    collector(stack, make(stack, vpc, [{ subnetGroupName: 'Ingress' }, { subnetGroupName: 'Eks' }]), { vpc });

    expect(sourceOf(stack).SubnetIds).toEqual(stack.resolve(vpc.selectSubnets({ subnetGroupName: 'Eks' }).subnetIds));
  });

  test.each<[string, string[], string[]]>([
    ['of all kinds that the cluster has, where none has two zones', ['private-a', 'public-b'], ['private-a', 'public-b']],
    ['of the VPC, where it has one of the cluster\'s', ['private-b', 'elsewhere'], ['private-a', 'private-b']],
    ['of the VPC, where it has none of the cluster\'s', ['elsewhere'], ['private-a', 'private-b']],
  ])('are %s', (_which, subnetIds, expected) => {
    const stack = anyStack();
    const vpc = vpcWith(stack, { private: ['a', 'b'], public: ['a', 'b'] });
    const { subnets } = eksNetwork({ cluster: importedOf(stack), subnetIds }, { vpc });

    expect(subnets.map(subnet => subnet.subnetId)).toEqual(expected);
  });

  test('are those of a VPC in which the cluster has none', () => {
    const stack = anyStack();
    const cluster = clusterOfV2(stack);
    const vpc = new Vpc(stack, 'Peered', { maxAzs: 2 });
    collector(stack, cluster, { vpc });

    expect(sourceOf(stack).SubnetIds).toEqual(stack.resolve(vpc.privateSubnets.map(({ subnetId }) => subnetId)));
  });

  test('are reported together with all other problems if the VPC has no such subnets', () => {
    const stack = anyStack();

    expect(errorOf(() => collector(stack, clusterOfV2(stack), { vpcSubnets: { subnetGroupName: 'Pods' }, alias: '' })).message)
      .toBe('Stack/Collector has 2 problems:\n  - alias: must have 1 to 100 characters, got 0\n'
        + '  - vpcSubnets: There are no subnet groups with name \'Pods\' in this VPC. Available names: Public,Private');
  });

  test('are not counted if their list is known only at deployment', () => {
    const stack = anyStack();
    const list = (name: string) => Fn.split(',', Fn.importValue(name));
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1', availabilityZones: list('Zones'), privateSubnetIds: list('Private'), publicSubnetIds: list('Public'),
    });
    collector(stack, importedOf(stack, { vpc }));

    expect(sourceOf(stack).SubnetIds).toEqual({ 'Fn::Split': [',', { 'Fn::ImportValue': 'Private' }] });
  });

  test('are the same in every synth', () => {
    const synth = () => {
      const stack = anyStack();
      collector(stack, clusterOfV1(stack));
      return sourceOf(stack);
    };

    expect(synth()).toEqual(synth());
  });

  test('are those of another VPC, if one is given', () => {
    const stack = anyStack();
    collector(stack, clusterOfV2(stack), { vpc: vpcWith(stack, { private: ['a', 'b'] }) });

    expect(sourceOf(stack).SubnetIds).toEqual(['private-a', 'private-b']);
  });

  test('are those that vpcSubnets selects', () => {
    const stack = anyStack();
    collector(stack, clusterOfV2(stack), { vpcSubnets: { subnetType: SubnetType.PUBLIC } });

    expect(sourceOf(stack).SubnetIds).toEqual(stack.resolve(vpcOf(stack).publicSubnets.map(subnet => subnet.subnetId)));
  });

  test('are those that are given, for a cluster whose VPC is unknown', () => {
    const stack = anyStack();
    collector(stack, CfnCluster.fromClusterName(stack, 'Imported', 'prod'), { vpcSubnets: { subnets: subnetsIn(stack, 'a', 'b') } });

    expect(sourceOf(stack).SubnetIds).toEqual(['subnet-0', 'subnet-1']);
  });

  test('may be known only at deployment', () => {
    const stack = anyStack();
    const subnets = ['One', 'Two'].map(name => Subnet.fromSubnetId(stack, name, Fn.importValue(name)));
    collector(stack, importedOf(stack), { vpcSubnets: { subnets } });

    expect(sourceOf(stack).SubnetIds).toEqual([{ 'Fn::ImportValue': 'One' }, { 'Fn::ImportValue': 'Two' }]);
  });

  test.each<[string, (stack: Stack) => IClusterRef]>([
    ['aws-eks', stack => importedOf(stack)],
    ['aws-eks-v2', stack => v2.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod' })],
    ['an L1', stack => clusterOfL1(stack)],
    ['a bare reference', stack => CfnCluster.fromClusterName(stack, 'Imported', 'prod')],
  ])('fail if they are not specified and the VPC of a cluster of %s is unknown', (_module, make) => {
    const stack = anyStack();

    expect(errorOf(() => collector(stack, make(stack))).message).toBe('Stack/Collector has a problem:\n'
      + '  - vpc: the VPC of the cluster is unknown; specify vpc, or vpcSubnets with the subnets themselves');
  });

  test('fail if the VPC has a single zone', () => {
    const stack = anyStack();
    const vpc = new Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 });

    expect(() => collector(stack, importedOf(stack, { vpc })))
      .toThrow('- vpcSubnets: specify 2 to 5 subnets, each in an Availability Zone of its own, got 1: Stack/Vpc/PrivateSubnet1');
  });

  test('fail if six are given', () => {
    const stack = anyStack();
    const subnets = subnetsIn(stack, 'a', 'b', 'c', 'd', 'e', 'f');

    expect(() => collector(stack, importedOf(stack), { vpcSubnets: { subnets } })).toThrow('- vpcSubnets: specify 2 to 5 subnets');
  });
});

describe('the security groups of a collector', () => {
  test.each<[string, (stack: Stack) => IClusterRef & { clusterSecurityGroupId?: string }]>([
    ['aws-eks', clusterOfV1],
    ['aws-eks-v2', clusterOfV2],
  ])('are those of the cluster, of %s', (_module, make) => {
    const stack = anyStack();
    const cluster = make(stack);
    collector(stack, cluster);

    expect(sourceOf(stack).SecurityGroupIds).toEqual([stack.resolve(cluster.clusterSecurityGroupId)]);
  });

  test.each<[string, (stack: Stack, clusterSecurityGroupId?: string) => IClusterRef]>([
    ['aws-eks', (stack, clusterSecurityGroupId) => importedOf(stack, { vpc: vpcOf(stack), clusterSecurityGroupId })],
    ['aws-eks-v2', (stack, clusterSecurityGroupId) =>
      v2.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod', vpc: vpcOf(stack), clusterSecurityGroupId })],
  ])('of an imported cluster of %s are the cluster\'s if they are known, else left to the service', (_module, make) => {
    const [told, silent] = [anyStack(), anyStack()];
    collector(told, make(told, 'sg-cluster'));
    collector(silent, make(silent));

    expect(sourceOf(told).SecurityGroupIds).toEqual(['sg-cluster']);
    expect(sourceOf(silent)).not.toHaveProperty('SecurityGroupIds');
  });

  test('are those that are given', () => {
    const stack = anyStack();
    collector(stack, clusterOfV2(stack), { securityGroups: securityGroups(stack, 5) });

    expect(sourceOf(stack).SecurityGroupIds).toEqual(['sg-0', 'sg-1', 'sg-2', 'sg-3', 'sg-4']);
  });

  test.each([0, 6])('fail if their number is %d', (count) => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfV2(stack), { securityGroups: securityGroups(stack, count) }))
      .toThrow(`- securityGroups: specify 1 to 5 security groups, got ${count}`);
  });
});

describe('an API server without a private endpoint causes a warning', () => {
  const WARNING = 'cdk-managed-prometheus:cluster-public-endpoint';

  test.each<[string, (stack: Stack) => IClusterRef]>([
    ['aws-eks', stack => clusterOfV1(stack, { endpointAccess: EndpointAccess.PUBLIC })],
    ['aws-eks-v2', stack => clusterOfV2(stack, { endpointAccess: v2.EndpointAccess.PUBLIC })],
    ['an L1', stack => clusterOfL1(stack, { authenticationMode: 'API' }, { endpointPrivateAccess: false })],
    ['an L1 that says nothing', stack => clusterOfL1(stack, { authenticationMode: 'API' }, {})],
  ])('for a cluster of %s', (_module, make) => {
    const stack = anyStack();

    collector(stack, make(stack), { vpcSubnets: { subnets: subnetsIn(stack, 'a', 'b') } });

    expect(warnings(stack).filter(warning => warning.includes(WARNING))).toHaveLength(1);
  });
});
