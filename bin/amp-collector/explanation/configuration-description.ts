import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';
import type { Problem } from '../../../lib/validation/problem';
import { describeJobs, type JobDescription } from './job-description';

/** A scrape configuration, described. */
export interface ConfigurationDescription {
  /** The labels of every metric, with a placeholder for values that are known only at deployment. */
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly jobs: readonly JobDescription[];
  /** Problems that belong to no job. */
  readonly problems: readonly DescribedProblem[];
}

export type DescribedProblem = Pick<Problem, 'ruleId' | 'severity' | 'message'>;

/** Describes as much of a configuration as can be read, each job with its problems. */
export function describeConfiguration(
  configuration: EffectiveConfiguration | undefined, problems: readonly Problem[],
): ConfigurationDescription {
  const jobs = configuration === undefined ? [] : describeJobs(configuration, problems);
  const labels = [...configuration?.global.externalLabels ?? []];
  const ofJobs = new Set(jobs.flatMap(job => job.problems));
  return {
    externalLabels: Object.fromEntries(labels.map(([name, { text }]) => [name, text ?? '(known at deployment)'])),
    jobs,
    problems: problems.filter(problem => !ofJobs.has(problem)),
  };
}
