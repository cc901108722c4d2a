import { EXIT, CommandError, UsageError } from '../command-error';
import { parseArn } from './arn';
import type { Connection } from './connection';
import { answered } from './errors';
import { describeScraperFully, named, type ListedScraper, type Scraper } from './scraper-description';

const SCRAPER_ID = /^s-[0-9a-f-]{36}$/;

/** What is asked of a list of scrapers: each key may have several values. */
export type ScraperFilters = Readonly<Record<string, string[]>>;

/** All scrapers of the Region that the filters let through. */
export async function listScrapers(connection: Connection, filters?: ScraperFilters): Promise<ListedScraper[]> {
  const { sdk, client, region } = await connection.amp();
  return answered('the list of scrapers', region, async () => {
    const scrapers: ListedScraper[] = [];
    const pages = sdk.paginateListScrapers({ client }, { filters }, { abortSignal: connection.signal });
    for await (const { scrapers: found = [] } of pages) scrapers.push(...found.map(named));
    return scrapers;
  });
}

/** A scraper by its id. */
export async function describeScraper(connection: Connection, scraperId: string): Promise<Scraper> {
  const { sdk, client, region } = await connection.amp();
  const scraper = await answered(`scraper ${scraperId}`, region, () =>
    describeScraperFully(client, new sdk.DescribeScraperCommand({ scraperId }), connection.signal));
  if (scraper === undefined) throw new CommandError(`AWS described no scraper ${scraperId}`);
  return scraper;
}

/** The id of a scraper that is given by its id, its ARN or its alias. */
export async function scraperIdOf(connection: Connection, given: string): Promise<string> {
  if (SCRAPER_ID.test(given)) return given;
  if (given.startsWith('arn:')) return idInArn(connection, given);
  const scrapers = await listScrapers(connection, { alias: [given] });
  const [first] = scrapers;
  if (first?.scraperId === undefined) {
    const { region } = await connection.amp();
    throw new CommandError(`no scraper has the alias '${given}' in ${region}: \`amp-collector status\` lists them; see --region`, EXIT.PROBLEMS);
  }
  if (scrapers.length > 1) {
    throw new UsageError(`${scrapers.length} scrapers have the alias '${given}'; say which by its id: ${scrapers.map(({ scraperId }) => scraperId).join(', ')}`);
  }
  return first.scraperId;
}

/** A resource is known only in its Region: a question to another is a mistake that the service would call "not found". */
export async function idInArn(connection: Connection, arn: string): Promise<string> {
  const parsed = parseArn(arn);
  if (parsed === undefined) throw new UsageError(`'${arn}' is no ARN`);
  const { region } = await connection.amp();
  if (parsed.region !== region) throw new UsageError(`${parsed.name} is in ${parsed.region}, and ${region} was asked: say --region ${parsed.region}`);
  return parsed.name;
}

/** The configuration that a scraper runs. */
export function configurationOf({ scrapeConfiguration }: Pick<Scraper, 'scrapeConfiguration'>): Buffer {
  return Buffer.from(scrapeConfiguration?.configurationBlob ?? []);
}

/** `platform (s-…)`, or the id alone. */
export function scraperName({ alias, scraperId }: { readonly alias?: string; readonly scraperId: string | undefined }): string {
  return alias === undefined ? scraperId ?? '?' : `${alias} (${scraperId ?? '?'})`;
}
