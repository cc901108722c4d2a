/**
 * A format of metrics.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export enum ScrapeProtocol {
  /** Protocol buffers: the only one with native histograms. */
  PROMETHEUS_PROTO = 'PrometheusProto',

  /** OpenMetrics 1.0.0. */
  OPEN_METRICS_TEXT_1_0_0 = 'OpenMetricsText1.0.0',

  /** OpenMetrics 0.0.1. */
  OPEN_METRICS_TEXT_0_0_1 = 'OpenMetricsText0.0.1',

  /** Prometheus's text format 1.0.0. Prometheus 3.0 and later. */
  PROMETHEUS_TEXT_1_0_0 = 'PrometheusText1.0.0',

  /** Prometheus's text format 0.0.4. */
  PROMETHEUS_TEXT_0_0_4 = 'PrometheusText0.0.4',
}

/**
 * The validation scheme for names of metrics and labels.
 */
export enum MetricNameValidationScheme {
  /** Letters, digits, `_` and `:`. */
  LEGACY = 'legacy',

  /** Any UTF-8 text. */
  UTF8 = 'utf8',
}

/**
 * The escaping of names that the legacy scheme does not allow.
 */
export enum MetricNameEscapingScheme {
  /** As they are. */
  ALLOW_UTF_8 = 'allow-utf-8',

  /** Every other character as `_`. */
  UNDERSCORES = 'underscores',

  /** A dot as `_dot_`, other characters as `__`. */
  DOTS = 'dots',

  /** Every other character as its code point. */
  VALUES = 'values',
}

/**
 * The scheme of the URL that is scraped.
 */
export enum ScrapeScheme {
  /** Plain HTTP. */
  HTTP = 'http',

  /** HTTP over TLS. */
  HTTPS = 'https',
}
