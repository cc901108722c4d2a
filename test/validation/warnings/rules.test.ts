import { ADVICE_RULES } from '../../../lib/validation/warnings/rules';
import { ScrapeConfiguration } from '../../../lib';
import { advise } from './advise';

test('has one entry for each id, with a sentence and a source', () => {
  expect(new Set(ADVICE_RULES.map(({ ruleId }) => ruleId)).size).toBe(ADVICE_RULES.length);
  for (const { ruleId, sentence, source } of ADVICE_RULES) {
    expect(ruleId).toMatch(/^advice\/[a-z-]+$/);
    expect(sentence).toMatch(/^[A-Z].*[^.]$/);
    expect(source).toMatch(/^https:\/\//);
  }
});

test('only warns', () => {
  const found = advise('scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: pod }], scrape_interval: 10m }]');
  expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
    ['advice/no-cluster-label', 'warning'], ['advice/interval-gaps', 'warning'], ['advice/unfiltered-job', 'warning'],
  ]);
});

test('says of AWS\'s default what is known about it', () => {
  expect(advise(ScrapeConfiguration.eksDefault({ externalLabels: { cluster: 'a' } }).toYaml()).map(({ ruleId }) => ruleId))
    .toEqual(['advice/unfiltered-job', 'advice/exploding-histogram']);
});

test.each([
  'scrape_configs: [{ job_name: a, relabel_configs: [{ action: hashmod, target_label: a, modulus: 0 }], static_configs: [{ targets: [a] }] }]',
  'scrape_configs: [{ job_name: a, relabel_configs: [{ action: keep, regex: "a)|(b" }], kubernetes_sd_configs: [{ role: nobody }] }]',
  'scrape_configs: [~, 1, { job_name: ~, static_configs: [~, { targets: [~, {}], labels: 1 }], params: { a: b } }]',
  'scrape_configs: [{ relabel_configs: [~, 1, {}], kubernetes_sd_configs: [~, { role: pod, namespaces: ~, selectors: [~] }] }]',
])('survives what Prometheus refuses: %s', (text) => {
  expect(() => advise(text)).not.toThrow();
});
