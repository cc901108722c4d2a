import { errorsOf, job, testErrors } from './test-errors';

describe('a job', () => {
  testErrors([
    ['scrape_configs: [{job_name: a}]'],
    ['scrape_configs: [{}]', 'job_name is empty'],
    ['scrape_configs: [{job_name: ""}]', 'job_name is empty'],
    ['scrape_configs: [{job_name: ~}]', 'job_name is empty'],
    ['scrape_configs: [{job_name: a}, {job_name: A}]'],
    ['scrape_configs: [{job_name: 1}, {job_name: "1"}]', 'found multiple scrape configs with job name "1"'],
  ]);
});

describe('interval and timeout', () => {
  const above = 'scrape timeout greater than scrape interval for scrape config with job name "a"';
  testErrors([
    ['global: {scrape_interval: 30s, scrape_timeout: 30s}'],
    ['global: {scrape_interval: 30s, scrape_timeout: 31s}', 'global scrape timeout greater than scrape interval'],
    ['global: {scrape_timeout: 1m}'],
    ['global: {scrape_timeout: 61s}', 'global scrape timeout greater than scrape interval'],
    ['global: {scrape_interval: 30}', 'not a valid duration string: "30"'],
    ['global: {scrape_interval: 0}'],
    ['global: {scrape_interval: ~}'],
    ['global: {scrape_interval: Null}', 'empty duration string'],
    [job('scrape_timeout: 1m')],
    [job('scrape_timeout: 61s'), above],
    [job('scrape_interval: 5s')],
    [job('scrape_interval: 5s, scrape_timeout: 5s')],
    [job('scrape_interval: 5s, scrape_timeout: 6s'), above],
    [`global: {scrape_interval: 10s}\n${job('scrape_timeout: 11s')}`, above],
    [`global: {scrape_interval: 10s}\n${job('scrape_timeout: 10s')}`],
  ]);
});

describe('protocols', () => {
  const supported = '[OpenMetricsText0.0.1 OpenMetricsText1.0.0 OpenMetricsText2.0.0 PrometheusProto PrometheusText0.0.4 PrometheusText1.0.0]';
  testErrors([
    [job('scrape_protocols: [PrometheusProto, PrometheusText0.0.4]')],
    [job('scrape_protocols: ~')],
    [job('scrape_protocols: []'), 'scrape_protocols cannot be empty for scrape config with job name "a"'],
    [job('scrape_protocols: [foo]'), `scrape_protocols: unknown scrape protocol foo, supported: ${supported} for scrape config with job name "a"`],
    [
      job('scrape_protocols: [PrometheusProto, prometheusproto]'),
      'duplicated protocol in scrape_protocols, got [PrometheusProto prometheusproto] for scrape config with job name "a"',
    ],
    ['global: {scrape_protocols: []}', 'scrape_protocols cannot be empty for global config'],
    [job('fallback_scrape_protocol: PrometheusText0.0.4')],
    [job('fallback_scrape_protocol: ""')],
    [
      job('fallback_scrape_protocol: foo'),
      `invalid fallback_scrape_protocol for scrape config with job name "a": unknown scrape protocol foo, supported: ${supported}`,
    ],
  ]);
});

describe('schemes of the validation of metric names', () => {
  const choices = 'must be one of \'allow-utf-8\', \'underscores\', \'dots\', or \'values\'';
  const notUtf8 = 'utf8 metric names requested but validation scheme is not set to UTF8';
  testErrors([
    [job('metric_name_validation_scheme: legacy')],
    [job('metric_name_validation_scheme: ""')],
    [job('metric_name_validation_scheme: foo'), 'unrecognized ValidationScheme: "foo"'],
    [job('metric_name_validation_scheme: legacy, metric_name_escaping_scheme: dots')],
    [job('metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8'), notUtf8],
    [job('metric_name_escaping_scheme: foo'), `unknown scrape config name escaping method specified, ${choices}, got "foo"`],
    [`global: {metric_name_escaping_scheme: foo}\n${job('')}`, `unknown global name escaping method specified, ${choices}, got "foo"`],
    ['global: {metric_name_escaping_scheme: foo}'],
    [`global: {metric_name_validation_scheme: legacy}\n${job('')}`],
    [`global: {metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8}\n${job('')}`, notUtf8],
    [`global: {metric_name_validation_scheme: legacy}\n${job('metric_name_validation_scheme: utf8')}`],
    ['global: {external_labels: {a.b: c}}'],
    ['global: {metric_name_validation_scheme: legacy, external_labels: {a.b: c}}', '"a.b" is not a valid label name'],
    ['global: {external_labels: {"": c}}', '"" is not a valid label name'],
    ['global: {external_labels: {a: !!binary /w==}}', '"\\xff" is not a valid label value'],
    ['global: {external_labels: [a]}', 'cannot unmarshal !!seq into map[string]string'],
  ]);
});

describe('sizes', () => {
  testErrors([
    ['body_size_limit: 10MB'],
    ['body_size_limit: 0'],
    ['body_size_limit: -1GB'],
    ['body_size_limit: ~'],
    ['body_size_limit: 10M', 'units: unknown unit M in 10M'],
  ], job);
});

test('a reported value is not validated again', () => {
  expect(errorsOf('scrape_configs: [{job_name: [a]}]')).toEqual(['cannot unmarshal !!seq into string']);
  expect(errorsOf(job('scrape_interval: 5, scrape_timeout: 1h'))).toEqual(['not a valid duration string: "5"']);
});
