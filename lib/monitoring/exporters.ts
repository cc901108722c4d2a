import { CfnAddon, type IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { Construct } from 'constructs';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';

/** EKS community add-ons by the job that scrapes them. */
const ADD_ONS = [
  { id: 'KubeStateMetrics', job: 'kube-state-metrics', addonName: 'kube-state-metrics' },
  { id: 'NodeExporter', job: 'node-exporter', addonName: 'prometheus-node-exporter' },
] as const;

/**
 * Installs the exporters that the jobs of a configuration scrape. They need nodes, which belong to the construct of the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html
 */
export function installExporters(scope: Construct, cluster: IClusterRef, configuration: ScrapeConfiguration): CfnAddon[] {
  const jobs = configuration._effective()?.jobs.map(({ name }) => name) ?? [];
  return ADD_ONS.filter(({ job }) => jobs.includes(job)).map(({ id, addonName }) => {
    const addOn = new CfnAddon(scope, id, { clusterName: cluster.clusterRef.clusterName, addonName });
    addOn.node.addDependency(cluster);
    return addOn;
  });
}
