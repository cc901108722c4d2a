import { ScrapeConfiguration, ScrapeJob } from '../../../lib';
import { warningsOf, paths } from './warnings-of';

const RULE = 'exploding-histogram';

function apiServer(metricRelabelings: string, fields = ''): string {
  return 'scrape_configs: [{ job_name: a, scheme: https, kubernetes_sd_configs: [{ role: endpoints }], '
    + 'relabel_configs: [{ action: keep, source_labels: [__meta_kubernetes_service_name], regex: kubernetes }], '
    + `${fields} metric_relabel_configs: [${metricRelabelings}] }]`;
}

const drop = (regex: string) => `{ action: drop, source_labels: [__name__], regex: ${regex} }`;

test('reports which histograms are kept, and how to drop them', () => {
  expect(warningsOf(apiServer(drop('apiserver_.*')), RULE)).toEqual([expect.objectContaining({
    path: 'scrape_configs[0].metric_relabel_configs',
    message: 'the job keeps the API server\'s largest histograms, whose series multiply with every kind of object; those that nobody reads are '
      + 'dropped by this in metric_relabel_configs: { source_labels: [__name__], regex: etcd_request_duration_seconds_bucket, action: drop }',
  })]);
});

test('accepts a job with the relabeling that it proposes', () => {
  const [problem] = warningsOf(apiServer(''), RULE);
  const message = problem?.message ?? '';
  const proposed = message.slice(message.indexOf('{'));
  expect(proposed).toContain('apiserver_request_duration_seconds_bucket|');
  expect(warningsOf(apiServer(proposed), RULE)).toEqual([]);
});

test.each([
  ['a static target', 'scrape_configs: [{ job_name: a, scheme: https, static_configs: [{ targets: ["kubernetes.default.svc:443"] }] }]'],
  ['endpoint slices', apiServer('').replace('endpoints', 'endpointslice')],
  ['other histograms dropped', apiServer(drop('workqueue_.*'))],
])('recognizes the API server by %s', (_, text) => {
  expect(warningsOf(text, RULE)).toHaveLength(1);
});

test.each([
  ['drops all buckets', apiServer(drop('.*_bucket'))],
  ['drops some buckets of each', apiServer('{ action: drop, source_labels: [__name__, le], regex: .*_bucket;(0.2|150000) }')],
  ['keeps what it needs', apiServer('{ action: keep, source_labels: [__name__], regex: apiserver_request_total }')],
  ['has rules that are refused', apiServer('{ regex: "(", target_label: a }')],
  ['scrapes another path', apiServer('', 'metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics,')],
  ['scrapes others', 'scrape_configs: [{ job_name: a, static_configs: [{ targets: ["10.0.0.5:443"] }], scheme: https }]'],
])('accepts a job that %s', (_, text) => {
  expect(warningsOf(text, RULE)).toEqual([]);
});

test('reports the place of the job if it has no metric relabelings', () => {
  const keepsAll = ScrapeJob.apiServer({ keepAllBuckets: true });
  expect(paths(new ScrapeConfiguration({ jobs: [keepsAll] }).toYaml(), RULE)).toEqual(['scrape_configs[0].job_name']);
  const others = [
    ScrapeJob.apiServer(), ScrapeJob.kubeScheduler(), ScrapeJob.kubeControllerManager(), ScrapeJob.cadvisor(), ScrapeJob.pods(),
  ];
  expect(paths(new ScrapeConfiguration({ jobs: others }).toYaml(), RULE)).toEqual([]);
});
