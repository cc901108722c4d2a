import { type ISecurityGroup, type ISubnet, SecurityGroup, Subnet } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Subnets that exist already, one for each zone given; one without a zone does not know it. */
export function subnetsIn(scope: Construct, ...zones: (string | undefined)[]): ISubnet[] {
  return zones.map((availabilityZone, index) =>
    Subnet.fromSubnetAttributes(scope, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }));
}

/** So many security groups that exist already. */
export function securityGroups(scope: Construct, count: number): ISecurityGroup[] {
  return Array.from({ length: count }, (_, index) => SecurityGroup.fromSecurityGroupId(scope, `Group${index}`, `sg-${index}`));
}
