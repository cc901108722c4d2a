import type { JobSize } from '../../../lib/cost/cluster-size';
import type { Connection } from '../aws/connection';
import { workspaceEndpoint } from '../aws/metrics-endpoint';
import { PrometheusClient, type Sample } from '../aws/prometheus-client';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';

/** A job as its series in a workspace show it. */
export interface MeasuredJob {
  /** The value of the label `job`. */
  readonly job: string;
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
    'count by (job) (up)',
    'sum by (job) (scrape_samples_scraped)',
    'sum by (job) (scrape_samples_post_metric_relabeling)',
    'sum by (job) (sum_over_time(scrape_samples_post_metric_relabeling[1h]))',
    'sum by (job) (count_over_time(up[1h]))',
  ];
  const [targets, exposed, kept, samples, scrapes] = (await Promise.all(queries.map(query => client.query(query)))).map(byJob);
  return [...targets?.keys() ?? []].sort().map((job) => {
    const value = (values: ReadonlyMap<string, number> | undefined) => values?.get(job) ?? 0;
    return {
      job, targets: value(targets), exposedSeries: value(exposed), series: value(kept) + ADDED_SERIES * value(targets),
      samplesPerMonth: (value(samples) + ADDED_SERIES * value(scrapes)) * HOURS_PER_MONTH,
    };
  });
}

/** Returns the number of series of each metric in a workspace. */
export async function measuredMetrics(client: PrometheusClient): Promise<Map<string, number>> {
  const samples = await client.query('count by (__name__) ({__name__!=""})');
  return new Map(samples.map(({ labels: { __name__: metric = '' }, value }) => [metric, value]));
}

/** Returns the sizes of jobs for an estimate, by the names of the jobs. */
export function measuredSizes(jobs: readonly MeasuredJob[]): Record<string, JobSize> {
  return Object.fromEntries(jobs.filter(({ targets }) => targets > 0)
    .map(({ job, targets, exposedSeries }) => [job, { targets, seriesPerTarget: exposedSeries / targets }]));
}

function byJob(samples: readonly Sample[]): Map<string, number> {
  return new Map(samples.map(({ labels: { job = '' }, value }) => [job, value]));
}
