import { Stack } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import { type Connections, type IConnectable, type ISecurityGroup, type IVpc, SecurityGroup, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
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
import { type CollectorOptions, type Destination, optionProblems, resolveDestination, scraperOptions, workspaceOf } from './collector-options';
import { warnOfNetwork } from './network-warnings';
import { chosenSubnets } from './subnets';

/**
 * What every collector of targets in a VPC can be told.
 */
export interface VpcCollectorOptions extends CollectorOptions {
  /**
   * The VPC of the targets, in which the collector gets network interfaces. It needs DNS support and DNS hostnames.
   */
  readonly vpc: IVpc;

  /**
   * The subnets of these interfaces: 2 to 5, one per Availability Zone. Other subnets make another scraper.
   *
   * @default - one per zone, up to five, private before isolated before public
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of these interfaces: 1 to 5. Other security groups make another scraper.
   *
   * @default - a new one, which lets everything out
   */
  readonly securityGroups?: ISecurityGroup[];
}

/** What a kind of collector adds to what the user says. */
export interface CollectorKind {
  readonly scrapeConfiguration: ScrapeConfiguration;
  readonly exporters?: ScraperExporter[];
  readonly problems?: readonly PropertyProblem[];
}

/**
 * A scraper in a VPC, with a security group of its own and a place to write to.
 *
 * @internal
 */
export abstract class VpcCollectorBase extends Construct implements IConnectable {
  /** The scraper. */
  public readonly scraper: Scraper;

  /** The security groups of the collector's network interfaces: what is scraped must let them in. */
  public readonly connections: Connections;

  private readonly target: Destination;

  /** Where its metrics go. Throws where that is no workspace. */
  public get workspace(): IWorkspaceRef {
    return workspaceOf(this, this.target);
  }

  constructor(scope: Construct, id: string, props: VpcCollectorOptions, kind: CollectorKind) {
    const { subnets, problems } = chosenSubnets(props.vpc, props.vpcSubnets);
    throwProblems(scope, id, [
      ...collectorProblems(scope, props, kind),
      ...problems,
      ...securityGroupProblems(props.securityGroups),
      ...kind.problems ?? [],
    ]);
    super(scope, id);

    this.target = resolveDestination(this, props);
    const { destination } = this.target;
    this.scraper = new Scraper(this, 'Scraper', {
      ...scraperOptions(props),
      source: ScraperSource.vpc({ subnets, securityGroups: props.securityGroups ?? [this.ownSecurityGroup(props.vpc)] }),
      destination,
      scrapeConfiguration: kind.scrapeConfiguration,
      exporters: kind.exporters,
    });
    this.connections = this.scraper.connections;
    warnOfNetwork(this, { vpc: props.vpc, vpcSubnets: props.vpcSubnets, subnets, destination });
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
