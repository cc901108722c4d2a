import type { ScrapeAuthorization, TlsConfig } from './authorization';
import type { DnsServiceDiscovery } from './dns-service-discovery';
import type { KubernetesServiceDiscovery } from './kubernetes-service-discovery';
import type { ScrapeProtocol, ScrapeScheme } from './protocols';
import type { Relabeling } from './relabeling';
import type { ScrapeSettings } from './scrape-settings';
import type { StaticConfig } from './static-config';

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

/**
 * Options of a ready-made job.
 */
export interface StandardJobOptions extends ScrapeSettings {
  /**
   * The name of the job, and its label `job`.
   *
   * @default - the name that kube-prometheus gives it
   */
  readonly jobName?: string;

  /**
   * Relabelings that run after the job's own.
   *
   * @default - none
   */
  readonly relabelings?: Relabeling[];

  /**
   * Relabelings of metrics that run after the job's own.
   *
   * @default - none
   */
  readonly metricRelabelings?: Relabeling[];
}

/**
 * Options of the job that scrapes the Kubernetes API server.
 */
export interface ApiServerJobOptions extends StandardJobOptions {
  /**
   * Whether to store all buckets of all histograms, those of `apiserver_request_duration_seconds`, `etcd_request_duration_seconds`,
   * `apiserver_watch_cache_read_wait_seconds`, `apiserver_response_sizes` and `apiserver_request_body_size_bytes` included. They are about
   * half of all series of an API server.
   *
   * @default false
   */
  readonly keepAllBuckets?: boolean;
}

/**
 * Options of the job that scrapes pods.
 */
export interface PodsJobOptions extends StandardJobOptions {
  /**
   * Whether to scrape only pods with the annotation `prometheus.io/scrape: "true"`, at the port, path and scheme that the annotations
   * `prometheus.io/port`, `prometheus.io/path` and `prometheus.io/scheme` specify.
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
