import { needsBeyondDocumented } from '../access/access-needs';
import { CollectorSource } from '../collector-target';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/**
 * Returns what the jobs certainly read and AMP's own policy does not allow, where that policy decides what the collector may read. A path
 * that is not what was meant has a problem of its own.
 */
export function ungrantedObjects(context: ValidationContext): LocatedMessage[] {
  const { configuration, target: { source, grantsAccess } } = context;
  if (source !== CollectorSource.EKS || grantsAccess) return [];
  const certain = needsBeyondDocumented(configuration).filter(({ isCertain }) => isCertain);
  if (certain.length === 0) return [];
  const mistaken = new Set(context.jobOutcomes().flatMap(({ problems }) => problems).map(({ place }) => place.node));
  return certain.filter(({ place }) => !mistaken.has(place.node));
}
