import type { JobEvidence, SeriesEvidence } from './evidence';

/** The state of a job by its metric `up`. */
export type JobState = 'up' | 'partly down' | 'down' | 'never discovered';

export function stateOf({ name }: Pick<JobEvidence, 'name'>, { own }: SeriesEvidence): JobState {
  const targets = own.get(name);
  if (targets === undefined || targets.total === 0) return 'never discovered';
  if (targets.up === targets.total) return 'up';
  return targets.up === 0 ? 'down' : 'partly down';
}
