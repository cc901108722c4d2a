import type { JobEvidence, SeriesEvidence } from './evidence';

/** What `up` says about a job. */
export type JobState = 'flowing' | 'partly down' | 'down' | 'never discovered';

export function stateOf({ name }: Pick<JobEvidence, 'name'>, { own }: SeriesEvidence): JobState {
  const targets = own.get(name);
  if (targets === undefined || targets.total === 0) return 'never discovered';
  if (targets.up === targets.total) return 'flowing';
  return targets.up === 0 ? 'down' : 'partly down';
}
