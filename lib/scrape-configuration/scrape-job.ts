import { TLS_FIELDS } from './authorization';
import { renderDns } from './dns-service-discovery';
import { renderKubernetes } from './kubernetes-service-discovery';
import { toFields } from './writer/fields';
import type { PodsJobOptions, ScrapeJobProps, StandardJobOptions } from './scrape-job-props';
import { SETTINGS_FIELDS } from './scrape-settings';
import * as standard from './standard-jobs';
import { renderStatic } from './static-config';
import { indent, writeYaml } from './writer/write-yaml';

/** Prometheus's names, in the order in which they stand in the YAML: what, how, where from, then the rules. */
const FIELDS = {
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
 * What is scraped, and how: targets that are found in one way and read in one way.
 *
 * The static methods are ready-made jobs for what runs in every EKS cluster; their labels are those that the dashboards
 * and rules of the Prometheus community expect.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export class ScrapeJob {
  /**
   * Pods. By default every declared port of every pod, as AWS's default configuration has it (job `pod_exporter`);
   * with `annotationDriven` only pods that ask for it.
   */
  public static pods(options: PodsJobOptions = {}): ScrapeJob {
    return new ScrapeJob(options.annotationDriven ? standard.annotatedPods(options) : standard.pods(options));
  }

  /** The containers' CPU, memory, network and disk, from cAdvisor in every kubelet (job `cadvisor`), by way of the API server. */
  public static cadvisor(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.cadvisor(options));
  }

  /** The kubelets themselves (job `kubelet`), by way of the API server. */
  public static kubelet(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.kubelet(options));
  }

  /** The Kubernetes API server (job `kubernetes-apiservers`). */
  public static apiServer(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.apiServer(options));
  }

  /**
   * kube-proxy on every node (job `kube-proxy`, port 10249). EKS Auto Mode runs it as a system service, where it is not found.
   */
  public static kubeProxy(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.kubeProxy(options));
  }

  /**
   * The Kubernetes controller manager (job `kcm-metrics`). Kubernetes 1.28 and later.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html
   */
  public static kubeControllerManager(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.kubeControllerManager(options));
  }

  /**
   * The Kubernetes scheduler (job `ksh-metrics`). Kubernetes 1.28 and later.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html
   */
  public static kubeScheduler(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.kubeScheduler(options));
  }

  /** kube-state-metrics, where its Helm chart or EKS add-on is installed (job `kube-state-metrics`). */
  public static kubeStateMetrics(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.kubeStateMetrics(options));
  }

  /** The Prometheus node exporter, where its Helm chart or EKS add-on is installed (job `node-exporter`). */
  public static nodeExporter(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.nodeExporter(options));
  }

  /** CoreDNS (job `coredns`). EKS Auto Mode runs it as a system service, where it is not found. */
  public static coreDns(options: StandardJobOptions = {}): ScrapeJob {
    return new ScrapeJob(standard.coreDns(options));
  }

  /** The name of the job. */
  public readonly jobName: string;

  private readonly props: ScrapeJobProps;
  private yamlItem?: string;

  constructor(props: ScrapeJobProps) {
    this.props = { ...props };
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
    }, FIELDS, this.props.additionalFields);
  }

  /**
   * The job as it stands in the list of a configuration, which many configurations may share.
   *
   * @internal
   */
  public _toYamlItem(): string {
    return this.yamlItem ??= indent(`- ${indent(writeYaml(this._render(), `the scrape job '${this.jobName}'`), 2).trimStart()}`, 2);
  }
}
