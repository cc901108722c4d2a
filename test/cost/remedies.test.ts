import { Duration } from 'aws-cdk-lib';
import { Allowlist, CostEstimate, Relabeling, RuleGroups, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { remedies } from '../../lib/cost/remedies';

const RULES = RuleGroups.fromObject({
  groups: [{
    name: 'group',
    rules: [
      { record: 'a:b', expr: 'histogram_quantile(0.9, sum by (le) (rate(apiserver_request_sli_duration_seconds_bucket[5m])))' },
      { alert: 'A', expr: 'rate(container_cpu_usage_seconds_total[5m]) > node_load1 or {__name__=~"kube_pod_status_.+"}' },
    ],
  }],
});
const ALLOWLIST = new Allowlist({ ruleGroups: [RULES] });
const JOBS = (metricRelabelings: Relabeling[] = []) => [
  ScrapeJob.apiServer({ keepAllBuckets: true, metricRelabelings }),
  ScrapeJob.cadvisor({ metricRelabelings }),
  ScrapeJob.nodeExporter({ metricRelabelings }),
  ScrapeJob.kubeStateMetrics({ metricRelabelings, scrapeInterval: Duration.minutes(5) }),
  ScrapeJob.pods(),
];

function estimate(scrapeConfiguration: ScrapeConfiguration): CostEstimate {
  return new CostEstimate({ scrapers: [{ scrapeConfiguration, clusterSize: { nodes: 7, pods: 90 } }] });
}

function configuration(seconds: number, jobs: ScrapeJob[] = JOBS()): ScrapeConfiguration {
  return new ScrapeConfiguration({ scrapeInterval: Duration.seconds(seconds), jobs });
}

function dropping(description: string): ScrapeConfiguration {
  const regex = description.replace(/^.*: /, '').replaceAll(', ', '|');
  return configuration(30, JOBS([Relabeling.drop({ sourceLabels: ['__name__'], regex })]));
}

test('remedies save the samples that an estimate with them shows', () => {
  const before = estimate(configuration(30));
  const found = remedies(before._loads, [RULES.toYaml()]);
  const [drop, keep, interval] = found;
  const saved = (after: ScrapeConfiguration) => before.samplesPerMonth - estimate(after).samplesPerMonth;

  expect(found).toHaveLength(3);
  expect(drop?.description).toContain('apiserver_request_duration_seconds_bucket');
  expect(drop?.description).not.toContain('apiserver_request_sli_duration_seconds_bucket');
  expect(saved(dropping(drop?.description ?? ''))).toBeCloseTo(drop?.saves ?? 0, -1);
  expect(saved(configuration(30).withAllowlist(ALLOWLIST.metricNames))).toBeCloseTo(keep?.saves ?? 0, -1);
  expect(saved(configuration(60))).toBeCloseTo(interval?.saves ?? 0, -1);
});

test.each([
  [30, 'scrape apiserver, kubelet-cadvisor, node-exporter every 1m'],
  [60, 'scrape apiserver, kubelet-cadvisor, node-exporter, kube-state-metrics every 2m or 10m'],
])('with an interval of %d s the remedy names the jobs that are counted', (seconds, description) => {
  expect(remedies(estimate(configuration(seconds))._loads, [RULES.toYaml()])[2]?.description).toBe(description);
});

test('without rules no metric is known to be used, so no allowlist is proposed', () => {
  expect(remedies(estimate(configuration(30))._loads, []).map(({ description }) => description.split(' ')[0])).toEqual(['drop', 'scrape']);
});

test('without counted jobs there is no remedy', () => {
  expect(remedies(estimate(configuration(30, [ScrapeJob.pods()]))._loads, [RULES.toYaml()])).toEqual([]);
});
