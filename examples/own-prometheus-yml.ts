/**
 * A configuration that exists already, from a file, with one job added. The file reaches the template as it is, comments
 * included.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/own-prometheus-yml.js"
 */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { EksCollector, ScrapeConfiguration, ScrapeJob } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class OwnPrometheusYmlStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    new EksCollector(this, 'Collector', {
      cluster,
      scrapeConfiguration: ScrapeConfiguration
        .fromFile('examples/prometheus.yml')
        .withJobs(ScrapeJob.kubeStateMetrics()),
    });
  }
}

if (require.main === module) new OwnPrometheusYmlStack(new App(), 'OwnPrometheusYml');
