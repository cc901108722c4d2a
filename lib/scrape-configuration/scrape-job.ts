import { TLS_FIELDS } from './authorization';
import { renderDns } from './dns-service-discovery';
import { renderKubernetes } from './kubernetes-service-discovery';
import { toFields } from './writer/fields';
import * as controlPlane from './ready-made-jobs/control-plane';
import * as exporters from './ready-made-jobs/exporters';
import * as kubelet from './ready-made-jobs/kubelet';
import * as kubeSystem from './ready-made-jobs/kube-system-pods';
import * as pods from './ready-made-jobs/pods';
import type { ApiServerJobOptions, PodsJobOptions, ScrapeJobProps, StandardJobOptions } from './scrape-job-props';
import type { Relabeling } from './relabeling';
import { SETTINGS_FIELDS } from './scrape-settings';
import { renderStatic } from './static-config';
import { indent, writeYaml } from './writer/write-yaml';

/** Prometheus's field names, in the order in which they are written: identity, settings, discovery, relabelings. */
export const JOB_FIELDS = {
  jobName: 'job_name',
  honorLabels: 'honor_labels',
  honorTimestamps: 'honor_timestamps',
  trackTimestampsStaleness: 'track_timestamps_staleness',
  params: 'params',
  ...SETTINGS_FIELDS,
  fallbackScrapeProtocol: 'fallback_scrape_protocol',
  nativeHistogramBucketLimit: 'native_histogram_bucket_limit',
  nativeHistogramMinBucketFactor: 'native_histogram_min_bucket_factor',
  metricsPath: 'metrics_path',
  scheme: 'scheme',
  enableCompression: 'enable_compression',
  authorization: 'authorization',
  tlsConfig: 'tls_config',
  followRedirects: 'follow_redirects',
  enableHttp2: 'enable_http2',
  kubernetesServiceDiscovery: 'kubernetes_sd_configs',
  dnsServiceDiscovery: 'dns_sd_configs',
  staticConfigs: 'static_configs',
  relabelings: 'relabel_configs',
  metricRelabelings: 'metric_relabel_configs',
} as const;

/**
 * A scrape job: targets that are discovered in one way and scraped in one way.
 *
 * The static methods create jobs for the components of an EKS cluster. Their metrics carry the job names and labels of
 * kube-prometheus, so that its rules and dashboards, and those of kubernetes-mixin, find them. A job name that you specify replaces
 * that label.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 * @see https://github.com/prometheus-operator/kube-prometheus
 */
export class ScrapeJob {
  /**
   * Scrapes pods: every declared TCP port of every running pod (job `pods`), or with `annotationDriven` only the pods that are annotated
   * with `prometheus.io/scrape: "true"` (job `kubernetes-pods`).
   */
  public static pods(options: PodsJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(options.annotationDriven ? pods.annotatedPods(options) : pods.pods(options), options);
  }

  /**
   * Scrapes CPU, memory, network and disk of all containers from cAdvisor, which is part of every kubelet, through the API server.
   *
   * Its metrics carry the labels `job="kubelet"` and `metrics_path="/metrics/cadvisor"`; the job is called `kubelet-cadvisor`, since names
   * of jobs are unique.
   */
  public static cadvisor(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(kubelet.cadvisor(options), options);
  }

  /** Scrapes the kubelets through the API server (job `kubelet`, with the label `metrics_path="/metrics"`). */
  public static kubelet(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(kubelet.kubelet(options), options);
  }

  /**
   * Scrapes the Kubernetes API server (job `apiserver`).
   *
   * Drops the buckets of its five largest histograms, about half of all its series, which no rule of kube-prometheus reads; specify
   * `keepAllBuckets` to store them.
   */
  public static apiServer(options: ApiServerJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(controlPlane.apiServer(options), options);
  }

  /**
   * Scrapes kube-proxy on every node (job `kube-proxy`, port 10249). EKS Auto Mode and AWS Fargate have no pods of kube-proxy.
   */
  public static kubeProxy(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(kubeSystem.kubeProxy(options), options);
  }

  /**
   * Scrapes the Kubernetes controller manager (job `kube-controller-manager`). Kubernetes 1.28 and later.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html
   */
  public static kubeControllerManager(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(controlPlane.kubeControllerManager(options), options);
  }

  /**
   * Scrapes the Kubernetes scheduler (job `kube-scheduler`). Kubernetes 1.28 and later.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html
   */
  public static kubeScheduler(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(controlPlane.kubeScheduler(options), options);
  }

  /** Scrapes kube-state-metrics (job `kube-state-metrics`). Install its Helm chart or EKS add-on. */
  public static kubeStateMetrics(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(exporters.kubeStateMetrics(options), options);
  }

  /** Scrapes the Prometheus node exporter (job `node-exporter`). Install its Helm chart or EKS add-on. */
  public static nodeExporter(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(exporters.nodeExporter(options), options);
  }

  /** Scrapes CoreDNS (job `coredns`). EKS Auto Mode has no pods of CoreDNS. */
  public static coreDns(options: StandardJobOptions = {}): ScrapeJob {
    return ScrapeJob.readyMade(kubeSystem.coreDns(options), options);
  }

  private static readyMade(props: ScrapeJobProps, options: StandardJobOptions): ScrapeJob {
    const job = new ScrapeJob(props);
    job.added = options;
    return job;
  }

  /** The name of the job. */
  public readonly jobName: string;

  private readonly props: ScrapeJobProps;
  private added: StandardJobOptions;
  private yamlItem?: string;

  constructor(props: ScrapeJobProps) {
    this.props = { ...props };
    this.added = this.props;
    this.jobName = props.jobName;
  }

  /** @internal */
  public _render(): Record<string, unknown> {
    const { kubernetesServiceDiscovery, dnsServiceDiscovery, staticConfigs, tlsConfig } = this.props;
    return toFields({
      ...this.props,
      kubernetesServiceDiscovery: kubernetesServiceDiscovery?.map(renderKubernetes),
      dnsServiceDiscovery: dnsServiceDiscovery?.map(renderDns),
      staticConfigs: staticConfigs?.map(renderStatic),
      tlsConfig: tlsConfig && toFields(tlsConfig, TLS_FIELDS),
    }, JOB_FIELDS, this.props.additionalFields);
  }

  /**
   * Returns the job with a metric relabeling after its own.
   *
   * @internal
   */
  public _withMetricRelabeling(relabeling: Relabeling): ScrapeJob {
    const job = new ScrapeJob({ ...this.props, metricRelabelings: [...this.props.metricRelabelings ?? [], relabeling] });
    job.added = { ...this.added, metricRelabelings: [...this.added.metricRelabelings ?? [], relabeling] };
    return job;
  }

  /**
   * Returns how many relabelings of a ready-made job come before those that the user added.
   *
   * @internal
   */
  public _ownRelabelings(field: 'relabel_configs' | 'metric_relabel_configs'): number {
    const property = field === 'relabel_configs' ? 'relabelings' : 'metricRelabelings';
    return (this.props[property]?.length ?? 0) - (this.added[property]?.length ?? 0);
  }

  /**
   * The job as an item of a configuration's list. Configurations share it.
   *
   * @internal
   */
  public _toYamlItem(): string {
    return this.yamlItem ??= indent(`- ${indent(writeYaml(this._render(), `the scrape job '${this.jobName}'`), 2).trimStart()}`, 2);
  }
}
