import type { ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { attributeOrUndefined } from '../private/attribute-or-undefined';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { subnetProblems } from '../scraper/network';

/** The subnets of a collector, and their problems. */
export interface ChosenSubnets {
  readonly subnets: ISubnet[];
  readonly problems: PropertyProblem[];
}

/**
 * Returns the subnets that the user specifies, or else the default ones.
 *
 * @param preferred the IDs of subnets that are preferred as defaults, such as those of the cluster
 */
export function chosenSubnets(vpc: IVpc, selection: SubnetSelection | undefined, preferred: readonly string[] = []): ChosenSubnets {
  try {
    const subnets = selection ? vpc.selectSubnets(selection).subnets : defaultSubnets(vpc, preferred);
    return { subnets, problems: subnetProblems('vpcSubnets', subnets) };
  } catch (error) {
    // The VPC has no such subnets.
    return { subnets: [], problems: [{ path: 'vpcSubnets', message: error instanceof Error ? error.message : String(error) }] };
  }
}

/**
 * Returns one subnet per zone of the first kind with at least two zones: private, isolated, public, all; preferred subnets before others.
 * Keeps the order of the VPC, so that every synthesis returns the same: other subnets would replace the scraper.
 */
function defaultSubnets(vpc: IVpc, preferred: readonly string[]): ISubnet[] {
  const all = [vpc.privateSubnets, vpc.isolatedSubnets, vpc.publicSubnets];
  const ours = all.map(subnets => subnets.filter(({ subnetId }) => preferred.includes(subnetId)));
  const choices = [...ours, ours.flat(), ...all].map(onePerZone);
  const enough = choices.find(subnets => subnets.length >= LIMITS.subnets.min);
  return (enough ?? onePerZone(all.flat())).slice(0, LIMITS.subnets.max);
}

function onePerZone(subnets: readonly ISubnet[]): ISubnet[] {
  const zones = new Map<string, ISubnet>();
  for (const subnet of subnets) {
    const zone = attributeOrUndefined(() => subnet.availabilityZone) ?? subnet.subnetId;
    if (!zones.has(zone)) zones.set(zone, subnet);
  }
  return [...zones.values()];
}
