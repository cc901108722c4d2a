import { Duration } from 'aws-cdk-lib';
import { ScrapeAuthorization } from './authorization';
import { KubernetesRole } from './kubernetes-service-discovery';
import { ScrapeScheme } from './protocols';
import { endpointsOfApiServer } from './ready-made-jobs/control-plane';
import { Relabeling } from './relabeling';
import type { AwsDefaultJobs } from './eks-default-text';
import type { EksDefaultOptions, ScrapeConfigurationProps } from './scrape-configuration-props';
import { ScrapeJob } from './scrape-job';
import type { ScrapeJobProps } from './scrape-job-props';

const INTERVAL_SECONDS = 30;

/** Created once, since jobs are immutable and each keeps its YAML. */
let allJobs: ScrapeJob[] | undefined;

/** AWS's default configuration for EKS, with the kube-proxy relabeling corrected. */
export function eksDefaultProps(
  { scrapeInterval, externalLabels }: EksDefaultOptions, { kubeProxy = true }: AwsDefaultJobs = {},
): ScrapeConfigurationProps {
  allJobs ??= [podExporter(), cadvisor(), endpointsOfApiServer('kubernetes-apiservers'), kubeProxyPods()].map(props => new ScrapeJob(props));
  return {
    scrapeInterval: scrapeInterval ?? Duration.seconds(INTERVAL_SECONDS),
    externalLabels,
    jobs: kubeProxy ? allJobs : allJobs.filter(({ jobName }) => jobName !== 'kube-proxy'),
  };
}

function podExporter(): ScrapeJobProps {
  return { jobName: 'pod_exporter', kubernetesServiceDiscovery: [{ role: KubernetesRole.POD }] };
}

function cadvisor(): ScrapeJobProps {
  return {
    jobName: 'cadvisor',
    scheme: ScrapeScheme.HTTPS,
    authorization: ScrapeAuthorization.serviceAccountToken(),
    kubernetesServiceDiscovery: [{ role: KubernetesRole.NODE }],
    relabelings: [
      Relabeling.labelMap({ regex: '__meta_kubernetes_node_label_(.+)' }),
      Relabeling.replace({ targetLabel: '__address__', replacement: 'kubernetes.default.svc:443' }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_node_name'], regex: '(.+)', targetLabel: '__metrics_path__',
        replacement: '/api/v1/nodes/$1/proxy/metrics/cadvisor',
      }),
    ],
  };
}

/** AWS's regular expression has doubled backslashes, so it never replaces a port that a pod declares. */
function kubeProxyPods(): ScrapeJobProps {
  return {
    jobName: 'kube-proxy',
    honorLabels: true,
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_namespace', '__meta_kubernetes_pod_name'], separator: '/', regex: 'kube-system/kube-proxy.+',
      }),
      Relabeling.replace({
        sourceLabels: ['__address__'], regex: '(.+?)(\\:\\d+)?', targetLabel: '__address__', replacement: '$1:10249',
      }),
    ],
  };
}
