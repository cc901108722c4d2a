import type { ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { known } from '../private/known';
import { LIMITS } from '../private/limits';
import type { Problem } from '../private/problem';

/** Subnets, or why there are none. */
export interface SubnetChoice {
  readonly subnets: ISubnet[];
  readonly problems: Problem[];
}

/**
 * The subnets that the user chose, else one per zone among those of the VPC.
 *
 * @param among what a default is chosen from, where it is not the whole VPC
 */
export function chosenSubnets(vpc: IVpc, selection: SubnetSelection | undefined, among?: readonly SubnetSelection[]): SubnetChoice {
  return selection ? selectSubnets(vpc, selection) : { subnets: defaultSubnets(vpc, among), problems: [] };
}

/** The CDK says what kinds of subnets there are instead. */
function selectSubnets(vpc: IVpc, selection: SubnetSelection): SubnetChoice {
  if (selection.subnets) return { subnets: selection.subnets, problems: [] };
  try {
    return { subnets: vpc.selectSubnets(selection).subnets, problems: [] };
  } catch (error) {
    return { subnets: [], problems: [{ path: 'vpcSubnets', message: error instanceof Error ? error.message : String(error) }] };
  }
}

/**
 * One subnet per zone, of the first kind that has two zones: private before isolated before public. In the VPC's own
 * order, so that every synth gives the same: other subnets would make another scraper.
 */
function defaultSubnets(vpc: IVpc, among: readonly SubnetSelection[] | undefined): ISubnet[] {
  const eligible = new Set(among?.flatMap(selection => selectSubnets(vpc, selection).subnets.map(subnet => subnet.subnetId)));
  const kinds = [vpc.privateSubnets, vpc.isolatedSubnets, vpc.publicSubnets]
    .map(subnets => onePerZone(subnets.filter(subnet => among === undefined || eligible.has(subnet.subnetId))));
  const enough = kinds.find(subnets => subnets.length >= LIMITS.subnets.min);
  return (enough ?? onePerZone(kinds.flat())).slice(0, LIMITS.subnets.max);
}

function onePerZone(subnets: readonly ISubnet[]): ISubnet[] {
  const zones = new Map<string, ISubnet>();
  for (const subnet of subnets) {
    const zone = known(() => subnet.availabilityZone) ?? subnet.subnetId;
    if (!zones.has(zone)) zones.set(zone, subnet);
  }
  return [...zones.values()];
}
