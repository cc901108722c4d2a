import { writtenSeries, type JobLoad } from '../job-load';
import { patternMatcher } from './pattern-matcher';

/**
 * The share of a job that an allowlist keeps. An unknown value is absent.
 */
export interface JobShare {
  /** The name of the job. */
  readonly jobName: string;

  /** The number of series that the job writes without the allowlist, `up` and `scrape_*` included. */
  readonly series?: number;

  /** The number of series that the allowlist keeps, `up` and `scrape_*` included. */
  readonly keptSeries?: number;
}

export function jobShares(patterns: readonly string[], loads: readonly JobLoad[]): JobShare[] {
  const isKept = patternMatcher(patterns);
  return loads.map((load) => {
    const { jobName, metrics } = load;
    const series = writtenSeries(load);
    if (series === undefined || metrics === undefined) return { jobName, ...series !== undefined && { series: Math.round(series) } };
    const dropped = [...metrics].filter(([metric]) => !isKept(metric)).reduce((total, [, count]) => total + count, 0);
    return { jobName, series: Math.round(series), keptSeries: Math.round(series - dropped) };
  });
}
