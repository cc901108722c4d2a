import { onlyCompute } from '../cluster-access/cluster-compute';
import type { ClusterFacts } from '../cluster-access/cluster-facts';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ScrapeJob } from '../scrape-configuration/scrape-job';
import { ClusterCompute } from '../validation/validation-target';

/**
 * Returns a configuration with the jobs that feed the standard rules, and with annotated pods. EKS Auto Mode runs CoreDNS outside of pods,
 * and Fargate runs no DaemonSets.
 */
export function standardConfiguration(facts: ClusterFacts): ScrapeConfiguration {
  const compute = onlyCompute(facts);
  return new ScrapeConfiguration({
    externalLabels: { cluster: facts.cluster.clusterRef.clusterName },
    jobs: [
      ScrapeJob.apiServer(),
      ScrapeJob.kubeScheduler(),
      ScrapeJob.kubeControllerManager(),
      ScrapeJob.kubelet(),
      ScrapeJob.cadvisor(),
      ScrapeJob.kubeStateMetrics(),
      ...compute === ClusterCompute.FARGATE ? [] : [ScrapeJob.nodeExporter()],
      ...compute === ClusterCompute.AUTO_MODE ? [] : [ScrapeJob.coreDns()],
      ScrapeJob.pods({ annotationDriven: true }),
    ],
  });
}
