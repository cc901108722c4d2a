import type { Duration, Size } from 'aws-cdk-lib';
import type { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol } from './protocols';

/**
 * Settings of a configuration for all its jobs, or of one job.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export interface ScrapeSettings {
  /**
   * The interval between scrapes. At least 30 seconds.
   *
   * @default - a job's: the configuration's; the configuration's: one minute
   */
  readonly scrapeInterval?: Duration;

  /**
   * The timeout of a scrape. At most the interval.
   *
   * @default - a job's: the configuration's; the configuration's: ten seconds, or the interval where that is shorter
   */
  readonly scrapeTimeout?: Duration;

  /**
   * The formats to request, in order of preference.
   *
   * @default - a job's: the configuration's; the configuration's: text formats, protocol buffers first with native histograms
   */
  readonly scrapeProtocols?: ScrapeProtocol[];

  /**
   * The largest response that is accepted, uncompressed. A collector never takes more than 50 MB.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly bodySizeLimit?: Size;

  /**
   * The maximum number of samples per scrape after metric relabeling; a scrape with more fails. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly sampleLimit?: number;

  /**
   * The maximum number of targets per job after relabeling; a job with more scrapes none. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly targetLimit?: number;

  /**
   * The maximum number of labels per sample; a scrape with more fails. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly labelLimit?: number;

  /**
   * The maximum length of a label name, in bytes; a scrape with a longer one fails. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly labelNameLengthLimit?: number;

  /**
   * The maximum length of a label value, in bytes; a scrape with a longer one fails. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly labelValueLengthLimit?: number;

  /**
   * The maximum number of dropped targets per job that are kept in memory. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly keepDroppedTargets?: number;

  /**
   * The validation scheme for names of metrics and labels. Prometheus 2.55 and later.
   *
   * @default - a job's: the configuration's; the configuration's: UTF-8
   */
  readonly metricNameValidationScheme?: MetricNameValidationScheme;

  /**
   * The escaping of other names that is requested from targets. Prometheus 3.4 and later.
   *
   * @default - by the validation scheme: as they are with UTF-8, with underscores otherwise
   */
  readonly metricNameEscapingScheme?: MetricNameEscapingScheme;

  /**
   * Scrapes native histograms. Prometheus 3.8 and later.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly scrapeNativeHistograms?: boolean;

  /**
   * Scrapes classic buckets of histograms in addition to native ones. Prometheus 3.5 and later, in a job 3.0.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly alwaysScrapeClassicHistograms?: boolean;

  /**
   * Converts classic histograms to native ones with custom buckets. Prometheus 3.4 and later, in a job 3.0.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly convertClassicHistogramsToNhcb?: boolean;

  /**
   * Adds metrics about each scrape, such as its timeout and its size. Prometheus 3.10 and later.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly extraScrapeMetrics?: boolean;
}

/** Prometheus's names, in the order of the YAML. */
export const SETTINGS_FIELDS = {
  scrapeInterval: 'scrape_interval',
  scrapeTimeout: 'scrape_timeout',
  scrapeProtocols: 'scrape_protocols',
  scrapeNativeHistograms: 'scrape_native_histograms',
  alwaysScrapeClassicHistograms: 'always_scrape_classic_histograms',
  convertClassicHistogramsToNhcb: 'convert_classic_histograms_to_nhcb',
  extraScrapeMetrics: 'extra_scrape_metrics',
  bodySizeLimit: 'body_size_limit',
  sampleLimit: 'sample_limit',
  targetLimit: 'target_limit',
  labelLimit: 'label_limit',
  labelNameLengthLimit: 'label_name_length_limit',
  labelValueLengthLimit: 'label_value_length_limit',
  keepDroppedTargets: 'keep_dropped_targets',
  metricNameValidationScheme: 'metric_name_validation_scheme',
  metricNameEscapingScheme: 'metric_name_escaping_scheme',
} as const;
