import { CommandError, EXIT, UsageError } from '../command-error';
import type { Connection } from './connection';
import { explainErrors } from './errors';
import { scraperIdentifier, type Identifier } from './identifiers';
import { describeFully, withKnownUnions, type ListedScraper, type Scraper } from './scraper-description';

/** Filters for a list of scrapers: each key can have several values. */
export type ScraperFilters = Readonly<Record<string, string[]>>;

/** Lists the scrapers of the Region that match the filters. */
export async function listScrapers(connection: Connection, filters?: ScraperFilters): Promise<ListedScraper[]> {
  const { sdk, client, region } = await connection.amp();
  return explainErrors('the list of scrapers', region, async () => {
    const scrapers: ListedScraper[] = [];
    const pages = sdk.paginateListScrapers({ client }, { filters }, { abortSignal: connection.signal });
    for await (const { scrapers: found = [] } of pages) scrapers.push(...found.map(withKnownUnions));
    return scrapers;
  });
}

/** Describes a scraper by its id. */
export async function describeScraper(connection: Connection, scraperId: string): Promise<Scraper> {
  const { sdk, client, region } = await connection.amp();
  const scraper = await explainErrors(`scraper ${scraperId}`, region, () =>
    describeFully(client, new sdk.DescribeScraperCommand({ scraperId }), connection.signal));
  if (scraper?.scraperId !== scraperId) {
    throw new CommandError(`AWS returned ${scraper === undefined ? 'no scraper' : `the scraper ${scraper.scraperId ?? '?'}`} for ${scraperId}`);
  }
  return scraper;
}

/** Returns the id of a scraper that is given by its id, its ARN or its alias. */
export async function scraperIdOf(connection: Connection, given: string): Promise<string> {
  const { id, region, alias: wanted } = scraperIdentifier(given);
  if (id !== undefined) return idInRegion(connection, { id, region });
  // The filter of the service is not relied on: another scraper must never be taken for this one.
  const scrapers = (await listScrapers(connection, { alias: [given] })).filter(({ alias }) => alias === wanted);
  const [first] = scrapers;
  if (first?.scraperId === undefined) {
    const { region } = await connection.amp();
    throw new CommandError(`no scraper has the alias '${given}' in ${region}; list them with amp-collector status, or specify another --region`, EXIT.PROBLEMS);
  }
  if (scrapers.length > 1) {
    throw new UsageError(`${scrapers.length} scrapers have the alias '${given}'; specify one of their ids: ${scrapers.map(({ scraperId }) => scraperId).join(', ')}`);
  }
  return first.scraperId;
}

/** A resource can be read only in its Region: in another, the service would report it as not found. */
export async function idInRegion(connection: Connection, { id = '', region: wanted }: Identifier): Promise<string> {
  if (wanted === undefined) return id;
  const { region } = await connection.amp();
  if (wanted !== region) throw new UsageError(`${id} is in ${wanted}, but the Region is ${region}: specify --region ${wanted}`);
  return id;
}

/** The scrape configuration of a scraper. */
export function configurationOf({ scrapeConfiguration }: Pick<Scraper, 'scrapeConfiguration'>): Buffer {
  return Buffer.from(scrapeConfiguration?.configurationBlob ?? []);
}

/** `platform (s-…)`, or the id alone. */
export function scraperName({ alias, scraperId }: { readonly alias?: string; readonly scraperId: string | undefined }): string {
  return alias === undefined ? scraperId ?? '?' : `${alias} (${scraperId ?? '?'})`;
}
