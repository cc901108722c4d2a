import type { Duration, Size } from 'aws-cdk-lib';
import type { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol } from './protocols';

/**
 * What a configuration sets for all its jobs and a job may set for itself.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export interface ScrapeSettings {
  /**
   * How often targets are scraped. A collector allows 30 seconds and more.
   *
   * @default - a job's: the configuration's; the configuration's: one minute
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long a scrape may take. At most the interval.
   *
   * @default - a job's: the configuration's; the configuration's: ten seconds, or the interval where that is shorter
   */
  readonly scrapeTimeout?: Duration;

  /**
   * The formats that targets are asked for, the preferred one first.
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
   * How many samples a scrape may have after metric relabeling; one with more fails as a whole. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly sampleLimit?: number;

  /**
   * How many targets a job may have after relabeling; one with more scrapes none. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly targetLimit?: number;

  /**
   * How many labels a sample may have; a scrape with more fails as a whole. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly labelLimit?: number;

  /**
   * How long a label's name may be, in bytes; a scrape with a longer one fails as a whole. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly labelNameLengthLimit?: number;

  /**
   * How long a label's value may be, in bytes; a scrape with a longer one fails as a whole. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly labelValueLengthLimit?: number;

  /**
   * How many dropped targets are remembered per job. 0 is no limit.
   *
   * @default - a job's: the configuration's; the configuration's: no limit
   */
  readonly keepDroppedTargets?: number;

  /**
   * Which names metrics and labels may have. Prometheus 2.55 and later.
   *
   * @default - a job's: the configuration's; the configuration's: UTF-8
   */
  readonly metricNameValidationScheme?: MetricNameValidationScheme;

  /**
   * How targets are asked to write other names. Prometheus 3.4 and later.
   *
   * @default - by the validation scheme: as they are with UTF-8, with underscores otherwise
   */
  readonly metricNameEscapingScheme?: MetricNameEscapingScheme;

  /**
   * Whether native histograms are scraped. Prometheus 3.8 and later.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly scrapeNativeHistograms?: boolean;

  /**
   * Whether a histogram's classic buckets are scraped beside its native ones. Prometheus 3.5 and later, in a job 3.0.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly alwaysScrapeClassicHistograms?: boolean;

  /**
   * Whether classic histograms become native ones with custom buckets. Prometheus 3.4 and later, in a job 3.0.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly convertClassicHistogramsToNhcb?: boolean;

  /**
   * Whether each scrape adds metrics about itself, such as its timeout and its size. Prometheus 3.10 and later.
   *
   * @default - a job's: the configuration's; the configuration's: false
   */
  readonly extraScrapeMetrics?: boolean;
}

/** Prometheus's names, in the order in which they stand in the YAML. */
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
