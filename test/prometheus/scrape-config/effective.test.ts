import { pathOf } from '../../../lib/prometheus/decode/place';
import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../../lib/prometheus/yaml/read';

function effective(text: string) {
  return validateScrapeConfig(readYaml(text)).configuration;
}

test('a job has the defaults of Prometheus', () => {
  expect(effective('scrape_configs: [{job_name: a}]')?.jobs[0]).toMatchObject({
    name: 'a', scrapeInterval: 60_000, scrapeTimeout: 10_000, metricsPath: '/metrics', scheme: 'http', nameScheme: 'utf8', relabelings: [], discoveries: [],
  });
});

test.each([
  ['global: {scrape_interval: 30s}', '', 30_000, 10_000],
  ['global: {scrape_interval: 5s}', '', 5000, 5000],
  ['global: {scrape_interval: 30s, scrape_timeout: 20s}', 'scrape_interval: 15s', 15_000, 15_000],
  ['global: {scrape_interval: 30s}', 'scrape_interval: 0, scrape_timeout: 25s', 30_000, 25_000],
  ['{}', 'scrape_interval: "${Token[TOKEN.1]}"', undefined, undefined],
])('%s and %s: interval %d, timeout %d', (head, fields, scrapeInterval, scrapeTimeout) => {
  const text = `${head === '{}' ? '' : head}\nscrape_configs: [{job_name: a, ${fields}}]`;
  expect(effective(text)?.jobs[0]).toMatchObject({ scrapeInterval, scrapeTimeout });
});

test('null removes a default', () => {
  expect(effective('scrape_configs: [{job_name: a, scheme: ~, metrics_path: ~}]')?.jobs[0]).toMatchObject({ scheme: '', metricsPath: '' });
});

test('relabelings and service discoveries have their places', () => {
  const job = effective([
    'scrape_configs:',
    '- job_name: a',
    '  relabel_configs: [{target_label: b}]',
    '  kubernetes_sd_configs: [{role: pod, namespaces: {names: [c]}, selectors: [{role: pod, label: d}]}]',
    '  dns_sd_configs: [{names: [e], type: a, port: 1}]',
    '  static_configs: [{targets: [f], labels: {g: h}}]',
    '  ec2_sd_configs: [{}]',
  ].join('\n'))?.jobs[0];
  expect(job?.relabelings[0]?.rule).toEqual({
    sourceLabels: [], separator: ';', regex: '(.*)', modulus: 0n, targetLabel: 'b', replacement: '$1', action: 'replace',
  });
  expect(job?.kubernetes[0]).toMatchObject({ role: 'pod', namespaces: [{ text: 'c' }], selectors: [{ role: 'pod', label: 'd', field: '' }] });
  expect(job?.dns[0]).toMatchObject({ names: [{ text: 'e' }], type: 'A', port: 1n, refreshInterval: 30_000 });
  expect(job?.staticGroups[0]?.labels.get('g')?.text).toBe('h');
  expect(job?.discoveries.map(discovery => discovery.field)).toEqual(['dns_sd_configs', 'kubernetes_sd_configs', 'static_configs', 'ec2_sd_configs']);
  const target = job?.staticGroups[0]?.targets[0]?.place;
  expect(target && [pathOf(target), target.node.line, target.node.column]).toEqual(['scrape_configs[0].static_configs[0].targets[0]', 6, 31]);
});

test('an invalid text has no effective configuration', () => {
  expect(effective('a: [')).toBeUndefined();
  expect(effective('[]')).toBeUndefined();
});
