import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { ISecurityGroup, ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { PropertyProblem } from '../private/property-problem';
import { CollectorSource } from '../validation/collector-target';
import { securityGroupProblems, subnetProblems } from './network';

/**
 * Options of an EKS cluster as the source of a scraper.
 */
export interface EksSourceOptions {
  /**
   * The cluster, from aws-eks or aws-eks-v2, created or imported, or an L1.
   */
  readonly cluster: IClusterRef;

  /**
   * The subnets for the scraper's network interfaces: 2 to 5, one per Availability Zone.
   */
  readonly subnets: ISubnet[];

  /**
   * The security groups of the network interfaces: 1 to 5.
   *
   * @default - the cluster security group
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * Options of a VPC as the source of a scraper.
 */
export interface VpcSourceOptions {
  /**
   * The subnets for the scraper's network interfaces: 2 to 5, one per Availability Zone.
   */
  readonly subnets: ISubnet[];

  /**
   * The security groups of the network interfaces: 1 to 5. The security groups of the targets must allow ingress from them.
   */
  readonly securityGroups: ISecurityGroup[];
}

/** The network interfaces of a scraper. */
interface ScraperNetwork {
  readonly subnets: ISubnet[];
  readonly securityGroups?: ISecurityGroup[];
}

/** The part that the properties of all sources share. */
interface NetworkProperty {
  readonly subnetIds: string[];
  readonly securityGroupIds?: string[];
}

/**
 * The source of a scraper: an EKS cluster or a VPC.
 *
 * A change of the source replaces the scraper. The new scraper has another role.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_Source.html
 */
export class ScraperSource {
  /** Scrapes an EKS cluster. */
  public static eks(options: EksSourceOptions): ScraperSource {
    const { clusterArn } = options.cluster.clusterRef;
    return new ScraperSource(CollectorSource.EKS, options, network => ({ eksConfiguration: { clusterArn, ...network } }), options.cluster);
  }

  /** Scrapes targets in a VPC: Amazon MSK, Amazon OpenSearch Service, Amazon ECS, Amazon EC2 and anything else with a DNS name there. */
  public static vpc(options: VpcSourceOptions): ScraperSource {
    return new ScraperSource(CollectorSource.VPC, options, ({ subnetIds, securityGroupIds = [] }) => ({
      vpcConfiguration: { subnetIds, securityGroupIds },
    }));
  }

  private constructor(
    /** @internal */
    public readonly _kind: CollectorSource,
    private readonly network: ScraperNetwork,
    private readonly property: (network: NetworkProperty) => CfnScraper.SourceProperty,
    /** @internal */
    public readonly _cluster?: IClusterRef,
  ) {}

  /** @internal */
  public get _securityGroups(): readonly ISecurityGroup[] {
    return this.network.securityGroups ?? [];
  }

  /** @internal */
  public _problems(): PropertyProblem[] {
    return [...subnetProblems('subnets', this.network.subnets), ...securityGroupProblems(this.network.securityGroups)];
  }

  /** @internal */
  public _render(): CfnScraper.SourceProperty {
    return this.property({
      subnetIds: this.network.subnets.map(subnet => subnet.subnetId),
      securityGroupIds: this.network.securityGroups?.map(group => group.securityGroupId),
    });
  }
}
