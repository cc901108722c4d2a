import type { ValidationScheme } from '../../relabel/label-name';
import type { Context } from '../../decode/context';
import { bool, field, float, list, map, pointer, string, struct, uint } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { checkSections, checkStaticAddresses, DISCOVERY_FIELDS } from './discoveries';
import { COMMON_SCRAPE_FIELDS, globalInterval, globalNameScheme, globalTimeout, orDefault } from './global';
import { checkHttpClient, HTTP_CLIENT_FIELDS } from './http-client';
import { checkRelabelings, relabelConfig } from './relabel';
import { checkScrapeProtocols, errorOfProtocol, scrapeProtocol } from './scrape-protocols';

// https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go

const ESCAPING_SCHEMES = ['allow-utf-8', 'underscores', 'dots', 'values'];

export const relabelConfigs = list(pointer(relabelConfig));

export const scrapeConfig = struct('config.ScrapeConfig', 'config.ScrapeConfig', {
  ...COMMON_SCRAPE_FIELDS,
  job_name: string,
  honor_labels: bool,
  honor_timestamps: field(bool, true),
  track_timestamps_staleness: bool,
  params: map(list(string), 'url.Values'),
  fallback_scrape_protocol: scrapeProtocol,
  always_scrape_classic_histograms: pointer(bool),
  convert_classic_histograms_to_nhcb: pointer(bool),
  metrics_path: field(string, '/metrics'),
  scheme: field(string, 'http'),
  enable_compression: field(bool, true),
  native_histogram_bucket_limit: uint,
  native_histogram_min_bucket_factor: float,
  ...HTTP_CLIENT_FIELDS,
  relabel_configs: relabelConfigs,
  metric_relabel_configs: relabelConfigs,
  ...DISCOVERY_FIELDS,
}, (value, context) => {
  checkSections(value, context);
  if (value.text('job_name') === '') context.report('job-name-empty', value.placeOf('job_name'), 'job_name is empty');
  checkHttpClient(value, context);
  const rules = value.get('relabel_configs');
  if (rules === null || (Array.isArray(rules) && rules.length === 0)) checkStaticAddresses(value, context);
  checkNoNulls(value, 'relabel_configs', 'empty or null target relabeling rule in scrape config', context);
  checkNoNulls(value, 'metric_relabel_configs', 'empty or null metric relabeling rule in scrape config', context);
});

export function checkNoNulls(value: StructValue, name: string, message: string, context: Context): void {
  for (const item of value.items(name)) {
    if (item.value === null) context.report('empty-section', item.place, message);
  }
}

/** Validates a job together with `global`. */
export function checkScrapeConfigUnder(global: StructValue, job: StructValue, context: Context): void {
  const owner = `scrape config with job name ${quote(job.text('job_name') ?? '')}`;
  const interval = jobInterval(global, job);
  const timeout = job.number('scrape_timeout');
  if (timeout !== undefined && interval !== undefined && timeout > interval) {
    const message = `scrape timeout greater than scrape interval for ${owner}`;
    context.report('timeout-above-interval', job.placeOf('scrape_timeout'), message);
  }
  checkScrapeProtocols(job, context, owner);
  const fallback = errorOfProtocol(job.text('fallback_scrape_protocol') ?? '');
  if (fallback !== undefined && job.text('fallback_scrape_protocol') !== '' && job.text('fallback_scrape_protocol') !== undefined) {
    const message = `invalid fallback_scrape_protocol for ${owner}: ${fallback}`;
    context.report('scrape-protocols', job.placeOf('fallback_scrape_protocol'), message);
  }
  checkEscapingScheme(global, job, context);
  const scheme = nameScheme(global, job);
  if (scheme === undefined) return;
  checkRelabelings(job, 'relabel_configs', context, scheme);
  checkRelabelings(job, 'metric_relabel_configs', context, scheme);
}

export function jobInterval(global: StructValue, job: StructValue): number | undefined {
  return orDefault(job.number('scrape_interval'), globalInterval(global));
}

/** An inherited timeout is made to fit the job's interval. */
export function jobTimeout(global: StructValue, job: StructValue): number | undefined {
  const [inherited, interval] = [globalTimeout(global), jobInterval(global, job)];
  const fitting = inherited === undefined || interval === undefined ? undefined : Math.min(inherited, interval);
  return orDefault(job.number('scrape_timeout'), fitting);
}

/** The scheme for a job's names. */
export function nameScheme(global: StructValue, job: StructValue): ValidationScheme | undefined {
  const own = job.text('metric_name_validation_scheme');
  return own === '' ? globalNameScheme(global) : own === undefined ? undefined : own === 'legacy' ? 'legacy' : 'utf8';
}

function checkEscapingScheme(global: StructValue, job: StructValue, context: Context): void {
  const scheme = nameScheme(global, job);
  const forAll = global.text('metric_name_escaping_scheme');
  const choices = 'must be one of \'allow-utf-8\', \'underscores\', \'dots\', or \'values\'';
  if (forAll !== undefined && forAll !== '' && !ESCAPING_SCHEMES.includes(forAll)) {
    const message = `unknown global name escaping method specified, ${choices}, got ${quote(forAll)}`;
    context.report('name-scheme', global.placeOf('metric_name_escaping_scheme'), message);
    return;
  }
  const own = job.text('metric_name_escaping_scheme');
  const isInherited = own === '' && job.text('metric_name_validation_scheme') === '';
  const escaping = isInherited ? forAll : own;
  if (escaping === undefined || escaping === '') return;
  if (!ESCAPING_SCHEMES.includes(escaping)) {
    const message = `unknown scrape config name escaping method specified, ${choices}, got ${quote(escaping)}`;
    context.report('name-scheme', job.placeOf('metric_name_escaping_scheme'), message);
  } else if (escaping === 'allow-utf-8' && scheme === 'legacy') {
    const place = isInherited ? global.placeOf('metric_name_escaping_scheme') : job.placeOf('metric_name_escaping_scheme');
    context.report('name-scheme', place, 'utf8 metric names requested but validation scheme is not set to UTF8');
  }
}
