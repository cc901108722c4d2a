import { errorsOf, job, rule, warningsOf } from './judging';

describe('what 2.53 refuses is worth a warning', () => {
  test.each([
    [job('extra_scrape_metrics: true'), 'field extra_scrape_metrics needs Prometheus 3.10 or newer; 2.53 refuses the configuration'],
    [job('fallback_scrape_protocol: PrometheusProto'), 'field fallback_scrape_protocol needs Prometheus 3.0 or newer; 2.53 refuses the configuration'],
    [job('scrape_protocols: [PrometheusText1.0.0]'), 'the protocol PrometheusText1.0.0 needs Prometheus 3.0 or newer; 2.53 refuses the configuration'],
    [job('scrape_protocols: [OpenMetricsText2.0.0]'), 'the protocol OpenMetricsText2.0.0 needs Prometheus 3.15 or newer; 2.53 refuses the configuration'],
    ['global: {query_max_series: 1}', 'field query_max_series needs Prometheus 3.16 or newer; 2.53 refuses the configuration'],
    [job('kubernetes_sd_configs: [{role: pod, attach_metadata: {job: true}}]'), 'field job needs Prometheus 3.11 or newer; 2.53 refuses the configuration'],
    [job('kubernetes_sd_configs: [{role: pod, selectors: [{role: node}]}]'),
      'a node selector for role pod needs Prometheus 3.11 or newer; 2.53 refuses the configuration'],
    ['global: {external_labels: {a.b: c}}', 'the label name "a.b" needs Prometheus 3.0 or newer; 2.53 refuses the configuration'],
    [rule('target_label: a.b'), 'the label name "a.b" needs Prometheus 3.0 or newer; 2.53 refuses the configuration'],
    [rule('target_label: a, source_labels: [a.b]'), '"a.b" needs Prometheus 3.0 or newer; 2.53 refuses the configuration'],
  ])('%s', (text, warning) => {
    expect(errorsOf(text)).toEqual([]);
    expect(warningsOf(text)).toEqual([warning]);
  });

  test.each([job('honor_labels: true'), rule('target_label: a_$1'), 'global: {external_labels: {a: b}}'])('nothing is said about %s', (text) => {
    expect(warningsOf(text)).toEqual([]);
  });
});
