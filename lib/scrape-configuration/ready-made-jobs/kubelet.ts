import { ScrapeAuthorization } from '../authorization';
import { KubernetesRole } from '../kubernetes-service-discovery';
import { ScrapeScheme } from '../protocols';
import { Relabeling } from '../relabeling';
import type { ScrapeJobProps, StandardJobOptions } from '../scrape-job-props';
import { copyLabel, setLabel, withOptions } from './with-options';

/** The value of the label `job` of both jobs. */
const JOB = 'kubelet';

export function kubelet(options: StandardJobOptions): ScrapeJobProps {
  return withOptions(throughApiServer(JOB, '/metrics', {}, []), options);
}

/**
 * A job of its own, since job names are unique, whose metrics carry the label `job="kubelet"` as in kube-prometheus: its rules tell
 * the metrics of kubelet and cAdvisor apart by `metrics_path`.
 *
 * cAdvisor's timestamps are ignored, or series of a container that is gone would live on for five minutes.
 */
export function cadvisor(options: StandardJobOptions): ScrapeJobProps {
  const jobLabel = options.jobName === undefined ? [setLabel('job', JOB)] : [];
  return withOptions(throughApiServer('kubelet-cadvisor', '/metrics/cadvisor', { honorTimestamps: false }, jobLabel), options);
}

/**
 * A kubelet accepts no certificate that a collector has; the API server forwards its requests.
 *
 * `instance` is the kubelet's own address: behind the API server all kubelets have the same. The labels of a metric, such as the pod
 * that a container belongs to, take precedence over those of the target.
 */
function throughApiServer(jobName: string, path: string, settings: Partial<ScrapeJobProps>, jobLabel: Relabeling[]): ScrapeJobProps {
  return {
    jobName,
    honorLabels: true,
    ...settings,
    scheme: ScrapeScheme.HTTPS,
    authorization: ScrapeAuthorization.serviceAccountToken(),
    kubernetesServiceDiscovery: [{ role: KubernetesRole.NODE }],
    relabelings: [
      ...jobLabel,
      copyLabel('__address__', 'instance'),
      copyLabel('__meta_kubernetes_node_name', 'node'),
      setLabel('namespace', 'kube-system'),
      setLabel('service', 'kubelet'),
      setLabel('endpoint', 'https-metrics'),
      setLabel('metrics_path', path),
      setLabel('__address__', 'kubernetes.default.svc:443'),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_node_name'], regex: '(.+)', targetLabel: '__metrics_path__',
        replacement: `/api/v1/nodes/$1/proxy${path}`,
      }),
    ],
  };
}
