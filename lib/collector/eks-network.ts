import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import { known } from '../private/known';
import { chosenSubnets, type SubnetChoice } from './subnets';

/** What a user may say about the network. */
export interface NetworkChoice {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** Where a scraper's network interfaces go. */
export interface Network extends SubnetChoice {
  readonly vpc?: IVpc;
  readonly securityGroups?: ISecurityGroup[];
}

/** The network of a scraper: what the user chose, else what the cluster has. */
export function eksNetwork(cluster: IClusterRef, choice: NetworkChoice): Network {
  const itself = cluster as Partial<ICluster>;
  const vpc = choice.vpc ?? known(() => itself.vpc);
  const clusterGroup = known(() => itself.clusterSecurityGroup);
  return {
    vpc,
    securityGroups: choice.securityGroups ?? (clusterGroup && [clusterGroup]),
    ...subnetsOf(vpc, choice, ownSelection(cluster)),
  };
}

function subnetsOf(vpc: IVpc | undefined, choice: NetworkChoice, ofCluster: readonly SubnetSelection[] | undefined): SubnetChoice {
  if (choice.vpcSubnets?.subnets) return { subnets: choice.vpcSubnets.subnets, problems: [] };
  if (vpc) return chosenSubnets(vpc, choice.vpcSubnets, choice.vpc ? undefined : ofCluster);
  return {
    subnets: [],
    problems: [{ path: 'vpc', message: 'the cluster does not tell its VPC; give the vpc, or vpcSubnets with the subnets themselves' }],
  };
}

/** Where the cluster itself has network interfaces. Both EKS modules keep it under this name, without saying so in their types. */
function ownSelection(cluster: IClusterRef): readonly SubnetSelection[] | undefined {
  return (cluster as { readonly vpcSubnets?: readonly SubnetSelection[] }).vpcSubnets;
}
