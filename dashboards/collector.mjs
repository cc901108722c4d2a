import { graph, row, stat, table, withSteps } from './panels.mjs';

const C = 'cluster=~"$cluster"';
const RATE = `sum(sum_over_time(scrape_samples_post_metric_relabeling{${C}}[1h])) / 3600`;

export default {
  uid: 'cdk-amp-collector', title: 'Prometheus / Collector and cost', description: 'Targets, samples and their cost. Records of rules are samples, too, and are not counted here.',
  texts: [
    { name: 'quota', label: 'Quota (samples per second)', value: '1666666' },
    { name: 'budget', label: 'Budget (samples per month)', value: '2000000000' },
  ],
  panels: [
    stat('Targets', 'Targets of all jobs.', 'short', `count(up{${C}})`),
    stat('Targets down', 'Targets that cannot be scraped.', 'short', `count(up{${C}} == 0) or vector(0)`, [[1, 'red']]),
    stat('Samples per second', 'Samples that the collector wrote in the last hour, per second.', 'short', RATE),
    stat('Samples per month', 'Samples of 30 days at the rate of the last hour.', 'short', `2592000 * ${RATE}`),
    stat('Used of quota', 'Share of the ingestion quota of the workspace.', 'percentunit', `${RATE} / $quota`, [[0.8, 'orange'], [0.95, 'red']]),
    stat('Used of budget', 'Samples of 30 days at the rate of the last hour, as a share of the budget.', 'percentunit', `2592000 * ${RATE} / $budget`, [[0.8, 'orange'], [1, 'red']]),
    row('Samples'),
    graph('Samples by job', 'Samples of a scrape of all targets.', 'short', [`sum by (job) (cluster_job:scrape_samples:sum{${C}})`, '{{job}}']),
    graph('New series by job', 'Series per hour that did not exist before. Many of them mean labels with values that change.', 'short', [`sum by (job) (sum_over_time(scrape_series_added{${C}}[1h]))`, '{{job}}']),
    graph('Dropped samples by job', 'Samples that metric relabelings drop. They are not charged.', 'short', [`sum by (job) (scrape_samples_scraped{${C}} - scrape_samples_post_metric_relabeling{${C}})`, '{{job}}']),
    withSteps(graph('Scrape duration', 'The slowest scrape of each job.', 's', [`max by (job) (scrape_duration_seconds{${C}})`, '{{job}}']), [[10, 'orange']]),
    row('Targets'),
    graph('Targets up', 'Share of the targets of each job that can be scraped.', 'percentunit', [`min by (job) (cluster_job:up:ratio{${C}})`, '{{job}}']),
    graph('Targets by job', 'Number of targets of each job.', 'short', [`count by (job) (up{${C}})`, '{{job}}']),
    table('Largest targets', 'Targets with the most samples.', ['job', 'instance'], [[`topk(20, max by (job, instance) (scrape_samples_post_metric_relabeling{${C}}))`, 'Samples', 'short']]),
  ],
};
