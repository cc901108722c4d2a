import { Fn, Token } from 'aws-cdk-lib';
import type { CfnCluster, IClusterRef } from 'aws-cdk-lib/aws-msk';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { environmentProblems, type Home } from '../private/environment';
import { ownResource } from '../private/own-resource';
import type { PropertyProblem } from '../private/property-problem';
import { knownIds } from './opening';

/** The ports at which brokers give metrics, by the job that reads them. */
export const EXPORTERS = { 'msk-jmx': 11001, 'msk-node': 11002 } as const;

const BROKER = /^b-\d+(?:-public)?\.[^.]+\.[^.]+\.c\d+\.kafka\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?::\d+)?$/;

/**
 * The DNS name that stands for all brokers: a broker's own without its `b-1`, at deployment where the brokers are known only then.
 *
 * @param bootstrapBrokers `b-1.demo.abcde.c2.kafka.us-east-1.amazonaws.com:9098,b-2.…`
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-msk-integration.html
 */
export function brokersDnsName(bootstrapBrokers: string): string {
  const host = Fn.select(0, Fn.split(':', Fn.select(0, Fn.split(',', bootstrapBrokers))));
  const [own, domain] = [0, 1].map(index => Fn.select(index, Fn.split('.kafka.', host)));
  const labels = [1, 2, 3].map(index => Fn.select(index, Fn.split('.', own ?? '')));
  return `${labels.join('.')}.kafka.${domain ?? ''}`;
}

export function bootstrapProblems(bootstrapBrokers: string): PropertyProblem[] {
  if (Token.isUnresolved(bootstrapBrokers)) return [];
  const problem = (message: string): PropertyProblem[] => [{ path: 'bootstrapBrokers', message: `${message}, got '${bootstrapBrokers}'` }];
  if (bootstrapBrokers.includes('.kafka-serverless.')) return problem('a collector scrapes provisioned clusters, and this one is serverless');
  return bootstrapBrokers.split(',').every(broker => BROKER.test(broker))
    ? []
    : problem('must be what `aws kafka get-bootstrap-brokers` answers, such as b-1.demo.abcde.c2.kafka.us-east-1.amazonaws.com:9098');
}

/** The L1 of a cluster that this app makes, with the L1 or the L2. */
export function ownCluster(cluster: IConstruct | undefined): CfnCluster | undefined {
  return ownResource(cluster, 'AWS::MSK::Cluster') as CfnCluster | undefined;
}

/** The ARN of a cluster; nothing where the construct is none. The L2 is no reference yet, as all of aws-cdk-lib's are. */
export function clusterArnOf(cluster: IConstruct): string | undefined {
  const { clusterRef, clusterArn } = cluster as Partial<IClusterRef & { readonly clusterArn: string }>;
  return clusterRef?.clusterArn ?? clusterArn;
}

/** What keeps a cluster from being scraped. */
export function clusterProblems(scraper: Home, cluster: IConstruct | undefined): PropertyProblem[] {
  if (cluster === undefined) return [];
  if (clusterArnOf(cluster) === undefined) return [{ path: 'cluster', message: `must be a cluster of Amazon MSK, got '${cluster.node.path}'` }];
  const resource = ownCluster(cluster);
  return [
    ...environmentProblems(scraper, { path: 'cluster', construct: cluster as IConstruct & IEnvironmentAware, anyAccount: true }),
    ...resource ? [...monitoringProblems(resource), ...publicProblems(resource)] : [],
  ];
}

function monitoringProblems(cluster: CfnCluster): PropertyProblem[] {
  const missing = ['jmxExporter', 'nodeExporter'].filter((exporter) => {
    const enabled = inside(cluster.openMonitoring, 'prometheus', exporter, 'enabledInBroker');
    return enabled !== true && !Token.isUnresolved(enabled);
  });
  return missing.length === 0
    ? []
    : [{ path: 'cluster', message: `has no open monitoring; set enabledInBroker of openMonitoring.prometheus.${missing.join(' and ')}` }];
}

function publicProblems({ brokerNodeGroupInfo, kafkaVersion }: CfnCluster): PropertyProblem[] {
  const type = inside(brokerNodeGroupInfo, 'connectivityInfo', 'publicAccess', 'type') ?? PRIVATE;
  if (type === PRIVATE || Token.isUnresolved(type) || !kafkaVersion.includes('kraft')) return [];
  return [{ path: 'cluster', message: 'has public access and KRaft, which together collectors do not scrape' }];
}

const PRIVATE = 'DISABLED';

/** Whether the brokers are Express ones, as far as it is known. */
export function isExpress(cluster: CfnCluster | undefined): boolean {
  const instanceType = inside(cluster?.brokerNodeGroupInfo, 'instanceType');
  return typeof instanceType === 'string' && instanceType.startsWith('express.');
}

/** The ids of the security groups of brokers. */
export function brokerSecurityGroupIds(cluster: CfnCluster | undefined): string[] {
  return knownIds(cluster?.brokerNodeGroupInfo, 'securityGroups');
}

/** A value in nested properties; a token where it, or what holds it, is known only at deployment. */
function inside(value: unknown, ...path: string[]): unknown {
  return path.reduce((holder, key) => holder === undefined || Token.isUnresolved(holder)
    ? holder
    : (holder as Record<string, unknown>)[key], value);
}
