import { Stack } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { Connections, IConnectable, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import type { ClusterAccess } from '../cluster-access/cluster-access';
import { type ClusterFacts, clusterFacts } from '../cluster-access/cluster-facts';
import { defaultAccess } from '../cluster-access/default-access';
import { collectorRules } from '../cluster-access/rbac';
import { environmentProblems } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { warn, WARNINGS } from '../private/warnings';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { scraperHome } from '../scraper/common-problems';
import { securityGroupProblems } from '../scraper/network';
import { configurationProblems, Scraper } from '../scraper/scraper';
import { ScraperSource } from '../scraper/scraper-source';
import { type CollectorOptions, type Destination, optionProblems, resolveDestination, scraperOptions, workspaceOf } from './collector-options';
import { eksNetwork, type Network } from './eks-network';
import { warnOfNetwork } from './network-warnings';

/**
 * Properties of a collector of an EKS cluster.
 */
export interface EksCollectorProps extends CollectorOptions {
  /**
   * The cluster that is scraped: of aws-eks or aws-eks-v2, created or imported, or the L1. Its API server needs a private endpoint.
   */
  readonly cluster: IClusterRef;

  /**
   * What is scraped, and how.
   *
   * @default - AWS's default configuration with its kube-proxy rule corrected, and the label `cluster` with the cluster's name
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;

  /**
   * How the collector is let into the cluster.
   *
   * @default - by the cluster's authentication mode; nothing, with a warning, where the cluster does not tell it
   */
  readonly access?: ClusterAccess;

  /**
   * The VPC in which the collector gets network interfaces.
   *
   * @default - the cluster's
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of these interfaces: 2 to 5, one per Availability Zone. Other subnets make another scraper.
   *
   * @default - of the cluster's own subnets, where the app knows them, else of the VPC's: one per zone, up to five, private before
   * isolated before public
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of these interfaces: 1 to 5. Other security groups make another scraper.
   *
   * They must be let in by the cluster, at 443, and by the pods and nodes, at the ports that are scraped:
   * `cluster.connections.allowFrom(collector, Port.allTcp())`.
   *
   * @default - the cluster's
   */
  readonly securityGroups?: ISecurityGroup[];
}

/** Under this key the tool that describes an assembly finds how a collector is let in. */
const ACCESS_METADATA = 'cdk-managed-prometheus:access';

/**
 * Agentless Prometheus monitoring of an EKS cluster: a scraper that is let into the cluster, scrapes what it should and
 * writes to a workspace.
 *
 * Throws one error that lists everything AWS would refuse, as far as it is known at synth.
 *
 * It waits for the cluster by itself. A dependency of one's own on a cluster of aws-eks in the mode CONFIG_MAP is a circle: its
 * aws-auth, which lives in the cluster's construct, waits for the scraper.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector.html
 */
@propertyInjectable
export class EksCollector extends Construct implements IConnectable {
  /** The name by which an organisation injects defaults into every collector of an EKS cluster. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.EksCollector';

  /** The scraper. */
  public readonly scraper: Scraper;

  /** The security groups of the collector's network interfaces: the cluster's, where nothing else is said. */
  public readonly connections: Connections;

  private readonly target: Destination;

  /** Where its metrics go. Throws where that is no workspace. */
  public get workspace(): IWorkspaceRef {
    return workspaceOf(this, this.target);
  }

  constructor(scope: Construct, id: string, props: EksCollectorProps) {
    const facts = clusterFacts(props.cluster);
    const network = eksNetwork(facts, props);
    const byMode = defaultAccess(facts);
    const access = (props.access ?? byMode.access)._strategy;
    const { clusterName } = props.cluster.clusterRef;
    const scrapeConfiguration = props.scrapeConfiguration ?? ScrapeConfiguration._clusterDefault({ clusterName });
    throwProblems(scope, id, [
      ...collectorProblems(scope, props, facts, network),
      ...access.problems(scope, facts),
      ...configurationProblems(scrapeConfiguration, { destination: props.destination?._kind, grantsAccess: access.grantsAccess }),
    ]);
    super(scope, id);

    this.target = resolveDestination(this, props);
    const { destination } = this.target;
    this.scraper = new Scraper(this, 'Scraper', {
      ...scraperOptions(props),
      source: ScraperSource.eks({ cluster: props.cluster, subnets: network.subnets, securityGroups: network.securityGroups }),
      destination,
      scrapeConfiguration,
    });
    this.connections = this.scraper.connections;
    // The resource and not the construct: aws-auth lives in the cluster's construct and waits for the scraper.
    if (facts.resource) this.scraper.node.addDependency(facts.resource);

    access.letIn(this, facts, this.scraper, () => collectorRules(scrapeConfiguration._effective()));
    this.node.addMetadata(ACCESS_METADATA, {
      how: access.description,
      why: props.access ? 'the app says so' : byMode.reason,
    });
    if (!props.access && byMode.guess) this.warnOfUnknownAccess();
    warnOfNetwork(this, { vpc: network.vpc, vpcSubnets: props.vpcSubnets, subnets: network.subnets, destination });
  }

  private warnOfUnknownAccess(): void {
    warn(this, WARNINGS.clusterAccessUnknown,
      'nothing lets the collector into the cluster, since an imported cluster does not tell its authentication mode; '
      + 'say access: ClusterAccess.accessEntry() where it is API or API_AND_CONFIG_MAP, which needs nothing else, or '
      + 'ClusterAccess.awsAuthMerge() where it is CONFIG_MAP');
  }
}

function collectorProblems(scope: Construct, props: EksCollectorProps, facts: ClusterFacts, network: Network): PropertyProblem[] {
  const stack = Stack.of(scope);
  return [
    ...optionProblems(stack, props),
    ...environmentProblems(scraperHome(stack), { path: 'cluster', construct: props.cluster }),
    ...endpointProblems(facts),
    ...network.problems,
    ...securityGroupProblems(network.securityGroups),
  ];
}

/** @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
function endpointProblems({ privateEndpoint }: ClusterFacts): PropertyProblem[] {
  if (privateEndpoint !== false) return [];
  return [{
    path: 'cluster',
    message: 'the API server has no private endpoint, and a collector reaches it by no other; '
      + 'use EndpointAccess.PRIVATE or PUBLIC_AND_PRIVATE, with the L1 endpointPrivateAccess: true',
  }];
}
