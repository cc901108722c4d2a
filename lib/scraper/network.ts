import { Token } from 'aws-cdk-lib';
import type { ISecurityGroup, ISubnet } from 'aws-cdk-lib/aws-ec2';
import { attributeOrUndefined } from '../private/attribute-or-undefined';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';

/**
 * Checks the subnets of a scraper, as far as they are known at synthesis.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function subnetProblems(path: string, subnets: readonly ISubnet[]): PropertyProblem[] {
  // An imported VPC represents a list of subnets that is known only at deployment by one subnet.
  if (Token.isUnresolved(subnets.map(subnet => subnet.subnetId))) return [];
  const { min, max } = LIMITS.subnets;
  const problems: PropertyProblem[] = [];
  if (subnets.length < min || subnets.length > max) {
    problems.push({
      path,
      message: `specify ${min} to ${max} subnets, each in an Availability Zone of its own, got ${subnets.length}${list(subnets)}`,
    });
  }
  for (const sharing of byZone(subnets).filter(group => group.length > 1)) {
    problems.push({
      path,
      message: `specify one subnet per Availability Zone, got ${sharing.length} in the same zone${list(sharing)}`,
    });
  }
  return problems;
}

/** Groups subnets by zone. Equal tokens are one zone; a subnet without a known zone is a separate group. */
function byZone(subnets: readonly ISubnet[]): ISubnet[][] {
  const groups = new Map<string, ISubnet[]>();
  for (const subnet of subnets) {
    const zone = attributeOrUndefined(() => subnet.availabilityZone) ?? subnet.subnetId;
    groups.set(zone, [...groups.get(zone) ?? [], subnet]);
  }
  return [...groups.values()];
}

function list(subnets: readonly ISubnet[]): string {
  return subnets.length === 0 ? '' : `: ${subnets.map(subnet => subnet.node.path).join(', ')}`;
}

/** Checks the number of security groups of a scraper. */
export function securityGroupProblems(groups: readonly ISecurityGroup[] | undefined): PropertyProblem[] {
  const { min, max } = LIMITS.securityGroups;
  if (groups === undefined || (groups.length >= min && groups.length <= max)) return [];
  return [{ path: 'securityGroups', message: `specify ${min} to ${max} security groups, got ${groups.length}` }];
}
