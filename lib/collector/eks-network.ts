import type { ISecurityGroup, ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-eks';
import type { ClusterFacts } from '../cluster-access/cluster-facts';
import { attributeOrUndefined } from '../private/attribute-or-undefined';
import type { PropertyProblem } from '../private/property-problem';
import { subnetProblems } from '../scraper/network';
import { type ChosenSubnets, chosenSubnets } from './subnets';

/** The network that a user specifies. */
export interface NetworkChoice {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** The network of a scraper. */
export interface Network {
  readonly vpc?: IVpc;
  readonly subnets: ISubnet[];
  readonly securityGroups?: ISecurityGroup[];
  /** The cluster security group, if the cluster construct knows it. */
  readonly clusterGroup?: ISecurityGroup;
  readonly problems: PropertyProblem[];
}

/** Returns the network that the user specifies, or else that of the cluster. */
export function eksNetwork({ cluster, subnetIds }: Pick<ClusterFacts, 'cluster' | 'subnetIds'>, choice: NetworkChoice): Network {
  const itself = cluster as Partial<ICluster>;
  const vpc = choice.vpc ?? attributeOrUndefined(() => itself.vpc);
  const clusterGroup = attributeOrUndefined(() => itself.clusterSecurityGroup);
  return {
    vpc,
    ...subnetsIn(vpc, choice.vpcSubnets, subnetIds),
    securityGroups: choice.securityGroups ?? (clusterGroup && [clusterGroup]),
    clusterGroup,
  };
}

function subnetsIn(vpc: IVpc | undefined, selection: SubnetSelection | undefined, subnetIds: readonly string[] | undefined): ChosenSubnets {
  if (vpc !== undefined) return chosenSubnets(vpc, selection, subnetIds);
  const subnets = selection?.subnets;
  if (subnets) return { subnets, problems: subnetProblems('vpcSubnets', subnets) };
  return {
    subnets: [],
    problems: [{ path: 'vpc', message: 'the VPC of the cluster is unknown; specify vpc, or vpcSubnets with the subnets themselves' }],
  };
}
