import { type ScrapeAuthorization, TLS_FIELDS, type TlsConfig } from './authorization';
import type { ScrapeProtocol, ScrapeScheme } from './protocols';
import type { Relabeling } from './relabeling';
import { toFields } from './render/fields';
import { SETTINGS_FIELDS, type ScrapeSettings } from './scrape-settings';
import {
  type DnsServiceDiscovery, type KubernetesServiceDiscovery, type StaticConfig, renderDns, renderKubernetes, renderStatic,
} from './service-discovery';
import * as standard from './standard-jobs';
import { indent, writeYaml } from './yaml/write-yaml';

/**
 * Properties of a scrape job.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeJobProps extends ScrapeSettings {
  /**
   * The name of the job, unique in its configuration. It becomes the label `job` of every metric.
   */
  readonly jobName: string;

  /**
   * Targets that Kubernetes knows.
   *
   * @default - none
   */
  readonly kubernetesServiceDiscovery?: KubernetesServiceDiscovery[];

  /**
   * Targets that DNS knows; for sources in a VPC.
   *
   * @default - none
   */
  readonly dnsServiceDiscovery?: DnsServiceDiscovery[];

  /**
   * Targets that are known beforehand.
   *
   * @default - none
   */
  readonly staticConfigs?: StaticConfig[];

  /**
   * Rules that rewrite, keep or drop targets before they are scraped.
   *
   * @default - every discovered target is scraped
   */
  readonly relabelings?: Relabeling[];

  /**
   * Rules that rewrite, keep or drop metrics before they are stored.
   *
   * @default - every metric is stored
   */
  readonly metricRelabelings?: Relabeling[];

  /**
   * The scheme of the URL.
   *
   * @default ScrapeScheme.HTTP
   */
  readonly scheme?: ScrapeScheme;

  /**
   * The path of the URL.
   *
   * @default '/metrics'
   */
  readonly metricsPath?: string;

  /**
   * Parameters of the URL, each with its values.
   *
   * @default - none
   */
  readonly params?: { readonly [name: string]: string[] };

  /**
   * How the collector tells targets who it is.
   *
   * @default - it does not
   */
  readonly authorization?: ScrapeAuthorization;

  /**
   * How certificates of targets are checked.
   *
   * @default - by the authorities that the collector knows
   */
  readonly tlsConfig?: TlsConfig;

  /**
   * Whether a label that a target gives wins over one that the scrape adds, such as `job` and `instance`.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * Whether timestamps that a target gives are kept.
   *
   * @default true
   */
  readonly honorTimestamps?: boolean;

  /**
   * Whether a metric that a target gives with a timestamp is marked as gone when it disappears. Prometheus 2.48 and later.
   *
   * @default false
   */
  readonly trackTimestampsStaleness?: boolean;

  /**
   * The format that is assumed where a target names none or an unknown one. Prometheus 3.0 and later.
   *
   * @default - the scrape of such a target fails
   */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;

  /**
   * Whether targets may compress their answers. Prometheus 2.49 and later.
   *
   * @default true
   */
  readonly enableCompression?: boolean;

  /**
   * Whether HTTP redirects are followed.
   *
   * @default true
   */
  readonly followRedirects?: boolean;

  /**
   * Whether HTTP/2 is spoken with targets that offer it.
   *
   * @default true
   */
  readonly enableHttp2?: boolean;

  /**
   * How many buckets a native histogram may have; resolution is given up for those with more. 0 is no limit.
   *
   * @default - no limit
   */
  readonly nativeHistogramBucketLimit?: number;

  /**
   * The smallest growth from one bucket of a native histogram to the next; buckets are joined to reach it.
   *
   * @default - as the target gives them
   */
  readonly nativeHistogramMinBucketFactor?: number;

  /**
   * Fields that have no property here, with Prometheus's names; they are written as they are and judged like the others.
   *
   * @default - none
   */
  readonly additionalFields?: { readonly [field: string]: unknown };
}

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
    return this.yamlItem ??= indent(writeYaml([this._render()]), 2);
  }
}

/**
 * What can be changed about a ready-made job.
 */
export interface StandardJobOptions extends ScrapeSettings {
  /**
   * The name of the job.
   *
   * @default - the name that AWS or the Prometheus community gives it
   */
  readonly jobName?: string;

  /**
   * Rules that run after the job's own.
   *
   * @default - none
   */
  readonly relabelings?: Relabeling[];

  /**
   * Rules that rewrite, keep or drop metrics before they are stored.
   *
   * @default - every metric is stored
   */
  readonly metricRelabelings?: Relabeling[];
}

/**
 * What can be changed about the job that scrapes pods.
 */
export interface PodsJobOptions extends StandardJobOptions {
  /**
   * Whether only pods with the annotation `prometheus.io/scrape: "true"` are scraped, at the port, path and scheme
   * that `prometheus.io/port`, `prometheus.io/path` and `prometheus.io/scheme` name (job `kubernetes-pods`).
   *
   * @default false
   */
  readonly annotationDriven?: boolean;

  /**
   * The namespaces whose pods are scraped.
   *
   * @default - all namespaces
   */
  readonly namespaces?: string[];
}
