import type { Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress, type ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { EksCollector, type VpcCollector } from '../../lib';
import { clusterOfV2, vpcOf } from '../helpers/clusters';
import { warnings } from '../helpers/problems';
import { anyStack } from '../helpers/stacks';
import { vpcCollector } from '../helpers/vpc-collectors';

const WARNING = 'cdk-managed-prometheus:security-groups';

function warned(stack: Stack): string[] {
  return warnings(stack).filter(warning => warning.includes(WARNING));
}

function group(stack: Stack, id: string, allowAllOutbound = true): SecurityGroup {
  return new SecurityGroup(stack, id, { vpc: vpcOf(stack), allowAllOutbound });
}

describe('a collector whose security groups allow no egress', () => {
  const collect = (stack: Stack, ...securityGroups: ISecurityGroup[]) => vpcCollector(stack, { securityGroups });

  test('causes a warning', () => {
    const stack = anyStack();
    collect(stack, group(stack, 'One', false), group(stack, 'Two', false));

    expect(warned(stack)).toEqual([expect.stringContaining('no security group of the collector allows egress')]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['one of them allows egress', stack => collect(stack, group(stack, 'One', false), group(stack, 'Two'))],
    ['a rule is added afterwards', (stack) => {
      const own = group(stack, 'Own', false);
      collect(stack, own);
      own.addEgressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(9090));
    }],
    ['a rule of its own is added', (stack) => {
      const own = group(stack, 'Own', false);
      collect(stack, own);
      return new CfnSecurityGroupEgress(stack, 'Rule', { groupId: own.securityGroupId, ipProtocol: '-1', cidrIp: '0.0.0.0/0' });
    }],
    ['one of them is not in this app', stack => collect(stack, group(stack, 'One', false), SecurityGroup.fromSecurityGroupId(stack, 'Two', 'sg-1'))],
    ['an L1 leaves egress out', (stack) => {
      const { attrGroupId } = new CfnSecurityGroup(stack, 'Own', { groupDescription: 'own' });
      return collect(stack, SecurityGroup.fromSecurityGroupId(stack, 'Imported', attrGroupId));
    }],
  ])('causes no warning if %s', (_why, make) => {
    const stack = anyStack();
    make(stack);

    expect(warned(stack)).toEqual([]);
  });
});

describe('a collector with a new security group', () => {
  test('causes a warning if no security group of the app allows ingress from it', () => {
    const stack = anyStack();
    vpcCollector(stack);
    group(stack, 'Target').addIngressRule(group(stack, 'Other'), Port.tcp(9090));

    expect(warned(stack)).toEqual([expect.stringContaining('no security group of this app allows ingress from the collector')]);
  });

  test.each<[string, (stack: Stack, collector: VpcCollector) => unknown]>([
    ['a target allows ingress from it', (stack, collector) => { group(stack, 'Target').connections.allowFrom(collector, Port.tcp(9090)); }],
    ['a target of another app allows ingress from it', (stack, collector) => { SecurityGroup.fromSecurityGroupId(stack, 'Target', 'sg-1').connections.allowFrom(collector, Port.tcp(9090)); }],
    ['a target allows ingress from a CIDR', (stack) => {
      group(stack, 'Target').addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(9090));
    }],
    ['a rule of its own allows ingress from it', (stack, collector) => new CfnSecurityGroupIngress(stack, 'Rule', {
      groupId: 'sg-1', ipProtocol: '-1', sourceSecurityGroupId: collector.connections.securityGroups[0]?.securityGroupId,
    })],
  ])('causes no warning if %s', (_why, allow) => {
    const stack = anyStack();
    allow(stack, vpcCollector(stack));

    expect(warned(stack)).toEqual([]);
  });
});

describe('a collector of a cluster of this app, with other security groups than the cluster\'s,', () => {
  function collect(stack: Stack) {
    const cluster = clusterOfV2(stack);
    const collector = new EksCollector(stack, 'Collector', { cluster, securityGroups: [group(stack, 'Own')] });
    return { cluster, collector };
  }

  test('causes a warning if the cluster does not allow ingress from them', () => {
    const stack = anyStack();
    const { collector } = collect(stack);
    group(stack, 'Target').connections.allowFrom(collector, Port.tcp(9090));

    expect(warned(stack)).toEqual([expect.stringContaining('no security group of the targets allows ingress from the collector')]);
  });

  test('causes no warning if the cluster allows ingress from them', () => {
    const stack = anyStack();
    const { cluster, collector } = collect(stack);
    cluster.connections.allowFrom(collector, Port.allTcp());

    expect(warned(stack)).toEqual([]);
  });

  test('causes no warning if they include the cluster security group', () => {
    const stack = anyStack();
    const cluster = clusterOfV2(stack);
    new EksCollector(stack, 'Collector', { cluster, securityGroups: [cluster.clusterSecurityGroup] });

    expect(warned(stack)).toEqual([]);
  });
});
