import { metricCatalogue, metricsOfSeries, seriesNames } from '../../../lib/validation/metrics/catalogue';

test.each([
  ['apiserver_request_total', 'counter', 'kubernetes', 'code'],
  ['apiserver_request_duration_seconds_bucket', 'histogram', 'kubernetes', 'verb'],
  ['container_memory_working_set_bytes', 'unknown', 'kubernetes', 'pod'],
  ['kube_pod_status_phase', 'gauge', 'kube-state-metrics', 'phase'],
  ['kube_state_metrics_total_shards', 'gauge', 'kube-state-metrics', undefined],
  ['node_cpu_seconds_total', 'counter', 'node-exporter', 'mode'],
  ['node_filesystem_avail_bytes', 'gauge', 'node-exporter', 'mountpoint'],
  ['coredns_dns_request_duration_seconds_count', 'histogram', 'coredns', 'zone'],
  ['process_cpu_seconds_total', 'counter', 'go', undefined],
  ['go_gc_duration_seconds_sum', 'summary', 'go', undefined],
])('the series %s is of a %s of %s', (series, type, program, label) => {
  const [metric] = metricsOfSeries(series);
  expect(metric).toMatchObject({ type, program });
  if (label !== undefined) expect(metric?.labels).toContain(label);
});

test.each(['payments_total', 'apiserver_request_total_bucket', 'go_gc_duration_seconds_bucket', 'up'])('%s belongs to no known program', (series) => {
  expect(metricsOfSeries(series)).toEqual([]);
});

test('the series of every metric belong to it', () => {
  const metrics = [...metricCatalogue().values()].flat();
  expect(metrics.length).toBeGreaterThan(2000);
  const others = metrics.filter(metric => seriesNames(metric).some(name => !metricsOfSeries(name).includes(metric)));
  expect(others.map(({ name }) => name)).toEqual([]);
});

test('every name is a valid metric name, and every label a valid label name', () => {
  const metrics = [...metricCatalogue().values()].flat();
  expect(metrics.flatMap(({ name, labels }) => [name, ...labels]).filter(name => !/^[a-zA-Z_]\w*$/.test(name))).toEqual([]);
});
