import { Stack } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import type { ClusterAccess } from '../cluster-access/cluster-access';
import { onlyCompute } from '../cluster-access/cluster-compute';
import { type ClusterFacts, clusterFacts } from '../cluster-access/cluster-facts';
import { defaultAccess } from '../cluster-access/default-access';
import { environmentProblems } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { warn, WARNINGS } from '../private/warnings';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { scraperHome } from '../scraper/common-problems';
import { securityGroupProblems } from '../scraper/network';
import { configurationProblems, Scraper } from '../scraper/scraper';
import { ScraperSource } from '../scraper/scraper-source';
import { recordDefaultConfiguration } from '../scraper/warning-metadata';
import type { IWorkspace } from '../workspace/workspace-interface';
import { CollectorBase } from './collector-base';
import { type CollectorOptions, optionProblems, resolveDestination, scraperOptions } from './collector-options';
import { eksNetwork, type Network } from './eks-network';
import { warnOfNetwork } from './network-warnings';
import { warnOfMissingIngress } from './security-group-warnings';

/**
 * Options of a collector of an EKS cluster, without its scrape configuration.
 */
export interface EksCollectorOptions extends CollectorOptions {
  /**
   * The cluster to scrape, from aws-eks or aws-eks-v2, created or imported, or an L1.
   *
   * AWS requires a private endpoint of the API server.
   */
  readonly cluster: IClusterRef;

  /**
   * The way in which the collector gets access to the cluster.
   *
   * @default - decided by the authentication mode of the cluster; no access and a warning if the mode is unknown
   */
  readonly access?: ClusterAccess;

  /**
   * The VPC of the scraper's network interfaces.
   *
   * @default - the VPC of the cluster
   */
  readonly vpc?: IVpc;

  /**
   * The subnets for the scraper's network interfaces: 2 to 5, one per Availability Zone. A change replaces the scraper.
   *
   * @default - the subnets of the cluster if the app knows them, else those of the VPC: one per Availability Zone, up to five; private
   * subnets, or isolated, or public ones if there are none
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the scraper's network interfaces: 1 to 5. A change replaces the scraper.
   *
   * The cluster must allow ingress from them at port 443, and the pods and nodes at the scraped ports:
   * `cluster.connections.allowFrom(collector, Port.allTcp())`.
   *
   * @default - the cluster security group
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * Properties for defining a collector of an EKS cluster.
 */
export interface EksCollectorProps extends EksCollectorOptions {
  /**
   * The scrape configuration.
   *
   * @default - AWS's default configuration with its kube-proxy relabeling corrected, and the label `cluster` with the cluster's name;
   * without the kube-proxy job if the app creates the cluster in EKS Auto Mode or on Fargate and adds no nodes to it so far
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;
}

/** The metadata key under which the tool that describes an assembly finds the access of a collector. */
const ACCESS_METADATA = 'cdk-managed-prometheus:access';

/**
 * Agentless Prometheus monitoring of an EKS cluster: a scraper with access to the cluster, which writes to a workspace.
 *
 * Throws one error that lists everything AWS would refuse, as far as it is known at synthesis.
 *
 * The collector depends on the cluster. Do not add your own dependency on an aws-eks cluster in CONFIG_MAP mode: its aws-auth, which
 * belongs to the construct of the cluster, depends on the scraper.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector.html
 */
@propertyInjectable
export class EksCollector extends CollectorBase {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.EksCollector';

  public readonly scraper: Scraper;
  public readonly workspace?: IWorkspace;

  constructor(scope: Construct, id: string, props: EksCollectorProps) {
    const facts = clusterFacts(props.cluster);
    const network = eksNetwork(facts, props);
    const byMode = defaultAccess(facts);
    const access = props.access?._strategy ?? byMode.strategy;
    const scrapeConfiguration = props.scrapeConfiguration ?? defaultConfiguration(facts);
    throwProblems(scope, id, [
      ...collectorProblems(scope, props, network),
      ...access.problems(scope, facts),
      ...configurationProblems(scrapeConfiguration, { destination: props.destination?._kind, grantsAccess: access.grantsAccess }),
    ]);
    super(scope, id);

    const { destination, workspace } = resolveDestination(this, props);
    this.workspace = workspace;
    this.scraper = new Scraper(this, 'Scraper', {
      ...scraperOptions(props),
      source: ScraperSource.eks({ cluster: props.cluster, subnets: network.subnets, securityGroups: network.securityGroups }),
      destination,
      scrapeConfiguration,
    });
    // Depends on the resource and not on the construct: aws-auth belongs to the construct and depends on the scraper.
    if (facts.resource) this.scraper.node.addDependency(facts.resource);

    if (!props.scrapeConfiguration) recordDefaultConfiguration(this.scraper);
    access.grant(this, facts, this.scraper, () => scrapeConfiguration._effective());
    this.node.addMetadata(ACCESS_METADATA, {
      how: access.description,
      why: props.access ? 'the app specifies it' : byMode.reason,
    });
    if (!props.access && byMode.isGuess) this.warnOfUnknownAccess();
    if (facts.privateEndpoint === false) this.warnOfPublicEndpoint();
    warnOfNetwork(this, { vpc: network.vpc, subnets: network.subnets, securityGroups: network.securityGroups ?? [], destination });
    if (facts.resource && network.clusterGroup && props.securityGroups) {
      warnOfMissingIngress(this, props.securityGroups, [network.clusterGroup], 'cluster.connections.allowFrom(collector, Port.allTcp())');
    }
  }

  private warnOfUnknownAccess(): void {
    warn(this, WARNINGS.clusterAccessUnknown,
      'the collector has no access to the cluster, because the CDK cannot know the authentication mode of an imported cluster; '
      + 'specify access: ClusterAccess.accessEntry() for API or API_AND_CONFIG_MAP, which needs nothing else, or '
      + 'ClusterAccess.awsAuthMerge() for CONFIG_MAP');
  }

  /** @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
  private warnOfPublicEndpoint(): void {
    warn(this, WARNINGS.clusterPublicEndpoint,
      'AWS requires a private endpoint of the API server, and the cluster has none: the scraper becomes ACTIVE and may collect nothing; '
      + 'use EndpointAccess.PRIVATE or PUBLIC_AND_PRIVATE, or endpointPrivateAccess: true with the L1');
  }
}

/** EKS Auto Mode runs kube-proxy outside of pods, and Fargate runs no DaemonSets. */
function defaultConfiguration(facts: ClusterFacts): ScrapeConfiguration {
  const { clusterName } = facts.cluster.clusterRef;
  return ScrapeConfiguration._clusterDefault({ clusterName, kubeProxy: onlyCompute(facts) === undefined });
}

function collectorProblems(scope: Construct, props: EksCollectorProps, network: Network): PropertyProblem[] {
  const stack = Stack.of(scope);
  return [
    ...optionProblems(stack, props),
    ...environmentProblems(scraperHome(stack), { path: 'cluster', construct: props.cluster }),
    ...network.problems,
    ...securityGroupProblems(network.securityGroups),
  ];
}
