import { Aspects, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { resourcesOfType } from '../private/app-resources';
import { LIMITS } from '../private/limits';
import { warn, WARNINGS } from '../private/warnings';

/**
 * Warns at the first scraper above the default quota of its account and Region. Waits until the app has made all of its scrapers, those
 * written with the L1 included.
 */
export function warnAboveQuota(scraper: IConstruct): void {
  Aspects.of(scraper).add({
    visit: (construct) => {
      if (construct !== scraper || firstAboveQuota(scraper)?.node.scope !== scraper) return;
      warn(scraper, WARNINGS.scraperQuota, quotaMessage(scraper));
    },
  });
}

/** Returns the first scraper that the default quota of the environment of a construct does not allow. */
export function firstAboveQuota(construct: IConstruct): CfnResource | undefined {
  const { environment } = Stack.of(construct);
  return resourcesOfType(construct.node.root, 'AWS::APS::Scraper')
    .filter(resource => Stack.of(resource).environment === environment)[LIMITS.scrapersPerEnvironment];
}

export function quotaMessage(construct: IConstruct): string {
  return `this app has more than ${LIMITS.scrapersPerEnvironment} scrapers in ${Stack.of(construct).environment}, which is the default quota; `
    + 'ask AWS Support for a higher quota, or give one scraper more jobs';
}
