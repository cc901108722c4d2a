import { type Duration, Fn, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct, IConstruct } from 'constructs';
import { warn, WARNINGS } from '../private/warnings';
import type { Relabeling } from '../scrape-configuration/relabeling';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ScrapeJob } from '../scrape-configuration/scrape-job';
import { DnsRecordType } from '../scrape-configuration/dns-service-discovery';
import { scraperHome } from '../scraper/common-problems';
import {
  bootstrapProblems, brokersDnsName, brokerSecurityGroupIds, clusterArnOf, clusterProblems, EXPORTERS, isExpress, ownCluster,
} from './msk-cluster';
import { open } from './opening';
import { VpcCollectorBase, type VpcCollectorOptions } from './vpc-collector-base';

/**
 * Properties of a collector of an MSK cluster.
 */
export interface MskCollectorProps extends VpcCollectorOptions {
  /**
   * Any of the bootstrap strings of the cluster, such as the L2's `bootstrapBrokersSaslIam` or what
   * `aws kafka get-bootstrap-brokers` answers: `b-1.demo.abcde.c2.kafka.us-east-1.amazonaws.com:9098,b-2.…`. It tells the name
   * by which DNS knows all brokers.
   */
  readonly bootstrapBrokers: string;

  /**
   * The cluster that is scraped, a provisioned one with open monitoring: the L1, or the L2 of `@aws-cdk/aws-msk-alpha`, created or
   * imported.
   *
   * @default - unknown: nothing of it is checked, and its security groups are opened where they are given
   */
  readonly cluster?: IConstruct;

  /**
   * The cluster's security groups, which are opened for the collector (ports 11001 and 11002).
   *
   * @default - the cluster's own, where this app makes them
   */
  readonly clusterSecurityGroups?: ISecurityGroup[];

  /**
   * How often brokers are scraped.
   *
   * @default - one minute
   */
  readonly scrapeInterval?: Duration;

  /**
   * Labels that every metric gets.
   *
   * @default - `cluster` with the cluster's name, where the cluster is given
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * Rules that rewrite, keep or drop metrics before they are stored. Brokers have many: those of each topic and partition.
   *
   * @default - every metric is stored
   */
  readonly metricRelabelings?: Relabeling[];

  /**
   * A configuration of one's own.
   *
   * @default - the jobs `msk-jmx` and `msk-node`, which read both exporters of all brokers, with the properties above
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;
}

/**
 * Agentless Prometheus monitoring of a provisioned Amazon MSK cluster: of Kafka itself, by the JMX exporter, and of the
 * brokers' machines, by the node exporter.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-msk-integration.html
 */
@propertyInjectable
export class MskCollector extends VpcCollectorBase {
  /** The name by which an organisation injects defaults into every collector of Amazon MSK. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.MskCollector';

  constructor(scope: Construct, id: string, props: MskCollectorProps) {
    const problems = bootstrapProblems(props.bootstrapBrokers);
    super(scope, id, props, {
      // A name that is wrong would only bring problems that are not the user's.
      scrapeConfiguration: props.scrapeConfiguration ?? (problems.length > 0 ? NOTHING : defaultConfiguration(props)),
      problems: [...problems, ...clusterProblems(scraperHome(Stack.of(scope)), props.cluster)],
    });

    const cluster = ownCluster(props.cluster);
    const brokers = { securityGroups: props.clusterSecurityGroups, construct: props.cluster, groupIds: brokerSecurityGroupIds(cluster), id: 'Brokers' };
    if (!open(this, brokers, ...PORTS)) {
      warn(this, WARNINGS.mskSecurityGroups,
        `the cluster's security groups are not this app's: let the collector in at the ports ${PORTS.join(' and ')}, or give clusterSecurityGroups`);
    }
    if (isExpress(cluster)) {
      warn(this, WARNINGS.mskExpress, 'the brokers are Express ones, and AWS names only Standard brokers among those that collectors scrape');
    }
  }
}

const PORTS = Object.values(EXPORTERS);

const NOTHING = new ScrapeConfiguration({ jobs: [] });

function defaultConfiguration(props: MskCollectorProps): ScrapeConfiguration {
  const { bootstrapBrokers, cluster, scrapeInterval, metricRelabelings } = props;
  const clusterArn = cluster && clusterArnOf(cluster);
  const names = [brokersDnsName(bootstrapBrokers)];
  return new ScrapeConfiguration({
    scrapeInterval,
    externalLabels: props.externalLabels ?? (clusterArn === undefined ? undefined : { cluster: clusterName(clusterArn) }),
    jobs: Object.entries(EXPORTERS).map(([jobName, port]) => new ScrapeJob({
      jobName,
      dnsServiceDiscovery: [{ names, type: DnsRecordType.A, port }],
      metricRelabelings,
    })),
  });
}

/** `arn:aws:kafka:us-east-1:111122223333:cluster/NAME/…` */
function clusterName(clusterArn: string): string {
  return Fn.select(1, Fn.split('/', clusterArn));
}
