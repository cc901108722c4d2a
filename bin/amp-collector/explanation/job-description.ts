import { pathOf } from '../../../lib/prometheus/decode/place';
import type { Problem } from '../../../lib/validation/problem';
import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { formatDuration } from '../../../lib/prometheus/values/duration';
import { describeDiscovery } from './discovery-description';
import { describeRelabeling, isFilter, SAMPLES } from './relabeling-description';

/** A job, described. */
export interface JobDescription {
  readonly job: string;
  /** The discoveries. */
  readonly finds: readonly string[];
  /** The relabelings that keep or drop targets. */
  readonly filters: readonly string[];
  /** The other relabelings. */
  readonly labels: readonly string[];
  /** The metric relabelings. */
  readonly samples: readonly string[];
  /** The values that the job specifies. */
  readonly scheme: string;
  readonly path: string;
  /** True if a relabeling sets them for each target. */
  readonly isSchemeRelabeled: boolean;
  readonly isPathRelabeled: boolean;
  readonly interval: string;
  readonly timeout: string;
  readonly problems: readonly Problem[];
}

const LATER = '(known at deployment)';

/** Describes every job, each with its problems. */
export function describeJobs({ jobs }: EffectiveConfiguration, problems: readonly Problem[]): JobDescription[] {
  return jobs.map((job) => {
    const place = pathOf(job.value.place);
    return describeJob(job, problems.filter(({ path }) => path === place || path.startsWith(`${place}.`)));
  });
}

function describeJob(job: EffectiveJob, problems: readonly Problem[]): JobDescription {
  const rules = job.relabelings.map(({ rule }) => rule);
  return {
    job: job.name === '' ? '(no name)' : job.name ?? LATER,
    finds: describeDiscovery(job),
    filters: rules.filter(isFilter).map(rule => describeRelabeling(rule)),
    labels: rules.filter(rule => !isFilter(rule)).map(rule => describeRelabeling(rule)),
    samples: job.metricRelabelings.map(({ rule }) => describeRelabeling(rule, SAMPLES)),
    scheme: job.scheme ?? LATER,
    path: job.metricsPath ?? LATER,
    isSchemeRelabeled: rules.some(rule => rule?.targetLabel === '__scheme__'),
    isPathRelabeled: rules.some(rule => rule?.targetLabel === '__metrics_path__'),
    interval: job.scrapeInterval === undefined ? LATER : formatDuration(job.scrapeInterval),
    timeout: job.scrapeTimeout === undefined ? LATER : formatDuration(job.scrapeTimeout),
    problems,
  };
}
