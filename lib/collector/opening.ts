import { Token } from 'aws-cdk-lib';
import { type IConnectable, type ISecurityGroup, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { known } from '../private/known';

/** What a collector has to be let in by. */
export interface Target {
  /** What the user gives. */
  readonly securityGroups: readonly ISecurityGroup[] | undefined;
  /** What an L2 tells by its `connections`. */
  readonly construct: IConstruct | undefined;
  /** What an L1 refers to: groups of this app are tokens. */
  readonly groupIds: readonly string[];
  /** The ids of constructs that stand for these groups begin with it. */
  readonly id: string;
}

/** Opens the security groups of what is scraped for a collector, and tells whether there were any that this app may open. */
export function open(collector: Construct & IConnectable, target: Target, ...ports: number[]): boolean {
  const groups = groupsOf(collector, target);
  for (const group of groups) {
    for (const port of ports) group.connections.allowFrom(collector, Port.tcp(port), 'Prometheus collector');
  }
  return groups.length > 0;
}

function groupsOf(collector: Construct, { securityGroups, construct, groupIds, id }: Target): readonly IConnectable[] {
  if (securityGroups) return securityGroups;
  const connections = known(() => (construct as Partial<IConnectable> | undefined)?.connections);
  if (connections) return [{ connections }];
  return groupIds.filter(groupId => Token.isUnresolved(groupId))
    .map((groupId, index) => SecurityGroup.fromSecurityGroupId(collector, `${id}${index}`, groupId));
}

/** The ids in a list that a property holds, as far as they are known. */
export function knownIds(property: unknown, member: string): string[] {
  const ids = Token.isUnresolved(property) ? undefined : (property as Record<string, unknown> | undefined)?.[member];
  return Array.isArray(ids) && !Token.isUnresolved(ids) ? ids as string[] : [];
}
