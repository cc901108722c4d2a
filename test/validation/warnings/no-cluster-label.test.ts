import { Token } from 'aws-cdk-lib';
import { warningsOf } from './warnings-of';

const RULE = 'no-cluster-label';
const JOB = 'scrape_configs: [{ job_name: a }]';

test.each([
  ['no global', JOB, ''],
  ['no external labels', `global: { scrape_interval: 1m }\n${JOB}`, 'global'],
  ['no external label in the map', `global: { external_labels: {} }\n${JOB}`, 'global.external_labels'],
  ['the label in one of two jobs', 'scrape_configs: [{ job_name: a, relabel_configs: [{ target_label: cluster, replacement: x }] }, { job_name: b }]', ''],
])('reports a configuration with %s', (_, text, path) => {
  expect(warningsOf(text, RULE, { isWorkspaceShared: true })).toEqual([expect.objectContaining({
    path, message: 'metrics of several clusters in one workspace are indistinguishable: add to global external_labels: { cluster: <name> }',
  })]);
});

test.each([
  ['an external label', `global: { external_labels: { env: prod } }\n${JOB}`],
  ['external labels that are unknown', `global: { external_labels: "${Token.asString({ resolve: () => 'x' })}" }\n${JOB}`],
  ['the label in each job', 'scrape_configs: [{ job_name: a, relabel_configs: [{ target_label: cluster, replacement: x }] }]'],
  ['the label on static targets', 'scrape_configs: [{ job_name: a, static_configs: [{ labels: { cluster_name: x } }] }]'],
  ['no jobs', 'global: {}'],
])('accepts %s', (_, text) => {
  expect(warningsOf(text, RULE, { isWorkspaceShared: true })).toEqual([]);
});

test('reports nothing if one cluster writes to the workspace, or if this is unknown', () => {
  expect(warningsOf(JOB, RULE)).toEqual([]);
  expect(warningsOf(JOB, RULE, { isWorkspaceShared: false })).toEqual([]);
});
