import type { JobSize } from '../../../lib/cost/cluster-size';
import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { metricSources } from '../../../lib/validation/validate';
import type { Connection } from '../aws/connection';
import { workspaceEndpoint } from '../aws/metrics-endpoint';
import { PrometheusClient, type Sample } from '../aws/prometheus-client';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';

/** A job as its series in a workspace show it. */
export interface MeasuredJob {
  /** The value of the label `job`. */
  readonly job: string;
  /** The value of the label `metrics_path`, by which jobs of the same name may be distinguished; empty without one. */
  readonly metricsPath: string;
  readonly targets: number;
  /** The series that its targets expose, before metric relabelings. */
  readonly exposedSeries: number;
  /** The series that are written, `up` and `scrape_*` included. */
  readonly series: number;
  /** The samples of 30 days like the last hour. */
  readonly samplesPerMonth: number;
}

/** Series that a scrape adds for each target. */
const ADDED_SERIES = 5;
const HOURS_PER_MONTH = 720;

/** Creates a client for the queries of a workspace. */
export async function workspaceClient(connection: Connection, workspace: string): Promise<PrometheusClient> {
  const description = await describeWorkspace(connection, await workspaceIdOf(connection, workspace));
  return new PrometheusClient(connection, await workspaceEndpoint(connection, description));
}

/** Measures the jobs of a workspace by the metrics that each scrape adds. */
export async function measuredJobs(client: PrometheusClient): Promise<MeasuredJob[]> {
  const queries = [
    'count by (job, metrics_path) (up)',
    'sum by (job, metrics_path) (scrape_samples_scraped)',
    'sum by (job, metrics_path) (scrape_samples_post_metric_relabeling)',
    'sum by (job, metrics_path) (sum_over_time(scrape_samples_post_metric_relabeling[1h]))',
    'sum by (job, metrics_path) (count_over_time(up[1h]))',
  ];
  const [targets, exposed, kept, samples, scrapes] = (await Promise.all(queries.map(query => client.query(query)))).map(byJob);
  return [...targets?.values() ?? []].map(({ labels: { job = '', metrics_path: metricsPath = '' }, value: count }) => {
    const value = (values: ReadonlyMap<string, Sample> | undefined) => values?.get(keyOf(job, metricsPath))?.value ?? 0;
    return {
      job, metricsPath, targets: count, exposedSeries: value(exposed), series: value(kept) + ADDED_SERIES * count,
      samplesPerMonth: (value(samples) + ADDED_SERIES * value(scrapes)) * HOURS_PER_MONTH,
    };
  }).sort((left, right) => keyOf(left.job, left.metricsPath) < keyOf(right.job, right.metricsPath) ? -1 : 1);
}

/** Returns the number of series of each metric in a workspace. */
export async function measuredMetrics(client: PrometheusClient): Promise<Map<string, number>> {
  const samples = await client.query('count by (__name__) ({__name__!=""})');
  return new Map(samples.map(({ labels: { __name__: metric = '' }, value }) => [metric, value]));
}

/** Returns the sizes of the jobs of a configuration. A job whose series cannot be distinguished from those of another has none. */
export function measuredSizes(configuration: EffectiveConfiguration, measured: readonly MeasuredJob[]): Record<string, JobSize> {
  const sources = metricSources(configuration);
  const found = configuration.jobs.flatMap((job) => {
    const labels = sources.find(({ jobName }) => jobName === job.name)?.jobLabels;
    const path = metricsPathOf(job);
    const isOfJob = (entry: MeasuredJob) => labels?.has(entry.job) === true && (path === undefined || path === entry.metricsPath);
    return [{ job, series: measured.filter(isOfJob) }];
  });
  return Object.fromEntries(found.flatMap(({ job, series: [entry, ...others] }) => {
    const isShared = found.some(other => other.job !== job && other.series.includes(entry as MeasuredJob));
    if (entry === undefined || others.length > 0 || isShared || entry.targets === 0) return [];
    return [[job.name ?? '', { targets: entry.targets, seriesPerTarget: entry.exposedSeries / entry.targets }]];
  }));
}

/** The value that a relabeling gives the label `metrics_path`. */
function metricsPathOf({ relabelings }: EffectiveJob): string | undefined {
  return relabelings.findLast(({ rule }) => rule?.targetLabel === 'metrics_path')?.rule?.replacement;
}

function byJob(samples: readonly Sample[]): Map<string, Sample> {
  return new Map(samples.map(sample => [keyOf(sample.labels.job, sample.labels.metrics_path), sample]));
}

function keyOf(job = '', metricsPath = ''): string {
  return `${job} ${metricsPath}`;
}
