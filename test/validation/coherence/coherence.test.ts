import { stringify } from 'yaml';
import { parsePromql } from '../../../lib/prometheus/promql/parse-promql';
import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../../lib/prometheus/yaml/read';
import { coherenceProblems } from '../../../lib/validation/coherence/coherence';
import { metricSources, type MetricSource } from '../../../lib/validation/coherence/metric-source';
import type { WorkspaceQuery } from '../../../lib/validation/coherence/workspace-query';

function sourcesOf(jobs: readonly object[], global: object = {}): MetricSource[] {
  const { configuration } = validateScrapeConfig(readYaml(stringify({ global, scrape_configs: jobs })));
  if (configuration === undefined) throw new Error('the configuration cannot be read');
  return metricSources(configuration);
}

function query(expression: string, extra: Pick<WorkspaceQuery, 'alert' | 'record'> = {}): WorkspaceQuery {
  const { expr } = parsePromql(expression);
  if (expr === undefined) throw new Error(`cannot be read: ${expression}`);
  return { expr, text: expression, title: `query '${expression}'`, ...extra };
}

const API = { job_name: 'kubernetes-apiservers', scrape_interval: '60s', kubernetes_sd_configs: [{ role: 'endpoints' }] };

function messages(expression: string, job: object = {}, global: object = {}): string[] {
  const sources = sourcesOf([{ ...API, ...job }], global);
  return coherenceProblems({ sources, queries: [query(expression)] }).map(({ message }) => message);
}

test.each([
  ['up{job="apiserver"}', true],
  ['up{job=~"api.*|kubelet"}', true],
  ['up{job="kubernetes-apiservers"}', false],
  ['up{job=~"kube.*"}', false],
  ['up{job!="apiserver"}', false],
  ['up', false],
  ['absent(up{job="apiserver"})', false],
  ['absent_over_time(up{job="apiserver"}[5m])', false],
  ['up unless up{job="apiserver"}', false],
  ['up{job="apiserver"} unless up', true],
  ['up{job="apiserver"} or vector(0)', false],
  ['up{job="apiserver"} or up', false],
  ['up{job="apiserver"} or up{job="other"}', true],
  ['sum by (job) (rate(http_requests_total{job="apiserver"}[5m]))', true],
  ['up{job="${Token[Job.1]}"}', false],
  ['up and up{job="apiserver"}', true],
])('%s selects a job that does not exist: %s', (expression, isReported) => {
  expect(messages(expression).length > 0).toBe(isReported);
});

test('the message names the most similar job', () => {
  expect(messages('up{job="apiserver"}')).toEqual(['no job has the label job="apiserver"; the job is named \'kubernetes-apiservers\' here']);
  expect(messages('up{job="payments"}')).toEqual(['no job has the label job="payments"; the only job is \'kubernetes-apiservers\'']);
});

test.each([
  ['a relabeling that writes a constant', { relabel_configs: [{ target_label: 'job', replacement: 'apiserver' }] }, false],
  ['a relabeling that copies a label', { relabel_configs: [{ source_labels: ['__meta_kubernetes_service_name'], target_label: 'job' }] }, false],
  ['a metric relabeling', { metric_relabel_configs: [{ target_label: 'job', replacement: 'apiserver' }] }, false],
  ['a labelmap of any label', { relabel_configs: [{ action: 'labelmap', regex: '(.+)', replacement: 'a_$1' }] }, false],
  ['a labelmap of Kubernetes labels', { relabel_configs: [{ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' }] }, true],
  ['labels of a static target', { kubernetes_sd_configs: [], static_configs: [{ targets: ['10.0.0.1:80'], labels: { job: 'apiserver' } }] }, false],
  ['a relabeling of another label', { relabel_configs: [{ target_label: 'team', replacement: 'apiserver' }] }, true],
])('%s does not match a job: %s', (_what, job, isReported) => {
  expect(messages('requests_total{job="apiserver"}', job).length > 0).toBe(isReported);
});

test.each([
  ['honor_labels on a job of the user', { job_name: 'push', honor_labels: true }, false],
  ['honor_labels on a job of every cluster', { job_name: 'kube-proxy', honor_labels: true }, true],
])('%s does not match a job: %s', (_what, job, isReported) => {
  expect(messages('requests_total{job="apiserver"}', job).length > 0).toBe(isReported);
});

const DROP = { metric_relabel_configs: [{ source_labels: ['__name__'], regex: 'apiserver_.*_bucket', action: 'drop' }] };
const KEEP = { metric_relabel_configs: [{ source_labels: ['__name__'], regex: 'up|apiserver_request_total', action: 'keep' }] };

test.each([
  ['apiserver_request_duration_seconds_bucket', DROP, true],
  ['apiserver_request_total', DROP, false],
  ['apiserver_request_total', KEEP, false],
  ['apiserver_current_inflight_requests', KEEP, true],
  ['up', KEEP, false],
  ['scrape_duration_seconds', KEEP, false],
  ['{__name__="apiserver_current_inflight_requests"}', KEEP, true],
  ['{__name__=~"apiserver_.*"}', KEEP, false],
  ['a', { metric_relabel_configs: [{ source_labels: ['__name__', 'le'], regex: 'a;.*', action: 'drop' }] }, false],
  ['a', { metric_relabel_configs: [{ source_labels: ['__name__'], regex: 'b', target_label: '__name__', replacement: 'a' }, ...KEEP.metric_relabel_configs] }, false],
])('%s with the metric relabelings %j is dropped: %s', (expression, job, isReported) => {
  expect(messages(expression, job).some(message => message.includes('drop the metric'))).toBe(isReported);
});

test.each([
  ['up{cluster="blue"}', {}, true],
  ['up{cluster=~"blue|green"}', {}, true],
  ['up{cluster=""}', {}, false],
  ['up{cluster!="blue"}', {}, false],
  ['sum by (cluster) (up)', {}, false],
  ['up{cluster="blue"}', { external_labels: { cluster: 'blue' } }, false],
  ['up{cluster="blue"}', { external_labels: { cluster: 'green' } }, true],
  ['up{cluster="blue"}', { external_labels: { cluster: '${Token[Name.1]}' } }, false],
  ['up{team="shop"}', {}, true],
  ['requests_total{team="shop"}', {}, false],
  ['requests_total{team="shop"}', { external_labels: { team: 'tools' } }, false],
  ['requests_total{cluster="blue"}', {}, true],
  ['requests_total{cluster="blue"}', { external_labels: { cluster: 'green' } }, false],
  ['node_load1{cluster="blue"}', { external_labels: { cluster: 'green' } }, true],
  ['up{team="shop"}', { external_labels: { team: 'tools' } }, true],
])('%s with the global section %j selects a label value that no series has: %s', (expression, global, isReported) => {
  expect(messages(expression, { job_name: 'shop' }, global).length > 0).toBe(isReported);
});

test.each([
  ['a federation', 'kube_pod_info{job="kube-state-metrics"}', { job_name: 'federate', honor_labels: true, metrics_path: '/federate' }, false],
  ['a federation', 'up{job="shop"}', { job_name: 'federate', honor_labels: true, metrics_path: '/federate' }, false],
  ['a federation without honor_labels', 'up{exported_job="shop"}', { job_name: 'federate', metrics_path: '/federate' }, false],
  ['a federation without honor_labels', 'up{job="shop"}', { job_name: 'federate', metrics_path: '/federate' }, true],
  ['a job without honor_labels', 'kube_pod_info{job="kube-state-metrics"}', { job_name: 'pods' }, true],
  ['a job of the program with another name', 'up_total{job="kube-state-metrics"}', {
    job_name: 'ksm', honor_labels: true, relabel_configs: [{ source_labels: ['__meta_kubernetes_service_name'], regex: 'kube-state-metrics', action: 'keep' }],
  }, true],
  ['a job that drops the program', 'up_total{job="kube-state-metrics"}', {
    job_name: 'all', honor_labels: true, relabel_configs: [{ source_labels: ['__meta_kubernetes_service_name'], regex: 'kube-state-metrics', action: 'drop' }],
  }, false],
  ['a system with clusters of its own', 'elasticsearch_cluster_health_status{cluster="logs"}', { job_name: 'search' }, false],
])('%s leaves %s without series: %j %s', (_what, expression, job, isReported) => {
  expect(messages(expression, job).length > 0).toBe(isReported);
});

test.each([
  ['rate(a[119s])', true], ['rate(a[2m])', false], ['increase(a[1m])', true], ['sum_over_time(a[1m])', false], ['sum_over_time(a[59s])', true],
  ['changes(a[1m])', true], ['absent_over_time(a[1m])', false], ['rate(a[5m:1m])', false],
])('%s has too short a range for a job that scrapes every minute: %s', (expression, isReported) => {
  expect(messages(expression).length > 0).toBe(isReported);
});

test('the shortest scrape interval determines the necessary range', () => {
  const sources = sourcesOf([API, { job_name: 'fast', scrape_interval: '30s' }]);
  expect(coherenceProblems({ sources, queries: [query('rate(a[1m])')] })).toEqual([]);
  expect(coherenceProblems({ sources, queries: [query('rate(a{job="kubernetes-apiservers"}[1m])')] })).toHaveLength(1);
});

test.each([
  ['a[8d]', true], ['a[7d]', false], ['a[1h] offset 7d', true], ['a offset 8d', true], ['max_over_time(rate(a[5m])[8d:1h])', true],
  ['max_over_time((a offset 4d)[4d:1h])', true], ['max_over_time((a offset 3d)[4d:1h])', false],
])('%s reaches beyond a retention of seven days: %s', (expression, isReported) => {
  const problems = coherenceProblems({ sources: sourcesOf([API]), queries: [query(expression)], retention: 7 * 86_400 });
  expect(problems.some(({ ruleId }) => ruleId === 'window-beyond-retention')).toBe(isReported);
});

test('a recording rule provides its metric unless its own metrics are missing, over any number of rules', () => {
  const alive = query('sum(up)', { record: 'a' });
  const dead = query('sum(up{job="apiserver"})', { record: 'a' });
  const second = query('a * 2', { record: 'b' });
  const reader = query('b > 1');
  const ruleIds = (queries: WorkspaceQuery[]) => coherenceProblems({ sources: sourcesOf([API]), queries }).map(problem => problem.message);
  expect(ruleIds([reader, second, alive])).toEqual([]);
  expect(ruleIds([reader, second, dead])).toEqual([
    expect.stringContaining('never has a result, because the series that it reads are missing'),
    expect.stringContaining('never has a result, because the series that it reads are missing'),
    expect.stringContaining('no job has the label'),
  ]);
});

test('a chain of hundreds of records has no result if the first one has none, in any order of the rules', () => {
  const rules = Array.from({ length: 500 }, (_, index) => query(`r${index + 1} > 0`, { record: `r${index}` }));
  const dead = query('up{job="apiserver"}', { record: 'r500' });
  const problems = (queries: WorkspaceQuery[]) => coherenceProblems({ sources: sourcesOf([API]), queries });
  expect(problems([...rules, dead])).toHaveLength(501);
  expect(problems([dead, ...rules])).toHaveLength(501);
  expect(problems([...rules, query('up', { record: 'r500' })])).toEqual([]);
});

test('a record that reads itself does not prove its own existence or absence', () => {
  const problems = (other: WorkspaceQuery) => coherenceProblems({ sources: sourcesOf([API]), queries: [query('r or up{job="a"}', { record: 'r' }), other] });
  expect(problems(query('r'))).toEqual([]);
  expect(problems(query('up', { record: 'r' }))).toEqual([]);
});

test.each([
  ['dead or live', []], ['live or dead', []], ['dead or dead', ['dead', 'dead']], ['(dead or dead) or live', []], ['(dead or live) + dead', ['dead']],
  ['dead + (dead or live)', ['dead']], ['sum(dead) or absent(dead)', []], ['live unless dead', []], ['dead unless live', ['dead']],
  [`live${' or dead'.repeat(500)}`, []], [`dead${' or dead'.repeat(499)}`, Array<string>(500).fill('dead')],
  [`live${' + live'.repeat(500)} + dead`, ['dead']],
])('reports the missing series that an expression needs: %.40s', (pattern, expected) => {
  const expression = pattern.replaceAll('dead', 'a{job="x"}').replaceAll('live', 'a');
  const problems = coherenceProblems({ sources: sourcesOf([API]), queries: [query(expression)] });
  expect(problems.map(({ start, end }) => expression.slice(start, end).replace('a{job="x"}', 'dead'))).toEqual(expected);
});

test.each([
  ['ALERTS{alertname="Down"}', false], ['ALERTS{alertname="Gone"}', true], ['ALERTS', false],
  ['ALERTS{alertname=~"Gone|Down"}', false], ['ALERTS{alertname=~"Gone|Lost"}', true], ['ALERTS{alertname=~"D.*"}', false],
  ['ALERTS{alertname=~"G.*"}', true], ['ALERTS{alertname!="Down"}', true], ['ALERTS{alertname=~"Gone|Down",alertname!="Down"}', true],
])('%s selects an alert that no rule of the workspace has: %s', (expression, isReported) => {
  const problems = coherenceProblems({ sources: sourcesOf([API]), queries: [query('up == 0', { alert: 'Down' }), query(expression)] });
  expect(problems.length > 0).toBe(isReported);
});

test.each([500, 501])('an expression for names of alerts is tried on up to 500 alerts, here %d', (count) => {
  const alerts = Array.from({ length: count }, (_, index) => query('up == 0', { alert: `Down${index}` }));
  const problems = (name: string) => coherenceProblems({ sources: sourcesOf([API]), queries: [...alerts, query(`ALERTS{alertname=~"${name}"}`)] });
  expect(problems('G.*')).toHaveLength(count > 500 ? 0 : 1);
  expect(problems('Gone|Lost')).toHaveLength(1);
});

test.each([
  ['sum by (pod) (a)', true], ['sum by (job) (a)', false], ['sum without (pod) (a)', false], ['a * on (pod) b', true],
  ['a * on (job) group_left (pod) b', true], ['sum by (pod) (label_replace(a, "pod", "$1", "instance", "(.+)"))', false],
])('%s groups by a label that the job drops: %s', (expression, isReported) => {
  const sources = sourcesOf([{ ...API, metric_relabel_configs: [{ action: 'labeldrop', regex: 'pod' }] }]);
  const problems = coherenceProblems({ sources, queries: [query(expression)] });
  expect(problems.map(({ ruleId }) => ruleId)).toEqual(isReported ? ['dropped-label'] : []);
});

test('a grouping label is reported at each part whose series all lose it', () => {
  const sources = sourcesOf([
    { ...API, metric_relabel_configs: [{ action: 'labeldrop', regex: 'pod' }] }, { job_name: 'other', static_configs: [{ targets: ['10.0.0.1:80'] }] },
  ]);
  const lost = 'a{job="kubernetes-apiservers"}';
  const starts = (expression: string) => coherenceProblems({ sources, queries: [query(expression)] }).map(({ start }) => start);
  expect(starts(`${lost} + on (pod) ${lost}`)).toEqual([0]);
  expect(starts(`${lost} + on (pod) ${lost} + on (pod) b{job="other"}`)).toEqual([0]);
  expect(starts(`b{job="other"} + on (pod) ${lost}`)).toEqual([]);
  expect(starts(`sum by (pod) (b{job="other"}) + sum by (pod) (${lost})`)).toEqual([32]);
});

test.each([20, 21])('the first 20 labels that an expression with %d labels groups by are examined', (count) => {
  const sources = sourcesOf([{ ...API, metric_relabel_configs: [{ action: 'labeldrop', regex: 'l.*' }] }]);
  const labels = Array.from({ length: count }, (_, index) => `l${index}`);
  expect(coherenceProblems({ sources, queries: [query(`sum by (${labels.join(', ')}) (a)`)] })).toHaveLength(20);
});

test('a selector of a label that the job drops is empty', () => {
  expect(messages('a{pod="x"}', { metric_relabel_configs: [{ action: 'labeldrop', regex: 'pod' }] })).toEqual([
    'no series has pod="x": the metric relabelings of job \'kubernetes-apiservers\' drop the label \'pod\'; keep it there, or remove the matcher',
  ]);
});

test('nothing is reported if a job is known only at deployment', () => {
  const sources = sourcesOf([API, '${Token[Job.1]}' as unknown as object]);
  expect(coherenceProblems({ sources, queries: [query('up{job="a"}')] })).toEqual([]);
});

test('nothing is reported if no job is known', () => {
  expect(coherenceProblems({ sources: [], queries: [query('up{job="a"}')] })).toEqual([]);
});

test('records and alerts are assumed to exist if not all rules of the workspace are known', () => {
  const queries = [query('sum(up{job="apiserver"})', { record: 'a:b' }), query('a:b'), query('ALERTS{alertname="Gone"}')];
  const found = (hasOtherRules: boolean) => coherenceProblems({ sources: sourcesOf([API]), queries, hasOtherRules })
    .map(problem => problem.query.text);
  expect(found(false)).toEqual(queries.map(({ text }) => text));
  expect(found(true)).toEqual(['sum(up{job="apiserver"})']);
});

test.each([
  'job:up:sum{job="apiserver"}', 'anomaly_detector_query{job="apiserver"}',
])('%s may be written by rules of another app or by a detector', (expression) => {
  expect(messages(expression)).toEqual([]);
});

test('a range is not too short if targets may have an interval of their own', () => {
  const relabeling = { target_label: '__scrape_interval__', replacement: '15s' };
  expect(messages('rate(a[1m])', { relabel_configs: [relabeling] })).toEqual([]);
});

test('compares thousands of rules with a large configuration', () => {
  const jobs = Array.from({ length: 40 }, (_, index) => ({
    ...API, job_name: `job-${index}`, relabel_configs: Array.from({ length: 20 }, (_each, rule) => ({
      source_labels: ['__meta_kubernetes_pod_name', 'job'], regex: `a${rule}.*`, target_label: `label_${rule % 5}`, replacement: '$1',
    })),
    metric_relabel_configs: [{ source_labels: ['__name__'], regex: Array.from({ length: 100 }, (_each, rule) => `metric_${rule}`).join('|'), action: 'keep' }],
  }));
  const sources = sourcesOf(jobs);
  const queries = Array.from({ length: 2000 }, (_, index) => query(`sum by (job) (rate(metric_${index}{job="job-${index % 50}",label_1="x"}[5m])) > 1`));
  expect(coherenceProblems({ sources, queries }).length).toBeGreaterThanOrEqual(queries.length / 2);
});

test('the place of a problem is that of the selector', () => {
  const [problem] = coherenceProblems({ sources: sourcesOf([API]), queries: [query('sum(up{job="apiserver"})')] });
  expect([problem?.start, problem?.end]).toEqual([4, 23]);
});

test('expressions with too deep nesting are skipped', () => {
  const long = Array.from({ length: 6000 }, () => 'up').join(' + ');
  expect(coherenceProblems({ sources: sourcesOf([API]), queries: [query(long, { record: 'a' }), query('a')] })).toEqual([]);
});
