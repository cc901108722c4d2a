import type { Problem } from '../../../lib/validation/problem';
import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { formatDuration } from '../../../lib/prometheus/values/duration';
import { describeDiscovery } from './discovery-description';
import { isFilter, describeRelabeling, SAMPLES } from './relabeling-description';

/** A job, in words. */
export interface JobSummary {
  readonly job: string;
  /** How targets are found. */
  readonly finds: readonly string[];
  /** Which are kept. */
  readonly filters: readonly string[];
  /** What else the relabelings do. */
  readonly labels: readonly string[];
  /** What becomes of samples. */
  readonly samples: readonly string[];
  readonly scheme: string;
  readonly path: string;
  readonly interval: string;
  readonly timeout: string;
  /** What is probably not meant. */
  readonly marks: readonly Mark[];
}

export type Mark = Pick<Problem, 'ruleId' | 'message'>;

const LATER = '(known at deployment)';

/** Every job of a configuration, each marked with the advice that is about it. */
export function jobSummaries({ jobs }: EffectiveConfiguration, advice: readonly Problem[]): JobSummary[] {
  return jobs.map((job, index) => {
    const about = advice.filter(({ path }) => path === `scrape_configs[${index}]` || path.startsWith(`scrape_configs[${index}].`));
    return summaryOf(job, about.map(({ ruleId, message }) => ({ ruleId, message })));
  });
}

function summaryOf(job: EffectiveJob, marks: readonly Mark[]): JobSummary {
  const rules = job.relabelings.map(({ rule }) => rule);
  return {
    job: job.name ?? LATER,
    finds: describeDiscovery(job),
    filters: rules.filter(isFilter).map(rule => describeRelabeling(rule)),
    labels: rules.filter(rule => !isFilter(rule)).map(rule => describeRelabeling(rule)),
    samples: job.metricRelabelings.map(({ rule }) => describeRelabeling(rule, SAMPLES)),
    scheme: job.scheme ?? LATER,
    path: job.metricsPath ?? LATER,
    interval: job.scrapeInterval === undefined ? LATER : formatDuration(job.scrapeInterval),
    timeout: job.scrapeTimeout === undefined ? LATER : formatDuration(job.scrapeTimeout),
    marks,
  };
}
