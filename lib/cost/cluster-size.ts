import type { PropertyProblem } from '../private/property-problem';

/**
 * The size of a cluster, by which the typical sizes of ready-made jobs are multiplied.
 */
export interface ClusterSize {
  /**
   * The number of nodes.
   *
   * @default - unknown: jobs that scrape nodes are not counted
   */
  readonly nodes?: number;

  /**
   * The number of running pods.
   *
   * @default - unknown: jobs whose series depend on pods are not counted
   */
  readonly pods?: number;
}

/**
 * The size of a scrape job, as you know it. It replaces the typical size of a ready-made job.
 *
 * `amp-collector cost --workspace` measures both numbers in a running workspace.
 */
export interface JobSize {
  /**
   * The number of targets.
   *
   * @default - static targets of the configuration; of ready-made jobs the typical number for the cluster
   */
  readonly targets?: number;

  /**
   * The number of series that a target exposes, before metric relabelings.
   *
   * @default - the sum of `seriesByMetric`; of ready-made jobs the typical number
   */
  readonly seriesPerTarget?: number;

  /**
   * The number of series that a target exposes, by metric name. The parts of a histogram are metrics of their own: `…_bucket`, `…_sum` and
   * `…_count`. Metric relabelings are counted where it is known.
   *
   * @default - of ready-made jobs the typical numbers, else unknown: metric relabelings are not counted
   */
  readonly seriesByMetric?: { readonly [metric: string]: number };
}

/** Checks sizes, whose numbers are all known. */
export function sizeProblems(
  path: string, { nodes, pods }: ClusterSize, jobSizes: { readonly [jobName: string]: JobSize },
): PropertyProblem[] {
  return [
    ...countProblems(`${path}clusterSize.nodes`, nodes),
    ...countProblems(`${path}clusterSize.pods`, pods),
    ...Object.entries(jobSizes).flatMap(([job, { targets, seriesPerTarget, seriesByMetric = {} }]) => [
      ...countProblems(`${path}jobSizes.${job}.targets`, targets),
      ...countProblems(`${path}jobSizes.${job}.seriesPerTarget`, seriesPerTarget),
      ...Object.entries(seriesByMetric).flatMap(([metric, count]) => countProblems(`${path}jobSizes.${job}.seriesByMetric.${metric}`, count)),
    ]),
  ];
}

/** Averages are welcome: 3.5 targets. */
export function countProblems(path: string, value: number | undefined): PropertyProblem[] {
  return value === undefined || (Number.isFinite(value) && value >= 0) ? [] : [{ path, message: `must be a number of at least 0, got ${value}` }];
}
