import type { Estimate } from '../../../lib/cost/estimate';
import type { JobEstimate } from '../../../lib/cost/job-estimate';

/** A job in two estimates. A value that is unknown or does not exist is absent. */
export interface JobDifference {
  readonly job: string;
  readonly state: 'added' | 'removed' | 'changed' | 'equal' | 'unknown';
  /** Samples per month. */
  readonly before?: number;
  readonly after?: number;
}

export interface EstimateDifference {
  readonly jobs: readonly JobDifference[];
  readonly samplesPerMonth: { readonly before: number; readonly after: number };
  readonly monthlyCost: { readonly before: number; readonly after: number };
}

export function estimateDifference(before: Estimate, after: Estimate): EstimateDifference {
  const [left, right] = [byName(before.jobs), byName(after.jobs)];
  return {
    jobs: [...new Set([...left.keys(), ...right.keys()])].map((job) => {
      const [old, young] = [left.get(job), right.get(job)];
      return { job, state: stateOf(old, young), before: old?.samplesPerMonth, after: young?.samplesPerMonth };
    }),
    samplesPerMonth: { before: before.samplesPerMonth, after: after.samplesPerMonth },
    monthlyCost: { before: before.monthlyCost?.total ?? 0, after: after.monthlyCost?.total ?? 0 },
  };
}

function byName(jobs: readonly JobEstimate[]): Map<string, JobEstimate> {
  return new Map(jobs.map(job => [[job.scraper, job.jobName].filter(Boolean).join(' '), job]));
}

function stateOf(before: JobEstimate | undefined, after: JobEstimate | undefined): JobDifference['state'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (before.samplesPerMonth === undefined || after.samplesPerMonth === undefined) return 'unknown';
  return before.samplesPerMonth === after.samplesPerMonth ? 'equal' : 'changed';
}
