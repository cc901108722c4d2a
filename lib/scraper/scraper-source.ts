import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { ISecurityGroup, ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { PropertyProblem } from '../private/property-problem';
import { CollectorSource } from '../validation/collector-target';
import { securityGroupProblems, subnetProblems } from './network';

/**
 * An EKS cluster and the network through which it is scraped.
 */
export interface EksSourceOptions {
  /**
   * The cluster: of aws-eks or aws-eks-v2, created or imported, or the L1.
   */
  readonly cluster: IClusterRef;

  /**
   * The subnets in which the scraper gets network interfaces: 2 to 5, one per Availability Zone.
   */
  readonly subnets: ISubnet[];

  /**
   * The security groups of these interfaces: 1 to 5.
   *
   * @default - the service takes the cluster's
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * The network through which targets in a VPC are scraped.
 */
export interface VpcSourceOptions {
  /**
   * The subnets in which the scraper gets network interfaces: 2 to 5, one per Availability Zone.
   */
  readonly subnets: ISubnet[];

  /**
   * The security groups of these interfaces: 1 to 5. They must be let in by what is scraped.
   */
  readonly securityGroups: ISecurityGroup[];
}

/**
 * What a scraper scrapes. It is the one thing that cannot change: another source makes another scraper, with another role.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_Source.html
 */
export abstract class ScraperSource {
  /** An EKS cluster. */
  public static eks(options: EksSourceOptions): ScraperSource {
    return new EksSource(options);
  }

  /** What lies in a VPC: Amazon MSK, Amazon OpenSearch Service, Amazon ECS, Amazon EC2, anything that has a DNS name there. */
  public static vpc(options: VpcSourceOptions): ScraperSource {
    return new VpcSource(options);
  }

  /** @internal */
  public abstract readonly _kind: CollectorSource;

  /** @internal */
  public abstract readonly _cluster?: IClusterRef;

  /** @internal */
  public abstract readonly _securityGroups: readonly ISecurityGroup[];

  /** @internal */
  public abstract _problems(): PropertyProblem[];

  /** @internal */
  public abstract _render(): CfnScraper.SourceProperty;
}

class EksSource extends ScraperSource {
  public readonly _kind = CollectorSource.EKS;
  public readonly _cluster: IClusterRef;
  public readonly _securityGroups: readonly ISecurityGroup[];

  constructor(private readonly options: EksSourceOptions) {
    super();
    this._cluster = options.cluster;
    this._securityGroups = options.securityGroups ?? [];
  }

  public _problems(): PropertyProblem[] {
    return [...subnetProblems('subnets', this.options.subnets), ...securityGroupProblems(this.options.securityGroups)];
  }

  public _render(): CfnScraper.SourceProperty {
    return {
      eksConfiguration: {
        clusterArn: this.options.cluster.clusterRef.clusterArn,
        subnetIds: this.options.subnets.map(subnet => subnet.subnetId),
        securityGroupIds: this.options.securityGroups?.map(group => group.securityGroupId),
      },
    };
  }
}

class VpcSource extends ScraperSource {
  public readonly _kind = CollectorSource.VPC;
  public readonly _cluster = undefined;
  public readonly _securityGroups: readonly ISecurityGroup[];

  constructor(private readonly options: VpcSourceOptions) {
    super();
    this._securityGroups = options.securityGroups;
  }

  public _problems(): PropertyProblem[] {
    return [...subnetProblems('subnets', this.options.subnets), ...securityGroupProblems(this.options.securityGroups)];
  }

  public _render(): CfnScraper.SourceProperty {
    return {
      vpcConfiguration: {
        subnetIds: this.options.subnets.map(subnet => subnet.subnetId),
        securityGroupIds: this.options.securityGroups.map(group => group.securityGroupId),
      },
    };
  }
}
