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
   * Targets discovered from Kubernetes.
   *
   * @default - none
   */
  readonly kubernetesServiceDiscovery?: KubernetesServiceDiscovery[];

  /**
   * Targets discovered from DNS, for sources in a VPC.
   *
   * @default - none
   */
  readonly dnsServiceDiscovery?: DnsServiceDiscovery[];

  /**
   * Static targets.
   *
   * @default - none
   */
  readonly staticConfigs?: StaticConfig[];

  /**
   * Relabelings of targets, before they are scraped.
   *
   * @default - every discovered target is scraped
   */
  readonly relabelings?: Relabeling[];

  /**
   * Relabelings of metrics, before they are stored.
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
   * The credentials that the collector sends to targets.
   *
   * @default - none
   */
  readonly authorization?: ScrapeAuthorization;

  /**
   * The validation of targets' TLS certificates.
   *
   * @default - certificates must be signed by a public authority
   */
  readonly tlsConfig?: TlsConfig;

  /**
   * Keeps labels of metrics that conflict with labels of the target, such as `job` and `instance`, instead of renaming them.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * Keeps timestamps that targets expose.
   *
   * @default true
   */
  readonly honorTimestamps?: boolean;

  /**
   * Marks metrics with their own timestamps as stale when they disappear. Prometheus 2.48 and later.
   *
   * @default false
   */
  readonly trackTimestampsStaleness?: boolean;

  /**
   * The format of targets that specify none or an unknown one. Prometheus 3.0 and later.
   *
   * @default - the scrape of such a target fails
   */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;

  /**
   * Requests compressed responses. Prometheus 2.49 and later.
   *
   * @default true
   */
  readonly enableCompression?: boolean;

  /**
   * Follows HTTP redirects.
   *
   * @default true
   */
  readonly followRedirects?: boolean;

  /**
   * Uses HTTP/2 with targets that support it.
   *
   * @default true
   */
  readonly enableHttp2?: boolean;

  /**
   * The maximum number of buckets of a native histogram; the resolution of larger ones is reduced. 0 is no limit.
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
   * Additional fields without a property, with Prometheus's names. They are written unchanged and validated like the others.
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
   * Stores all buckets of all histograms, those of `apiserver_request_duration_seconds`, `etcd_request_duration_seconds`,
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
   * Scrapes only pods with the annotation `prometheus.io/scrape: "true"`, at the port, path and scheme that the annotations
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
