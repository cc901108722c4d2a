import { App, Stack, Validations } from 'aws-cdk-lib';
import { Subnet } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterAccess, EksCollector, KubernetesRole, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { warnings } from '../helpers/problems';

function collector(scrapeConfiguration?: ScrapeConfiguration): EksCollector {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  const subnets = ['a', 'b'].map(zone => Subnet.fromSubnetAttributes(stack, `Subnet${zone}`, {
    subnetId: `subnet-${zone}`, availabilityZone: `us-east-1${zone}`,
  }));
  return new EksCollector(stack, 'Collector', {
    cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'production' }),
    access: ClusterAccess.accessEntry(),
    vpcSubnets: { subnets },
    scrapeConfiguration,
  });
}

const chosen = () => ScrapeConfiguration.eksDefault({ externalLabels: { cluster: 'production' } });

describe('a legal configuration that is probably not meant', () => {
  test('causes a warning with the rule in its id, at the path in the configuration', () => {
    expect(warnings(Stack.of(collector(chosen())))).toEqual([
      expect.stringMatching(/jobs\[0\] 'pod_exporter' kubernetesServiceDiscovery\[0\]\.role: .*cdk-managed-prometheus:unfiltered-job/s),
      expect.stringMatching(/jobs\[2\] 'kubernetes-apiservers' .*cdk-managed-prometheus:exploding-histogram/s),
    ]);
  });

  test('causes no warning if it is acknowledged', () => {
    const { scraper } = collector(chosen());

    Validations.of(scraper).acknowledge({ id: 'cdk-managed-prometheus:unfiltered-job', reason: 'a small cluster' });

    expect(warnings(Stack.of(scraper))).toEqual([expect.stringContaining('exploding-histogram')]);
  });

  test.each<[string, (jobs: ScrapeJob[]) => ScrapeConfiguration]>([
    ['typed jobs', jobs => new ScrapeConfiguration({ jobs })],
    ['a text', jobs => ScrapeConfiguration.fromYaml(new ScrapeConfiguration({ jobs }).toYaml())],
  ])('causes no warning for the one job for which it is acknowledged: %s', (_, configurationOf) => {
    const jobs = ['payments', 'orders'].map(jobName => new ScrapeJob({ jobName, kubernetesServiceDiscovery: [{ role: KubernetesRole.POD }] }));
    const { scraper } = collector(configurationOf(jobs));

    Validations.of(scraper).acknowledge({ id: 'cdk-managed-prometheus:unfiltered-job', where: { job: 'payments' }, reason: 'all ports have metrics' });

    expect(warnings(Stack.of(scraper))).toEqual([expect.stringMatching(/\[1\] 'orders' .*unfiltered-job/s)]);
  });

  test('causes no warning if the app specified no configuration', () => {
    expect(warnings(Stack.of(collector()))).toEqual([]);
  });
});
