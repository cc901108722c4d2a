import type { AppModel } from '../../private/app-model';
import { ACCESS_ENTRY_MESSAGE, firstValidatedScraper, scraperOfAccessEntry } from '../../scraper/access-entries';
import { validatedConfiguration } from '../../scraper/validated-scraper';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

/** The constructs of scrapers report the entries for their own roles. */
export function accessEntries({ construct }: TemplateResource, app: AppModel): ResourceProblem[] {
  if (construct === undefined) return [];
  const scraper = scraperOfAccessEntry(construct);
  if (scraper === undefined) return [];
  const isReported = scraper === 'unknown' ? firstValidatedScraper(app) !== undefined : validatedConfiguration(scraper) !== undefined;
  return isReported ? [] : [{ property: 'PrincipalArn', message: ACCESS_ENTRY_MESSAGE }];
}
