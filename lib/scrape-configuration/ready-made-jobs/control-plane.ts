import { LARGE_HISTOGRAMS } from '../../validation/outcome/targets/large-histograms';
import { ScrapeAuthorization } from '../authorization';
import { KubernetesRole } from '../kubernetes-service-discovery';
import { ScrapeScheme } from '../protocols';
import { Relabeling } from '../relabeling';
import type { ApiServerJobOptions, ScrapeJobProps, StandardJobOptions } from '../scrape-job-props';
import { copyLabel, setLabel, withOptions } from './with-options';

export function apiServer({ keepAllBuckets = false, ...options }: ApiServerJobOptions): ScrapeJobProps {
  return withOptions({
    ...endpointsOfApiServer('apiserver', [
      copyLabel('__meta_kubernetes_namespace', 'namespace'),
      copyLabel('__meta_kubernetes_service_name', 'service'),
      copyLabel('__meta_kubernetes_endpoint_port_name', 'endpoint'),
    ]),
    metricRelabelings: keepAllBuckets
      ? undefined
      : [Relabeling.drop({ sourceLabels: ['__name__'], regex: LARGE_HISTOGRAMS.map(({ name }) => name).join('|') })],
  }, options);
}

export function kubeControllerManager(options: StandardJobOptions): ScrapeJobProps {
  return withOptions(throughMetricsApi('kube-controller-manager', 'kcm'), options);
}

export function kubeScheduler(options: StandardJobOptions): ScrapeJobProps {
  return withOptions(throughMetricsApi('kube-scheduler', 'ksh'), options);
}

/**
 * EKS serves the metrics of these components through the API server.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html
 */
function throughMetricsApi(component: string, name: string): ScrapeJobProps {
  return {
    ...endpointsOfApiServer(component, [
      setLabel('namespace', 'kube-system'),
      setLabel('service', component),
      setLabel('endpoint', 'https-metrics'),
    ]),
    metricsPath: `/apis/metrics.eks.amazonaws.com/v1/${name}/container/metrics`,
  };
}

/** The endpoints of the service `kubernetes` in the namespace `default` are the addresses of the API server. */
export function endpointsOfApiServer(jobName: string, labels: Relabeling[] = []): ScrapeJobProps {
  return {
    jobName,
    scheme: ScrapeScheme.HTTPS,
    authorization: ScrapeAuthorization.serviceAccountToken(),
    kubernetesServiceDiscovery: [{ role: KubernetesRole.ENDPOINTS }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_namespace', '__meta_kubernetes_service_name', '__meta_kubernetes_endpoint_port_name'],
        regex: 'default;kubernetes;https',
      }),
      ...labels,
    ],
  };
}
