import type { Context } from '../../decode/context';
import { isValidLabelName, type ValidationScheme } from '../../relabel/label-name';
import { bool, map, pointer, string, struct, uint, uint64, type Fields } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { isUtf8 } from '../../values/utf8';
import { bytes, duration, validationScheme } from './scalars';
import { checkScrapeProtocols, scrapeProtocols } from './scrape-protocols';

// https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go

const DEFAULT_INTERVAL = 60_000;
const DEFAULT_TIMEOUT = 10_000;

/** Limits that both `global` and a job may specify. Zero means "not specified" for all of them. */
const LIMIT_FIELDS: Fields = {
  body_size_limit: bytes,
  sample_limit: uint,
  target_limit: uint,
  label_limit: uint,
  label_name_length_limit: uint,
  label_value_length_limit: uint,
  keep_dropped_targets: uint,
};

export const COMMON_SCRAPE_FIELDS: Fields = {
  scrape_interval: duration,
  scrape_timeout: duration,
  scrape_protocols: scrapeProtocols,
  scrape_failure_log_file: string,
  ...LIMIT_FIELDS,
  metric_name_validation_scheme: validationScheme,
  metric_name_escaping_scheme: string,
  scrape_native_histograms: pointer(bool),
  extra_scrape_metrics: pointer(bool),
};

export const globalConfig = struct('config.GlobalConfig', 'config.plain', {
  ...COMMON_SCRAPE_FIELDS,
  evaluation_interval: duration,
  rule_query_offset: duration,
  query_log_file: string,
  query_max_duration: duration,
  query_max_samples_read: uint64,
  query_max_series: uint64,
  external_labels: { ...map(string), name: 'labels.Labels', inner: 'map[string]string', startsAnew: true },
  convert_classic_histograms_to_nhcb: bool,
  always_scrape_classic_histograms: bool,
}, (value, context) => {
  checkExternalLabels(value, context);
  const interval = globalInterval(value);
  const timeout = value.number('scrape_timeout');
  if (interval !== undefined && timeout !== undefined && timeout > interval) {
    context.report('timeout-above-interval', value.placeOf('scrape_timeout'), 'global scrape timeout greater than scrape interval');
  }
  checkScrapeProtocols(value, context, 'global config');
});

/** The interval of jobs that have none of their own. */
export function globalInterval(value: StructValue): number | undefined {
  return orDefault(value.number('scrape_interval'), DEFAULT_INTERVAL);
}

/** The timeout of jobs that have none of their own, before it is made to fit their interval. */
export function globalTimeout(value: StructValue): number | undefined {
  const interval = globalInterval(value);
  return orDefault(value.number('scrape_timeout'), interval === undefined ? undefined : Math.min(DEFAULT_TIMEOUT, interval));
}

/** Zero means unspecified; unknown values stay unknown. */
export function orDefault<T>(value: number | undefined, otherwise: T): number | T | undefined {
  return value === 0 ? otherwise : value;
}

/** The scheme for the names of all jobs. */
export function globalNameScheme(value: StructValue): ValidationScheme | undefined {
  const scheme = value.text('metric_name_validation_scheme');
  return scheme === undefined ? undefined : scheme === 'legacy' ? 'legacy' : 'utf8';
}

function checkExternalLabels(value: StructValue, context: Context): void {
  const scheme = globalNameScheme(value);
  for (const [name, { value: text, place }] of value.entries('external_labels')) {
    if (typeof text === 'string' && !isUtf8(text)) {
      context.report('invalid-label-name', place, `${quote(text)} is not a valid label value`);
    }
    if (scheme !== undefined && !isValidLabelName(name, scheme)) {
      context.report('invalid-label-name', place, `${quote(name)} is not a valid label name`);
    }
  }
}
