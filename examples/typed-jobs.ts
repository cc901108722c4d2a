/**
 * Typed scrape jobs: ready-made jobs for the components of a cluster, and a job for your own service.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/typed-jobs.js"
 */
import { App, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { EksCollector, KubernetesRole, Relabeling, ScrapeConfiguration, ScrapeJob, Workspace } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class TypedJobsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    new EksCollector(this, 'Collector', {
      cluster,
      workspace: new Workspace(this, 'Workspace', { alias: 'platform' }),
      scrapeConfiguration: new ScrapeConfiguration({
        scrapeInterval: Duration.seconds(60),
        // CloudFormation fills in the name at deployment.
        externalLabels: { cluster: cluster.clusterName },
        jobs: [
          ScrapeJob.cadvisor(),
          ScrapeJob.kubelet(),
          ScrapeJob.apiServer(),
          ScrapeJob.kubeScheduler(),
          ScrapeJob.kubeControllerManager(),
          ScrapeJob.pods({ annotationDriven: true }),
          new ScrapeJob({
            jobName: 'payments',
            scrapeInterval: Duration.seconds(30),
            bodySizeLimit: Size.mebibytes(10),
            kubernetesServiceDiscovery: [{ role: KubernetesRole.ENDPOINTS, namespaces: ['payments'] }],
            relabelings: [
              Relabeling.keep({ sourceLabels: ['__meta_kubernetes_service_name'], regex: 'api' }),
              Relabeling.replace({ sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'pod' }),
            ],
            metricRelabelings: [Relabeling.drop({ sourceLabels: ['__name__'], regex: 'go_.*' })],
          }),
        ],
      }),
    });
  }
}

if (require.main === module) new TypedJobsStack(new App(), 'TypedJobs');
