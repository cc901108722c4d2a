import type { ISecurityGroup, ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import { known } from '../private/known';
import type { Problem } from '../private/problem';
import { chosenSubnets } from './subnets';

/** What a user may say about the network. */
export interface NetworkChoice {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** Where a scraper's network interfaces go. */
export interface Network {
  readonly vpc?: IVpc;
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
    vpc,
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
