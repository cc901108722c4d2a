import { samplesPerMonth, writtenSeries, type JobLoad } from './job-load';

/**
 * The estimated samples of a scrape job. An unknown value is absent.
 */
export interface JobEstimate {
  /** The name of the scraper, if the estimate has several. */
  readonly scraper?: string;

  /** The name of the job. */
  readonly jobName: string;

  /** The interval between scrapes, in seconds. */
  readonly scrapeIntervalSeconds?: number;

  /** The number of targets. */
  readonly targets?: number;

  /** The number of series that the targets expose, before metric relabelings. */
  readonly exposedSeries?: number;

  /** The number of series that are written: what metric relabelings keep, with `up` and `scrape_*` of each target. */
  readonly series?: number;

  /** The samples of a month of 30 days. */
  readonly samplesPerMonth?: number;

  /** The origin of the sizes. */
  readonly source: string;

  /** The arithmetic, with the known numbers in their places. */
  readonly formula: string;

  /**
   * The metric relabelings that are not counted, since they read other labels than the name of a metric, or since the metrics of the job
   * are not known. If there are any, the estimate is an upper bound.
   */
  readonly uncountedRelabelings: string[];

  /** The numbers that are missing, such as `series per target`. Empty if the job is counted. */
  readonly missing: string[];
}

export function jobEstimate(load: JobLoad, scraper?: string): JobEstimate {
  const { jobName, interval, targets, exposed, source, missing } = load;
  return {
    ...scraper !== undefined && { scraper }, jobName, source, missing: [...missing], formula: formula(load),
    uncountedRelabelings: [...load.uncountedRelabelings],
    ...known('scrapeIntervalSeconds', interval === undefined ? undefined : interval / 1000),
    ...known('targets', targets), ...known('exposedSeries', exposed), ...known('series', writtenSeries(load)),
    ...known('samplesPerMonth', samplesPerMonth(load)),
  };
}

function known<Name extends string>(name: Name, value: number | undefined): { [name in Name]?: number } {
  return (value === undefined ? {} : { [name]: Math.round(value * 100) / 100 }) as { [name in Name]?: number };
}

const SECONDS_PER_MONTH = 2_592_000;

function formula({ interval, targets, kept }: JobLoad): string {
  const perTarget = kept === undefined || targets === undefined || targets === 0 ? undefined : kept / targets;
  return `${number(targets, 'targets')} × (${number(perTarget, 'series per target')} + 5) × ${
    interval === undefined ? `${SECONDS_PER_MONTH} s ÷ scrape interval` : number(SECONDS_PER_MONTH * 1000 / interval, '')}`;
}

function number(value: number | undefined, words: string): string {
  return value === undefined ? words : formatNumber(value);
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** Returns the properties to specify for the missing numbers of a job. */
export function remedyFor({ jobName, missing }: JobEstimate): string {
  return missing.map((number) => {
    switch (number) {
      case 'nodes': return 'specify clusterSize.nodes';
      case 'pods': return 'specify clusterSize.pods';
      case 'scrape interval': return 'the scrape interval is known only at deployment';
      default: return `specify the ${number} in jobSizes['${jobName}']`;
    }
  }).join('; ');
}
