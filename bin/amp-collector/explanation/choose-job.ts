import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { UsageError } from '../command-error';

/** The job of a name; the only one where none is said. */
export function chooseJob({ jobs }: EffectiveConfiguration, name: string | undefined): EffectiveJob {
  const [first, second] = name === undefined ? jobs : jobs.filter(job => job.name === name);
  const names = jobs.map(job => job.name ?? '(known at deployment)').join(', ');
  if (first === undefined) throw new UsageError(name === undefined ? 'there is no job' : `there is no job '${name}', only ${names}`);
  if (second !== undefined) throw new UsageError(`there are several jobs: say --job with one of ${names}`);
  return first;
}
