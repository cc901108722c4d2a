import type { Problem } from '../../validation/problem';
import type { ValidationTarget } from '../../validation/validation-target';
import type { Relabeling } from '../relabeling';
import type { ScrapeJob } from '../scrape-job';

/** The subject of errors about a scrape configuration as a whole. */
export const SUBJECT = 'the scrape configuration';

/** The form in which a scrape configuration was given. */
export interface ConfigurationSource {
  /** Returns the configuration as YAML. */
  toYaml(): string;

  /** Returns a source with jobs added after its own; throws where it has no place for a job. */
  withJobs(jobs: readonly ScrapeJob[]): ConfigurationSource;

  /** Returns a source with a metric relabeling after those of every job; throws where it has no place for it. */
  withMetricRelabeling(relabeling: Relabeling): ConfigurationSource;

  /** Returns all problems of the configuration for a collector. Never throws. */
  problems(target: ValidationTarget): readonly Problem[];
}
