import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { ISecurityGroup, ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { Problem } from '../private/problem';
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
 * What a scraper scrapes. It is the one thing that cannot change: another source makes another scraper, with another role.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_Source.html
 */
export abstract class ScraperSource {
  /** An EKS cluster. */
  public static eks(options: EksSourceOptions): ScraperSource {
    return new EksSource(options);
  }

  /** @internal */
  public abstract readonly _cluster?: IClusterRef;

  /** @internal */
  public abstract _problems(): Problem[];

  /** @internal */
  public abstract _render(): CfnScraper.SourceProperty;
}

class EksSource extends ScraperSource {
  public readonly _cluster: IClusterRef;

  constructor(private readonly options: EksSourceOptions) {
    super();
    this._cluster = options.cluster;
  }

  public _problems(): Problem[] {
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
