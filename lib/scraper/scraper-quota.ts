import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../private/app-model';
import { groupedBy } from '../private/grouped-by';
import { LIMITS } from '../private/limits';
import { warn, WARNINGS } from '../private/warnings';

/**
 * Warns at the first scraper above the default quota of its account and Region. Waits until the app has made all of its scrapers, those
 * written with the L1 included.
 */
export function warnAboveQuota(scraper: IConstruct): void {
  whenComplete(scraper, (app) => {
    const isAbove = scrapersAboveQuota(app).some(({ node: { scope } }) => scope === scraper);
    if (isAbove) warn(scraper, WARNINGS.scraperQuota, quotaMessage(scraper));
  });
}

/** Returns the first scraper of each environment that its default quota does not allow. */
export function scrapersAboveQuota(app: AppModel): readonly CfnResource[] {
  return app.derive(firstAboveQuota);
}

function firstAboveQuota(app: AppModel): CfnResource[] {
  const byEnvironment = groupedBy(app.resourcesOfType('AWS::APS::Scraper'), scraper => Stack.of(scraper).environment);
  return [...byEnvironment.values()].flatMap(scrapers => scrapers[LIMITS.scrapersPerEnvironment] ?? []);
}

export function quotaMessage(construct: IConstruct): string {
  return `this app has more than ${LIMITS.scrapersPerEnvironment} scrapers in ${Stack.of(construct).environment}, which is the default quota; `
    + 'ask AWS Support for a higher quota, or give one scraper more jobs';
}
