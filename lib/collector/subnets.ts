import type { ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { known } from '../private/known';
import { LIMITS } from '../private/limits';

/** The subnets that the user chose, else those of the VPC; nothing where neither is known. */
export function chosenSubnets(vpc: IVpc | undefined, selection: SubnetSelection | undefined): ISubnet[] | undefined {
  if (selection?.subnets) return selection.subnets;
  if (vpc === undefined) return undefined;
  return selection ? vpc.selectSubnets(selection).subnets : defaultSubnets(vpc);
}

/**
 * One subnet per zone, of the first kind that has two zones: private before isolated before public. In the VPC's own
 * order, so that every synth gives the same: other subnets would make another scraper.
 */
function defaultSubnets(vpc: IVpc): ISubnet[] {
  const kinds = [vpc.privateSubnets, vpc.isolatedSubnets, vpc.publicSubnets].map(onePerZone);
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
