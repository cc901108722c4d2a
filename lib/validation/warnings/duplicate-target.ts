import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import { quote } from '../../prometheus/values/quote';
import type { Finding } from './finding';
import { scrapedTargets, type ScrapedTarget } from '../outcome/targets/scraped-targets';
import { unfilteredDiscoveries } from './unfiltered-job';

/** One finding for each job that scrapes what an earlier one scrapes. What a job takes without a filter is said there. */
export function duplicateTarget(configuration: EffectiveConfiguration): Finding[] {
  const { jobs } = configuration;
  const scraped = scrapedTargets(configuration);
  const owners = new Map<string, number>();
  return jobs.flatMap((job, index) => {
    const unfiltered = new Set(unfilteredDiscoveries(job));
    const targets = (scraped[index] ?? []).filter(({ discovery }) => discovery === undefined || !unfiltered.has(discovery));
    const shared = targets.find(({ url }) => owners.has(url));
    for (const { url } of targets) if (!owners.has(url)) owners.set(url, index);
    const owner = shared && jobs[owners.get(shared.url) ?? index];
    return shared === undefined || owner === undefined ? [] : [finding(shared, owner.name ?? '')];
  });
}

function finding({ words, location, place }: ScrapedTarget, owner: string): Finding {
  const message = `job ${quote(owner)} already scrapes ${words} at ${location}: every sample is collected and paid for twice; `
    + 'remove one of the jobs, or give each its own targets';
  return { place, message };
}
