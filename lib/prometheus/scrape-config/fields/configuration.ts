import type { Context } from '../../decode/context';
import { field, list, pointer, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { alertingConfig, checkAlertingUnder } from './alerting';
import { globalConfig, globalNameScheme } from './global';
import { checkRemoteUnder, remoteReadConfigs, remoteWriteConfigs } from './remote';
import { checkScrapeConfigUnder, scrapeConfig } from './scrape';
import { checkTranslation, otlpConfig, runtimeConfig, storageConfig, tracingConfig } from './storage';

// https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go

/** A star stands only in the last part of a path. */
const PATH_PATTERN = /^[^*]*(?:\*[^/]*)?$/;

/** Everything that a configuration file of Prometheus has. */
export const configuration = struct('config.Config', 'config.plain', {
  global: globalConfig,
  runtime: runtimeConfig,
  alerting: alertingConfig,
  rule_files: list(string),
  scrape_config_files: list(string),
  scrape_configs: list(pointer(scrapeConfig)),
  storage: storageConfig,
  tracing: tracingConfig,
  remote_write: remoteWriteConfigs,
  remote_read: remoteReadConfigs,
  otlp: field(otlpConfig, undefined, '2.55'),
}, (value, context) => {
  checkPaths(value, 'rule_files', 'rule', context);
  checkPaths(value, 'scrape_config_files', 'scrape config', context);
  checkJobs(value, context);
  const global = value.struct('global');
  const scheme = global === undefined ? undefined : globalNameScheme(global);
  const alerting = value.struct('alerting');
  if (alerting !== undefined && scheme !== undefined) checkAlertingUnder(scheme, alerting, context);
  checkRemoteUnder(scheme, value, context);
  const otlp = value.struct('otlp');
  if (otlp !== undefined) checkTranslation(otlp, scheme, context);
});

function checkPaths(value: StructValue, name: string, word: string, context: Context): void {
  for (const { value: path, place } of value.items(name)) {
    if (typeof path !== 'string' || PATH_PATTERN.test(path)) continue;
    context.report('invalid-path', place, `invalid ${word} file path ${quote(path)}`);
  }
}

function checkJobs(value: StructValue, context: Context): void {
  const global = value.struct('global');
  const seen = new Set<string>();
  for (const { value: job, place } of value.items('scrape_configs')) {
    if (job === null) context.report('empty-section', place, 'empty or null scrape config section');
  }
  for (const job of value.structs('scrape_configs')) {
    if (global !== undefined) checkScrapeConfigUnder(global, job, context);
    const name = job.text('job_name');
    if (name === undefined || name === '') continue;
    if (seen.has(name)) {
      const message = `found multiple scrape configs with job name ${quote(name)}`;
      context.report('job-name-duplicate', job.placeOf('job_name'), message);
    }
    seen.add(name);
  }
}
