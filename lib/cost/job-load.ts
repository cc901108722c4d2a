import type { EffectiveConfiguration, EffectiveJob } from '../prometheus/scrape-config/effective';
import type { RelabelRule } from '../prometheus/relabel/relabel';
import { enumerate } from '../validation/located-message';
import type { MetricSource } from '../validation/coherence/metric-source';
import type { ScrapedTarget } from '../validation/outcome/targets/scraped-targets';
import { validationLibrary } from '../validation/validation-library';
import type { ClusterSize, JobSize } from './cluster-size';
import { componentLibrary } from './component-library';
import type { Component } from './components';

/** The series that a job writes, as far as they are known. Series are those of all of its targets together. */
export interface JobLoad {
  readonly jobName: string;
  /** In milliseconds. */
  readonly interval?: number;
  readonly targets?: number;
  /** The series of the targets, before metric relabelings. */
  readonly exposed?: number;
  /** The series that metric relabelings keep, without `up` and `scrape_*`. */
  readonly kept?: number;
  /** The series that are kept, by metric, where they are known. */
  readonly metrics?: ReadonlyMap<string, number>;
  /** The origin of the sizes. */
  readonly source: string;
  /** The numbers that are missing. */
  readonly missing: readonly MissingNumber[];
  /** The metric relabelings whose effect is not counted: they read labels, or the metrics of the job are not known. */
  readonly uncountedRelabelings: readonly string[];
}

export type MissingNumber = 'nodes' | 'pods' | 'scrape interval' | 'series per target' | 'targets';

/**
 * Series that a scrape adds for each target, after metric relabelings: `up`, `scrape_duration_seconds`, `scrape_samples_scraped`,
 * `scrape_samples_post_metric_relabeling` and `scrape_series_added`.
 *
 * @see https://prometheus.io/docs/concepts/jobs_instances/
 */
export const ADDED_SERIES = 5;

export interface LoadSizes {
  readonly cluster: ClusterSize;
  readonly jobs: { readonly [jobName: string]: JobSize };
}

/** Returns what each job of a configuration writes. */
export function jobLoads(configuration: EffectiveConfiguration, { cluster, jobs: sizes }: LoadSizes): JobLoad[] {
  const { metricSources, scrapedTargets } = validationLibrary();
  const sources = metricSources(configuration);
  const targets = scrapedTargets(configuration);
  return configuration.jobs.map((job, index) => {
    const jobName = job.name ?? `(job ${index + 1})`;
    const source = sources.find(({ jobName: name }) => name === jobName);
    return jobLoad({ job, jobName, source, given: sizes[jobName] ?? {}, cluster, found: targets[index] ?? [] });
  });
}

/** A job, with the given sizes and what is known of its targets and metrics. */
interface KnownJob {
  readonly job: EffectiveJob;
  readonly jobName: string;
  readonly given: JobSize;
  readonly cluster: ClusterSize;
  readonly found: readonly ScrapedTarget[];
  readonly source?: MetricSource;
}

function jobLoad({ job, jobName, given, cluster, found, source }: KnownJob): JobLoad {
  const typical = typicalSize(job, found, cluster);
  const targets = given.targets ?? typical.targets;
  const exposed = exposedSeries(given, typical, targets);
  const keeps = (metric: string) => source?.drops(metric) !== true;
  const metrics = exposed.metrics && new Map([...exposed.metrics].filter(([metric]) => keeps(metric)));
  const kept = metrics === undefined ? exposed.total : sum(metrics.values());
  const missing: MissingNumber[] = [
    ...job.scrapeInterval === undefined ? ['scrape interval' as const] : [],
    ...targets === undefined ? [typical.missing ?? 'targets' as const] : [],
    ...exposed.total === undefined && !hasSeries(given) ? [typical.missing ?? 'series per target' as const] : [],
  ];
  return {
    jobName, targets, kept, metrics, exposed: exposed.total, source: exposed.source, missing: [...new Set(missing)],
    interval: job.scrapeInterval,
    uncountedRelabelings: uncountedRelabelings(job, metrics !== undefined),
  };
}

interface Series {
  readonly total?: number;
  readonly metrics?: ReadonlyMap<string, number>;
  readonly source: string;
}

/** Numbers of the user take precedence. A given total is distributed over metrics as the typical one is. */
function exposedSeries(given: JobSize, typical: TypicalSize, targets: number | undefined): Series {
  if (given.seriesByMetric !== undefined) {
    return ofTargets(new Map(Object.entries(given.seriesByMetric)), targets, 'given');
  }
  const { seriesPerTarget: perTarget } = given;
  if (perTarget === undefined) {
    // Another number of targets than the typical one scales all but what depends on the cluster.
    const factor = targets !== undefined && typical.targets !== undefined && typical.targets > 0 ? targets / typical.targets : 1;
    const metrics = typical.metrics && scaled(typical.metrics, factor);
    return { total: metrics && sum(metrics.values()), metrics, source: typical.source };
  }
  if (targets === undefined) return { source: 'given' };
  const total = perTarget * targets;
  const typicalTotal = sum(typical.metrics?.values() ?? []);
  return { total, metrics: typical.metrics && typicalTotal > 0 ? scaled(typical.metrics, total / typicalTotal) : undefined, source: 'given' };
}

function ofTargets(perTarget: ReadonlyMap<string, number>, targets: number | undefined, source: string): Series {
  if (targets === undefined) return { source };
  const metrics = scaled(perTarget, targets);
  return { total: sum(metrics.values()), metrics, source };
}

function hasSeries({ seriesByMetric, seriesPerTarget }: JobSize): boolean {
  return seriesByMetric !== undefined || seriesPerTarget !== undefined;
}

interface TypicalSize {
  readonly targets?: number;
  readonly metrics?: ReadonlyMap<string, number>;
  readonly source: string;
  readonly missing?: MissingNumber;
}

/** The size of the components that a job scrapes, or the number of its static targets. Any other workload makes it unknown. */
function typicalSize(job: EffectiveJob, found: readonly ScrapedTarget[], cluster: ClusterSize): TypicalSize {
  const isStatic = job.discoveries.every(({ field }) => field === 'static_configs');
  if (isStatic) return { targets: job.staticGroups.flatMap(({ targets }) => targets).length, source: 'unknown' };
  const { componentOf, sizeOf } = componentLibrary();
  const components = found.map(componentOf);
  if (found.length === 0 || components.includes(undefined)) return { source: 'unknown' };
  const known = [...new Set(components as Component[])];
  const sizes = known.map(component => sizeOf(component, cluster));
  const source = `typical: ${[...new Set(known.map(component => `${component.name}, ${component.source}`))].join('; ')}`;
  const needsNodes = known.some(({ targets, series }) => targets === 'nodes' || series.includes('/node'));
  const missing = cluster.nodes === undefined && needsNodes ? 'nodes' : 'pods';
  const targets = sizes.some(size => size.targets === undefined) ? undefined : sum(sizes.map(size => size.targets ?? 0));
  if (sizes.some(({ series }) => series === undefined)) return { targets, source, missing };
  return { targets, source, metrics: merged(sizes.flatMap(({ series }) => series ?? [])) };
}

function merged(maps: ReadonlyArray<ReadonlyMap<string, number>>): Map<string, number> {
  const all = new Map<string, number>();
  for (const map of maps) for (const [metric, series] of map) all.set(metric, (all.get(metric) ?? 0) + series);
  return all;
}

function scaled(metrics: ReadonlyMap<string, number>, factor: number): Map<string, number> {
  return new Map([...metrics].map(([metric, series]) => [metric, series * factor]));
}

/** Returns the metric relabelings that may drop series which are counted: `metric_relabel_configs[1] (drop by __name__ and le)`. */
function uncountedRelabelings({ metricRelabelings }: EffectiveJob, areMetricsKnown: boolean): string[] {
  return metricRelabelings.flatMap(({ rule }, index) => {
    if (rule === undefined) return [`metric_relabel_configs[${index}] (known only at deployment)`];
    if (isCounted(rule) && (areMetricsKnown || !DROPS.has(rule.action))) return [];
    const labels = rule.sourceLabels.length === 0 ? '' : ` by ${enumerate(rule.sourceLabels)}`;
    return [`metric_relabel_configs[${index}] (${rule.action}${labels})`];
  });
}

const DROPS: ReadonlySet<string> = new Set(['keep', 'drop', 'keepequal', 'dropequal']);

/** Writing a label does not change the number of samples. */
function isCounted(rule: RelabelRule): boolean {
  return DROPS.has(rule.action) ? rule.sourceLabels.length === 1 && rule.sourceLabels[0] === '__name__' : rule.targetLabel !== '__name__' && rule.action !== 'labelmap';
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** The series that a job writes, `up` and `scrape_*` included. */
export function writtenSeries({ kept, targets }: JobLoad): number | undefined {
  return kept === undefined || targets === undefined ? undefined : kept + ADDED_SERIES * targets;
}

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** The scrapes of a month of 30 days. */
export function scrapesPerMonth({ interval }: Pick<JobLoad, 'interval'>): number | undefined {
  return interval === undefined ? undefined : MONTH / interval;
}

export function samplesPerMonth(load: JobLoad): number | undefined {
  const series = writtenSeries(load);
  const scrapes = scrapesPerMonth(load);
  return series === undefined || scrapes === undefined ? undefined : series * scrapes;
}
