import { ScrapeAuthorization } from './authorization';
import { KubernetesRole } from './kubernetes-service-discovery';
import { ScrapeScheme } from './protocols';
import { Relabeling } from './relabeling';
import type { PodsJobOptions, ScrapeJobProps, StandardJobOptions } from './scrape-job-props';

/** A job's own properties with what the user changed about it: settings win, rules are added. */
function withOptions(job: ScrapeJobProps, options: StandardJobOptions): ScrapeJobProps {
  const { relabelings, metricRelabelings, ...settings } = options;
  return {
    ...job,
    ...settings,
    jobName: options.jobName ?? job.jobName,
    relabelings: join(job.relabelings, relabelings),
    metricRelabelings: join(job.metricRelabelings, metricRelabelings),
  };
}

function join(own?: Relabeling[], added?: Relabeling[]): Relabeling[] | undefined {
  return own || added ? [...own ?? [], ...added ?? []] : undefined;
}

export function pods({ annotationDriven, namespaces, ...options }: PodsJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'pod_exporter',
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces }],
  }, options);
}

/** The annotations that the Prometheus community's Helm chart reads. */
export function annotatedPods({ annotationDriven, namespaces, ...options }: PodsJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'kubernetes-pods',
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces }],
    relabelings: [
      Relabeling.keep({ sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'], regex: 'true' }),
      Relabeling.drop({ sourceLabels: ['__meta_kubernetes_pod_phase'], regex: 'Pending|Succeeded|Failed|Completed' }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_scheme'], regex: '(https?)', targetLabel: '__scheme__',
      }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_path'], regex: '(.+)', targetLabel: '__metrics_path__',
      }),
      // An IPv6 address needs its brackets, so it has a rule of its own.
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_port', '__meta_kubernetes_pod_ip'],
        regex: '(\\d+);(([A-Fa-f0-9]{0,4}:){2,}[A-Fa-f0-9]{0,4})',
        targetLabel: '__address__',
        replacement: '[$2]:$1',
      }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_port', '__meta_kubernetes_pod_ip'],
        regex: '(\\d+);(\\d+(?:\\.\\d+){3})',
        targetLabel: '__address__',
        replacement: '$2:$1',
      }),
      Relabeling.replace({ sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' }),
      Relabeling.replace({ sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'pod' }),
    ],
  }, options);
}

export function cadvisor(options: StandardJobOptions): ScrapeJobProps {
  return kubeletThroughApiServer('cadvisor', '/api/v1/nodes/$1/proxy/metrics/cadvisor', options);
}

export function kubelet(options: StandardJobOptions): ScrapeJobProps {
  return kubeletThroughApiServer('kubelet', '/api/v1/nodes/$1/proxy/metrics', options);
}

/** A collector has no certificate that a kubelet accepts; the API server passes its requests on. */
function kubeletThroughApiServer(jobName: string, path: string, options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName,
    scheme: ScrapeScheme.HTTPS,
    authorization: ScrapeAuthorization.serviceAccountToken(),
    kubernetesServiceDiscovery: [{ role: KubernetesRole.NODE }],
    relabelings: [
      Relabeling.labelMap({ regex: '__meta_kubernetes_node_label_(.+)' }),
      Relabeling.replace({ targetLabel: '__address__', replacement: 'kubernetes.default.svc:443' }),
      Relabeling.replace({
        sourceLabels: ['__meta_kubernetes_node_name'], regex: '(.+)', targetLabel: '__metrics_path__', replacement: path,
      }),
    ],
  }, options);
}

export function apiServer(options: StandardJobOptions): ScrapeJobProps {
  return apiServerPath('kubernetes-apiservers', undefined, options);
}

export function kubeControllerManager(options: StandardJobOptions): ScrapeJobProps {
  return apiServerPath('kcm-metrics', '/apis/metrics.eks.amazonaws.com/v1/kcm/container/metrics', options);
}

export function kubeScheduler(options: StandardJobOptions): ScrapeJobProps {
  return apiServerPath('ksh-metrics', '/apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics', options);
}

/** The service `kubernetes` in the namespace `default` has the API server's own addresses. */
function apiServerPath(jobName: string, metricsPath: string | undefined, options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName,
    metricsPath,
    scheme: ScrapeScheme.HTTPS,
    authorization: ScrapeAuthorization.serviceAccountToken(),
    kubernetesServiceDiscovery: [{ role: KubernetesRole.ENDPOINTS }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_namespace', '__meta_kubernetes_service_name', '__meta_kubernetes_endpoint_port_name'],
        regex: 'default;kubernetes;https',
      }),
    ],
  }, options);
}

/** kube-proxy listens on 10249 of its node whatever port its pod declares. AWS's own rule doubles the backslashes and misses. */
export function kubeProxy(options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
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
  }, options);
}

export function kubeStateMetrics(options: StandardJobOptions): ScrapeJobProps {
  return serviceByName('kube-state-metrics', 'kube-state-metrics', { honorLabels: true }, [], options);
}

/** The pod's address is the node's: what dashboards call `node` and `instance` is told apart by the node's name. */
export function nodeExporter(options: StandardJobOptions): ScrapeJobProps {
  return serviceByName('node-exporter', '(?:prometheus-)?node-exporter', {}, [
    Relabeling.replace({ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }),
  ], options);
}

/** A service of a Helm chart, by the chart's own label and the port that carries its metrics (`http`, `metrics`, …). */
function serviceByName(
  jobName: string, name: string, settings: Partial<ScrapeJobProps>, relabelings: Relabeling[], options: StandardJobOptions,
): ScrapeJobProps {
  return withOptions({
    jobName,
    ...settings,
    kubernetesServiceDiscovery: [{ role: KubernetesRole.ENDPOINTS }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_service_label_app_kubernetes_io_name', '__meta_kubernetes_endpoint_port_name'],
        regex: `${name};(?:http|metrics|http-metrics)`,
      }),
      ...relabelings,
    ],
  }, options);
}

export function coreDns(options: StandardJobOptions): ScrapeJobProps {
  return withOptions({
    jobName: 'coredns',
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: ['kube-system'] }],
    relabelings: [
      Relabeling.keep({
        sourceLabels: ['__meta_kubernetes_pod_label_k8s_app', '__meta_kubernetes_pod_container_port_name'], regex: 'kube-dns;metrics',
      }),
      Relabeling.replace({ sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'pod' }),
    ],
  }, options);
}
