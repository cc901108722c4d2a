import { ACCESS_ENTRY_MESSAGE, scraperOfAccessEntry } from '../../scraper/access-entries';
import { validatedConfiguration } from '../../scraper/validated-scraper';
import { resourcesOfType } from '../../private/app-resources';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

/** The constructs of scrapers report the entries for their own roles. */
export function accessEntries({ construct }: TemplateResource): ResourceProblem[] {
  if (construct === undefined) return [];
  const scraper = scraperOfAccessEntry(construct);
  if (scraper === undefined) return [];
  const isReported = scraper === 'unknown'
    ? resourcesOfType(construct.node.root, 'AWS::APS::Scraper').some(resource => validatedConfiguration(resource) !== undefined)
    : validatedConfiguration(scraper) !== undefined;
  return isReported ? [] : [{ property: 'PrincipalArn', message: ACCESS_ENTRY_MESSAGE }];
}
