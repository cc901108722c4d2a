import { needsBeyondDocumented } from '../access/access-needs';
import { CollectorSource } from '../collector-target';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** Returns what the jobs certainly read and AMP's own policy does not allow, where that policy decides what the collector may read. */
export function ungrantedObjects({ configuration, target: { source, grantsAccess } }: ValidationContext): LocatedMessage[] {
  if (source !== CollectorSource.EKS || grantsAccess) return [];
  return needsBeyondDocumented(configuration).filter(({ isCertain }) => isCertain);
}
