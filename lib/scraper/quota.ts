import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { LIMITS } from '../private/limits';
import { warn, WARNINGS } from '../private/warnings';

/** How many scrapers each app has made so far, by account and Region. */
const scrapers = new WeakMap<IConstruct, Map<string, number>>();

/** Counts a scraper of its app, and warns once where an environment gets more than the default quota allows. */
export function countScraper(scraper: IConstruct): void {
  const root = scraper.node.root;
  const counts = scrapers.get(root) ?? new Map<string, number>();
  scrapers.set(root, counts);

  const { environment } = Stack.of(scraper);
  const count = (counts.get(environment) ?? 0) + 1;
  counts.set(environment, count);
  if (count === LIMITS.scrapersPerEnvironment + 1) {
    warn(scraper, WARNINGS.scraperQuota,
      `this app has more than ${LIMITS.scrapersPerEnvironment} scrapers in ${environment}, which is the default quota; `
      + 'ask AWS support to raise it, or let one scraper have more jobs');
  }
}
