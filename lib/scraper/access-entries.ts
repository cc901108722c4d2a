import { type CfnResource, type IResolvable, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { validateWhenComplete, type AppModel } from '../private/app-model';
import { validatedConfiguration } from './validated-scraper';

const SCRAPER = 'AWS::APS::Scraper';
const SERVICE_LINKED_ROLE = ':role/aws-service-role/';

export const ACCESS_ENTRY_MESSAGE = 'EKS refuses an access entry for a service-linked role, such as the role of a scraper; remove the access '
  + 'entry, because Amazon Managed Service for Prometheus creates it for its scrapers';

/**
 * Fails synthesis if the app creates an access entry for the role of a scraper. The first scraper of the app reports the entries whose
 * role is given by its ARN.
 *
 * @param resource the L1 of the scraper, on which the validation is registered
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function forbidAccessEntries(resource: CfnResource): void {
  validateWhenComplete(resource, (app) => {
    const isFirst = firstValidatedScraper(app) === resource;
    return app.derive(accessEntriesOfScrapers).filter(({ scraper }) => scraper === resource || (scraper === 'unknown' && isFirst))
      .map(({ entry }) => `${entry.node.path}: ${ACCESS_ENTRY_MESSAGE}`);
  });
}

/** Returns the first scraper of the app that this library creates, and that reports access entries. */
export function firstValidatedScraper(app: AppModel): CfnResource | undefined {
  return app.resourcesOfType(SCRAPER).find(scraper => validatedConfiguration(scraper) !== undefined);
}

function accessEntriesOfScrapers(app: AppModel): Array<{ readonly entry: CfnResource; readonly scraper: IConstruct | 'unknown' }> {
  return app.resourcesOfType('AWS::EKS::AccessEntry').flatMap((entry) => {
    const scraper = scraperOfAccessEntry(entry);
    return scraper === undefined ? [] : [{ entry, scraper }];
  });
}

/** Returns the scraper whose role an access entry is for; `unknown` if the role is given by its ARN; undefined for any other role. */
export function scraperOfAccessEntry(entry: CfnResource): IConstruct | 'unknown' | undefined {
  const { principalArn } = entry as CfnResource & { readonly principalArn?: unknown };
  if (typeof principalArn !== 'string') return undefined;
  if (!Token.isUnresolved(principalArn)) return principalArn.includes(SERVICE_LINKED_ROLE) ? 'unknown' : undefined;
  return Tokenization.reverseString(principalArn).tokens.map(scraperOfRole).find(scraper => scraper !== undefined);
}

/** Ignores other attributes of a scraper, such as the id as a part of another role's name. */
function scraperOfRole(token: IResolvable): IConstruct | undefined {
  if (!Reference.isReference(token) || token.displayName !== 'RoleArn') return undefined;
  return (token.target as Partial<CfnResource>).cfnResourceType === SCRAPER ? token.target : undefined;
}
