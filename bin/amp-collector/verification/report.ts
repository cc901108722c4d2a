import { diagnosesOf } from './diagnoses';
import type { Diagnosis } from './diagnosis';
import type { Evidence } from './evidence';
import { causeOf } from './job-cause';
import { stateOf, type JobState } from './job-state';

/** The result of the verification of a scraper. */
export interface Report {
  readonly scraper: string;
  readonly name: string;
  /** True if metrics of every job arrive. */
  readonly ok: boolean;
  readonly jobs: readonly JobReport[];
  readonly causes: readonly Diagnosis[];
  /** The evidence that could not be read, with the reasons. */
  readonly unknown: readonly string[];
}

export interface JobReport {
  readonly job: string;
  readonly state: JobState;
  readonly targets: number;
  readonly up: number;
  readonly cause?: string;
  /** Some instances that are down. */
  readonly downInstances: readonly string[];
}

export function reportOf(evidence: Evidence): Report {
  const { scraper, configuration, series } = evidence;
  const jobs = configuration.jobs.map((job): JobReport => {
    const state = stateOf(job, series);
    const { total, up } = series.own.get(job.name) ?? { total: 0, up: 0 };
    const downInstances = series.down.get(job.name) ?? [];
    return { job: job.name, state, targets: total, up, cause: causeOf(job, state, evidence), downInstances };
  });
  const arrives = ({ state }: JobReport) => state === 'up' || state === 'partly down';
  return {
    scraper: scraper.id,
    name: scraper.name,
    ok: jobs.length > 0 && jobs.every(arrives) && configuration.errors.length === 0,
    jobs,
    causes: diagnosesOf(evidence),
    unknown: unknownIn(evidence),
  };
}

function unknownIn({ endpoint: { limitation }, series, cluster, logs }: Evidence): string[] {
  const unknown: ReadonlyArray<readonly [subject: string, reason: string | undefined]> = [
    ['metrics', series.all.size > 0 ? undefined : limitation],
    ['the cluster', cluster?.state === 'unknown' ? cluster.reason ?? '' : undefined],
    ['the access entry', cluster?.accessEntryReason],
    ['aws-auth and RBAC of the cluster', cluster?.kubernetes?.error],
    ['the scraper\'s logs', logs?.state === 'unknown' ? logs.reason ?? '' : logs?.state === 'off' ? 'logging is not enabled' : undefined],
  ];
  return unknown.flatMap(([subject, reason]) => reason === undefined ? [] : [`${subject}: ${reason}`]);
}
