import { Token } from 'aws-cdk-lib';
import { type IConnectable, type ISecurityGroup, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { attributeOrUndefined } from '../private/attribute-or-undefined';

/** The security groups of a target of a collector. */
export interface Target {
  /** The security groups that the user specifies. */
  readonly securityGroups: readonly ISecurityGroup[] | undefined;
  /** The construct of the target, whose `connections` are used if it has any. */
  readonly construct: IConstruct | undefined;
  /** The IDs in the properties of an L1. IDs of security groups of this app are tokens. */
  readonly groupIds: readonly string[];
  /** The prefix of the construct IDs of imported groups. */
  readonly id: string;
}

/**
 * Allows ingress from a collector to the security groups of a target. Returns whether the app can change any.
 */
export function allowIngress(collector: Construct & IConnectable, target: Target, ...ports: number[]): boolean {
  const groups = groupsOf(collector, target);
  for (const group of groups) {
    for (const port of ports) group.connections.allowFrom(collector, Port.tcp(port), 'Prometheus collector');
  }
  return groups.length > 0;
}

function groupsOf(collector: Construct, { securityGroups, construct, groupIds, id }: Target): readonly IConnectable[] {
  if (securityGroups) return securityGroups;
  const connections = attributeOrUndefined(() => (construct as Partial<IConnectable> | undefined)?.connections);
  if (connections) return [{ connections }];
  return groupIds.filter(groupId => Token.isUnresolved(groupId))
    .map((groupId, index) => SecurityGroup.fromSecurityGroupId(collector, `${id}${index}`, groupId));
}

/** Returns the IDs in a list of a property, as far as they are known. */
export function knownIds(property: unknown, member: string): string[] {
  const ids = Token.isUnresolved(property) ? undefined : (property as Record<string, unknown> | undefined)?.[member];
  return Array.isArray(ids) && !Token.isUnresolved(ids) ? ids as string[] : [];
}
