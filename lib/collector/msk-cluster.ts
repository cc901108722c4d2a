import { Fn, Token } from 'aws-cdk-lib';
import type { CfnCluster, IClusterRef } from 'aws-cdk-lib/aws-msk';
import type { IConstruct } from 'constructs';
import { environmentProblems, type Home } from '../private/environment';
import { ownResource } from '../private/own-resource';
import type { PropertyProblem } from '../private/property-problem';
import { propertyAt } from '../private/property-values';
import { knownIds } from './target-security-groups';

/** The ports of the exporters on each broker, by job. */
export const EXPORTERS = { 'msk-jmx': 11001, 'msk-node': 11002 } as const;

const BROKER = /^b-\d+(?:-public)?\.[^.]+\.[^.]+\.c\d+\.kafka\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?::\d+)?$/;

/**
 * Returns the DNS name of all brokers: the name of one broker without its `b-1`, computed at deployment if the brokers are known only then.
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
  if (bootstrapBrokers.includes('.kafka-serverless.')) return problem('must be those of a provisioned cluster; a collector does not scrape serverless clusters');
  return bootstrapBrokers.split(',').every(broker => BROKER.test(broker))
    ? []
    : problem('must be the output of `aws kafka get-bootstrap-brokers`, such as b-1.demo.abcde.c2.kafka.us-east-1.amazonaws.com:9098');
}

/** Returns the L1 of a cluster that this app creates. */
export function ownCluster(cluster: IConstruct | undefined): CfnCluster | undefined {
  return ownResource(cluster, 'AWS::MSK::Cluster') as CfnCluster | undefined;
}

/** Checks that a cluster can be scraped. */
export function clusterProblems(scraper: Home, cluster: IClusterRef | undefined): PropertyProblem[] {
  const resource = ownCluster(cluster);
  return [
    ...environmentProblems(scraper, { path: 'cluster', construct: cluster, anyAccount: true }),
    ...resource ? [...monitoringProblems(resource), ...publicProblems(resource)] : [],
  ];
}

function monitoringProblems(cluster: CfnCluster): PropertyProblem[] {
  const missing = ['jmxExporter', 'nodeExporter'].filter((exporter) => {
    const enabled = propertyAt(cluster.openMonitoring, 'prometheus', exporter, 'enabledInBroker');
    return enabled !== true && !Token.isUnresolved(enabled);
  });
  return missing.length === 0
    ? []
    : [{ path: 'cluster', message: `has no open monitoring; set enabledInBroker of openMonitoring.prometheus.${missing.join(' and ')}` }];
}

function publicProblems({ brokerNodeGroupInfo, kafkaVersion }: CfnCluster): PropertyProblem[] {
  const type = propertyAt(brokerNodeGroupInfo, 'connectivityInfo', 'publicAccess', 'type') ?? PRIVATE;
  if (type === PRIVATE || Token.isUnresolved(type) || !kafkaVersion.includes('kraft')) return [];
  return [{ path: 'cluster', message: 'has public access and KRaft; a collector does not scrape clusters with both' }];
}

const PRIVATE = 'DISABLED';

/** Returns whether the brokers are Express brokers, as far as the app knows. */
export function isExpress(cluster: CfnCluster | undefined): boolean {
  const instanceType = propertyAt(cluster?.brokerNodeGroupInfo, 'instanceType');
  return typeof instanceType === 'string' && instanceType.startsWith('express.');
}

/** Returns the IDs of the security groups of the brokers. */
export function brokerSecurityGroupIds(cluster: CfnCluster | undefined): string[] {
  return knownIds(cluster?.brokerNodeGroupInfo, 'securityGroups');
}
