import { quote } from '../../prometheus/values/quote';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import type { ScrapedTarget } from '../outcome/targets/scraped-targets';
import { unfilteredDiscoveries } from './unfiltered-job';

/** Problems of targets whose address and path are those that were meant. */
const SCRAPABLE: ReadonlySet<string> = new Set(['kubelet-scheme', 'api-server-scheme', 'short-relabeled-interval', 'absent-component', 'ipv6-address']);

/** Returns one problem for each job that scrapes the targets of an earlier job. A job without a filter is reported by another rule. */
export function duplicateTarget(context: ValidationContext): LocatedMessage[] {
  const { jobs } = context.configuration;
  const owners = new Map<string, number>();
  return jobs.flatMap((job, index) => {
    const unfiltered = new Set(unfilteredDiscoveries(job, context.targetMatches(job)));
    if (context.jobOutcomes()[index]?.problems.some(({ ruleId }) => !SCRAPABLE.has(ruleId)) === true) return [];
    if (job.staticGroups.length === 0 && job.kubernetes.every(discovery => unfiltered.has(discovery))) return [];
    const targets = context.scrapedTargets(job).filter(({ discovery }) => discovery === undefined || !unfiltered.has(discovery));
    const shared = targets.find(({ url }) => owners.has(url));
    for (const { url } of targets) if (!owners.has(url)) owners.set(url, index);
    const owner = shared && jobs[owners.get(shared.url) ?? index];
    return shared === undefined || owner === undefined ? [] : [messageOf(shared, owner.name ?? '')];
  });
}

function messageOf({ words, location, place }: ScrapedTarget, owner: string): LocatedMessage {
  const message = `job ${quote(owner)} already scrapes ${words} at ${location}: every sample is collected and paid for twice; `
    + 'remove one of the jobs, or give each its own targets';
  return { place, message };
}
