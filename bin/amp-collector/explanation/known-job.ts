import type { EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { CommandError, EXIT } from '../command-error';

/** Returns what follows from a job; fails if a part of the job is known only at deployment, and nothing follows. */
export function knownOf<T>({ name = '?' }: EffectiveJob, value: T | undefined): T {
  if (value === undefined) throw new CommandError(`the job ${name} has a part that is known only at deployment`, EXIT.PROBLEMS);
  return value;
}
