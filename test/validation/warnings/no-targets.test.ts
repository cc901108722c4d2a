import { Token } from 'aws-cdk-lib';
import { ScrapeConfiguration, ScrapeJob } from '../../../lib';
import { warningsOf, paths } from './warnings-of';

const RULE = 'no-targets';

function job(fields: string, name = 'app'): string {
  return `scrape_configs: [{ job_name: ${name}, ${fields} }]`;
}

test.each([
  ['without a discovery', 'relabel_configs: [{ target_label: a, replacement: b }]'],
  ['with a discovery that is empty', 'kubernetes_sd_configs: []'],
  ['with a discovery that is nothing', 'kubernetes_sd_configs: ~'],
  ['with groups without targets', 'static_configs: [{ labels: { a: b } }, { targets: [] }]'],
  ['with several that are empty', 'static_configs: [], dns_sd_configs: []'],
])('reports a job %s', (_, fields) => {
  expect(paths(job(fields), RULE)).toEqual(['scrape_configs[0].job_name']);
});

const unknown = Token.asString({ resolve: () => 'x' });

test.each([
  ['that discovers', 'kubernetes_sd_configs: [{ role: pod }]'],
  ['with a target', 'static_configs: [{ targets: [] }, { targets: ["10.0.0.1:80"] }]'],
  ['with one of several', 'static_configs: [], dns_sd_configs: [{ names: [a] }]'],
  ['whose targets only the deployment knows', `static_configs: [{ targets: "${unknown}" }]`],
  ['with a target that only the deployment knows', `static_configs: [{ targets: ["${unknown}"] }]`],
  ['whose discoveries only the deployment knows', `dns_sd_configs: "${unknown}"`],
])('accepts a job %s', (_, fields) => {
  expect(paths(job(fields), RULE)).toEqual([]);
});

test('accepts the job of the collector\'s own exporter', () => {
  expect(paths(job('honor_labels: true', 'opensearch-exporter'), RULE)).toEqual([]);
});

test('reports which service discovery is missing', () => {
  const [problem] = warningsOf(new ScrapeConfiguration({ jobs: [new ScrapeJob({ jobName: 'app' })] }).toYaml(), RULE);

  expect(problem?.message).toContain('specify its targets with kubernetes_sd_configs or static_configs');
});
