import { ScrapeConfiguration } from '../../lib';

// The first output of the programs of the other languages: the problems of values of every kind.
const configuration = ScrapeConfiguration.fromObject({
  global: { scrape_interval: '15s', sample_limit: -1 },
  scrape_configs: [
    {
      job_name: 'payments',
      honor_labels: true,
      static_configs: [{ targets: ['10.0.0.1:9100'] }],
      relabel_configs: [{ action: 'keep', source_labels: ['job'], regex: '(' }],
    },
  ],
});

for (const { ruleId, path, message } of configuration.problems()) console.log(`${ruleId} ${path}: ${message}`);
