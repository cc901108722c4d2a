import { Stack } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, SecurityGroup, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { environmentProblems } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { CollectorSource } from '../validation/collector-target';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { scraperHome } from '../scraper/common-problems';
import { securityGroupProblems } from '../scraper/network';
import { configurationProblems, Scraper } from '../scraper/scraper';
import type { ScraperExporter } from '../scraper/scraper-exporter';
import { ScraperSource } from '../scraper/scraper-source';
import type { IWorkspace } from '../workspace/workspace-interface';
import { CollectorBase } from './collector-base';
import { type CollectorOptions, optionProblems, resolveDestination, scraperOptions } from './collector-options';
import { warnOfNetwork } from './network-warnings';
import { chosenSubnets } from './subnets';

/**
 * Options that all collectors of targets in a VPC share.
 */
export interface VpcCollectorOptions extends CollectorOptions {
  /**
   * The VPC of the targets, and of the scraper's network interfaces. DNS support and DNS hostnames must be enabled.
   */
  readonly vpc: IVpc;

  /**
   * The subnets for the scraper's network interfaces: 2 to 5, one per Availability Zone. A change replaces the scraper.
   *
   * @default - one per Availability Zone, up to five; private subnets, or isolated, or public ones if there are none
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the scraper's network interfaces: 1 to 5. A change replaces the scraper.
   *
   * @default - a new security group, which allows all egress
   */
  readonly securityGroups?: ISecurityGroup[];
}

/** The part of a collector that depends on its targets. */
export interface CollectorKind {
  /** The configuration for these targets. */
  readonly scrapeConfiguration: ScrapeConfiguration;
  /** The exporters that the collector runs. */
  readonly exporters?: ScraperExporter[];
  /** Problems of the properties about these targets. */
  readonly problems?: readonly PropertyProblem[];
}

/**
 * A scraper in a VPC, with its security group and its destination.
 *
 * @internal
 */
export abstract class VpcCollectorBase extends CollectorBase {
  public readonly scraper: Scraper;
  public readonly workspace?: IWorkspace;

  constructor(scope: Construct, id: string, props: VpcCollectorOptions, kind: CollectorKind) {
    const { subnets, problems } = chosenSubnets(props.vpc, props.vpcSubnets);
    throwProblems(scope, id, [
      ...collectorProblems(scope, props, kind),
      ...problems,
      ...securityGroupProblems(props.securityGroups),
      ...kind.problems ?? [],
    ]);
    super(scope, id);

    const { destination, workspace } = resolveDestination(this, props);
    this.workspace = workspace;
    const securityGroups = props.securityGroups ?? [this.ownSecurityGroup(props.vpc)];
    this.scraper = new Scraper(this, 'Scraper', {
      ...scraperOptions(props),
      source: ScraperSource.vpc({ subnets, securityGroups }),
      destination,
      scrapeConfiguration: kind.scrapeConfiguration,
      exporters: kind.exporters,
    });
    warnOfNetwork(this, { vpc: props.vpc, subnets, securityGroups, destination });
  }

  private ownSecurityGroup(vpc: IVpc): SecurityGroup {
    return new SecurityGroup(this, 'SecurityGroup', { vpc, description: `Prometheus collector ${this.node.path}` });
  }
}

function collectorProblems(
  scope: Construct, props: VpcCollectorOptions, { scrapeConfiguration, exporters }: CollectorKind,
): PropertyProblem[] {
  const stack = Stack.of(scope);
  return [
    ...optionProblems(stack, props),
    ...environmentProblems(scraperHome(stack), { path: 'vpc', construct: props.vpc, anyAccount: true }),
    ...configurationProblems(scrapeConfiguration, {
      source: CollectorSource.VPC, exporter: exporters?.[0]?._kind, destination: props.destination?._kind,
    }),
  ];
}
