import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { UsageError } from '../command-error';

/** Returns the job with a name; without a name, the only job. */
export function chooseJob({ jobs }: EffectiveConfiguration, name: string | undefined): EffectiveJob {
  const [first, second] = name === undefined ? jobs : jobs.filter(job => job.name === name);
  const names = jobs.map(job => job.name ?? '(known at deployment)').join(', ');
  if (first === undefined) throw new UsageError(name === undefined ? 'the configuration has no job' : `no job '${name}'; the jobs are: ${names}`);
  if (second !== undefined) throw new UsageError(`several jobs; specify --job with one of: ${names}`);
  return first;
}
