import { ScrapeConfiguration } from '../../../lib';
import { warningsOf } from './warnings-of';

test('rules about probable mistakes cause warnings, not errors', () => {
  const found = warningsOf('scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: pod }], scrape_interval: 10m }]');
  expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
    ['interval-gaps', 'warning'], ['unfiltered-job', 'warning'],
  ]);
});

test('rules report the known weaknesses of AWS\'s default configuration', () => {
  expect(warningsOf(ScrapeConfiguration.eksDefault({ externalLabels: { cluster: 'a' } }).toYaml()).map(({ ruleId }) => ruleId))
    .toEqual(['unfiltered-job', 'exploding-histogram']);
});

test.each([
  'scrape_configs: [{ job_name: a, relabel_configs: [{ action: hashmod, target_label: a, modulus: 0 }], static_configs: [{ targets: [a] }] }]',
  'scrape_configs: [{ job_name: a, relabel_configs: [{ action: keep, regex: "a)|(b" }], kubernetes_sd_configs: [{ role: nobody }] }]',
  'scrape_configs: [~, 1, { job_name: ~, static_configs: [~, { targets: [~, {}], labels: 1 }], params: { a: b } }]',
  'scrape_configs: [{ relabel_configs: [~, 1, {}], kubernetes_sd_configs: [~, { role: pod, namespaces: ~, selectors: [~] }] }]',
])('rules tolerate a configuration that Prometheus refuses: %s', (text) => {
  expect(() => warningsOf(text)).not.toThrow();
});
