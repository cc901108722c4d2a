import type { ISecurityGroup, ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import { known } from '../private/known';
import { LIMITS } from '../private/limits';
import type { Problem } from '../private/problem';

/** What a user may say about the network. */
export interface NetworkChoice {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** Where a scraper's network interfaces go. */
export interface Network {
  readonly subnets: ISubnet[];
  readonly securityGroups?: ISecurityGroup[];
  readonly problems: Problem[];
}

/** The network of a scraper: what the user chose, else what the cluster has. */
export function eksNetwork(cluster: IClusterRef, choice: NetworkChoice): Network {
  const itself = cluster as Partial<ICluster>;
  const vpc = choice.vpc ?? known(() => itself.vpc);
  const clusterGroup = known(() => itself.clusterSecurityGroup);
  const subnets = chosenSubnets(vpc, choice.vpcSubnets);
  return {
    subnets: subnets ?? [],
    securityGroups: choice.securityGroups ?? (clusterGroup && [clusterGroup]),
    problems: subnets
      ? []
      : [{
          path: 'vpc',
          message: 'the cluster does not tell its VPC; give the vpc, or vpcSubnets with the subnets themselves',
        }],
  };
}

function chosenSubnets(vpc: IVpc | undefined, selection: SubnetSelection | undefined): ISubnet[] | undefined {
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
