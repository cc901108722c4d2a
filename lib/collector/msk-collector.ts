import { type Duration, Fn, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-msk';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { warn, WARNINGS } from '../private/warnings';
import type { Relabeling } from '../scrape-configuration/relabeling';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ScrapeJob } from '../scrape-configuration/scrape-job';
import { DnsRecordType } from '../scrape-configuration/dns-service-discovery';
import { scraperHome } from '../scraper/common-problems';
import {
  bootstrapProblems, brokersDnsName, brokerSecurityGroupIds, clusterProblems, EXPORTERS, isExpress, ownCluster,
} from './msk-cluster';
import { allowIngress } from './target-security-groups';
import { VpcCollectorBase, type VpcCollectorOptions } from './vpc-collector-base';

/**
 * Properties for defining a collector of an MSK cluster.
 */
export interface MskCollectorProps extends VpcCollectorOptions {
  /**
   * A bootstrap string of the cluster, such as `bootstrapBrokersSaslIam` of the L2 or the output of `aws kafka get-bootstrap-brokers`:
   * `b-1.demo.abcde.c2.kafka.us-east-1.amazonaws.com:9098,b-2.…`. It contains the DNS name of all brokers.
   */
  readonly bootstrapBrokers: string;

  /**
   * The cluster to scrape: a provisioned cluster with open monitoring. For the L2 of `@aws-cdk/aws-msk-alpha`, which is not a reference
   * yet, use its L1: `cluster.node.defaultChild as CfnCluster`.
   *
   * @default - unknown: the cluster is not validated, and only the specified security groups are changed
   */
  readonly cluster?: IClusterRef;

  /**
   * The security groups of the cluster, which will allow ingress from the collector at ports 11001 and 11002.
   *
   * @default - the security groups of the cluster, if this app creates them
   */
  readonly clusterSecurityGroups?: ISecurityGroup[];

  /**
   * The scrape interval.
   *
   * @default - one minute
   */
  readonly scrapeInterval?: Duration;

  /**
   * The labels of every metric.
   *
   * @default - `cluster` with the name of the cluster, if `cluster` is specified
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * The relabelings of metrics before they are stored. Brokers have many metrics, such as those of each topic and partition.
   *
   * @default - every metric is stored
   */
  readonly metricRelabelings?: Relabeling[];

  /**
   * A scrape configuration of your own.
   *
   * @default - the jobs `msk-jmx` and `msk-node`, which scrape both exporters of all brokers, with the properties above
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;
}

/**
 * Agentless Prometheus monitoring of a provisioned Amazon MSK cluster: of Kafka through the JMX exporter, and of the hosts of the brokers
 * through the node exporter.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-msk-integration.html
 */
@propertyInjectable
export class MskCollector extends VpcCollectorBase {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.MskCollector';

  constructor(scope: Construct, id: string, props: MskCollectorProps) {
    const problems = bootstrapProblems(props.bootstrapBrokers);
    super(scope, id, props, {
      // A wrong DNS name would cause further problems that are not the user's.
      scrapeConfiguration: props.scrapeConfiguration ?? (problems.length > 0 ? NOTHING : defaultConfiguration(props)),
      problems: [...problems, ...clusterProblems(scraperHome(Stack.of(scope)), props.cluster)],
    });

    const cluster = ownCluster(props.cluster);
    const brokers = {
      securityGroups: props.clusterSecurityGroups, construct: props.cluster, groupIds: brokerSecurityGroupIds(cluster), id: 'Brokers',
    };
    if (!allowIngress(this, brokers, ...PORTS)) {
      warn(this, WARNINGS.mskSecurityGroups,
        `the security groups of the cluster are unknown, or not in this app: allow ingress from the collector at ports ${PORTS.join(' and ')}, `
        + 'or specify clusterSecurityGroups');
    }
    if (isExpress(cluster)) {
      warn(this, WARNINGS.mskExpress, 'the cluster has Express brokers, and AWS documents collectors for Standard brokers only');
    }
  }
}

const PORTS = Object.values(EXPORTERS);

const NOTHING = new ScrapeConfiguration({ jobs: [] });

function defaultConfiguration(props: MskCollectorProps): ScrapeConfiguration {
  const { bootstrapBrokers, cluster, scrapeInterval, metricRelabelings } = props;
  const clusterArn = cluster?.clusterRef.clusterArn;
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
