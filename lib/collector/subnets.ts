import type { ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { known } from '../private/known';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { subnetProblems } from '../scraper/network';

/** The subnets of a collector, and what is wrong with them. */
export interface ChosenSubnets {
  readonly subnets: ISubnet[];
  readonly problems: PropertyProblem[];
}

/**
 * The subnets that the user chose, else the default ones.
 *
 * @param preferred the ids of those from which the default ones are taken, where the VPC has them
 */
export function chosenSubnets(vpc: IVpc, selection: SubnetSelection | undefined, preferred: readonly string[] = []): ChosenSubnets {
  try {
    const subnets = selection ? vpc.selectSubnets(selection).subnets : defaultSubnets(vpc, preferred);
    return { subnets, problems: subnetProblems('vpcSubnets', subnets) };
  } catch (error) {
    // A selection that the VPC does not have.
    return { subnets: [], problems: [{ path: 'vpcSubnets', message: error instanceof Error ? error.message : String(error) }] };
  }
}

/**
 * One subnet per zone, of the first kind that has two zones: private before isolated before public before all together, and of
 * the preferred ones before any. In the VPC's own order, so that every synth gives the same: other subnets would make another
 * scraper.
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
    const zone = known(() => subnet.availabilityZone) ?? subnet.subnetId;
    if (!zones.has(zone)) zones.set(zone, subnet);
  }
  return [...zones.values()];
}
