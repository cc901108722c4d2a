import type { Evidence } from './evidence';
import type { Diagnosis } from './diagnosis';
import { diagnosesOf } from './diagnoses';
import { causeOf } from './job-cause';
import { stateOf, type JobState } from './job-state';

/** What is told of a scraper. */
export interface Report {
  readonly scraper: string;
  readonly name: string;
  /** Whether metrics of every job arrive. */
  readonly ok: boolean;
  readonly jobs: readonly JobReport[];
  readonly faults: readonly Diagnosis[];
  /** What could not be asked, and so is not known. */
  readonly unknown: readonly string[];
}

export interface JobReport {
  readonly job: string;
  readonly state: JobState;
  readonly targets: number;
  readonly up: number;
  readonly cause?: string;
  /** Some that do not answer. */
  readonly downInstances: readonly string[];
}

/** What the evidence amounts to. */
export function reportOf(evidence: Evidence): Report {
  const { scraper, place, configuration, series, cluster, logs } = evidence;
  const jobs = configuration.jobs.map((job): JobReport => {
    const state = stateOf(job, series);
    const { total, up } = series.own.get(job.name) ?? { total: 0, up: 0 };
    const downInstances = series.down.get(job.name) ?? [];
    return { job: job.name, state, targets: total, up, cause: causeOf(job, state, evidence), downInstances };
  });
  const arrives = ({ state }: JobReport) => state === 'flowing' || state === 'partly down';
  return {
    scraper: scraper.id,
    name: scraper.name,
    ok: jobs.length > 0 && jobs.every(arrives) && configuration.errors.length === 0,
    jobs,
    faults: diagnosesOf(evidence),
    unknown: [
      ...place.doubt === undefined || series.all.size > 0 ? [] : [`whether metrics arrive: ${place.doubt}`],
      ...cluster?.state === 'unknown' ? [`the cluster: ${cluster.reason ?? ''}`] : [],
      ...cluster?.accessEntryReason === undefined ? [] : [`who is let into the cluster: ${cluster.accessEntryReason}`],
      ...cluster?.kubernetes?.unknown === undefined ? [] : [`aws-auth and RBAC of the cluster: ${cluster.kubernetes.unknown}`],
      ...logs?.state === 'unknown' ? [`the scraper's logs: ${logs.reason ?? ''}`] : [],
      ...logs?.state === 'off' ? ['the scraper\'s logs: they are not turned on'] : [],
    ],
  };
}
