import { Connection, type Interruptible } from '../aws/connection';
import type { ListedScraper, Scraper } from '../aws/scraper-description';
import { describeScraper, listScrapers, scraperIdOf, scraperName } from '../aws/scrapers';
import { waitForScraper, type WaitOptions } from '../aws/wait-for-scraper';
import { EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { positive } from '../command-line/values';
import { count } from '../count';
import { escapeTexts } from '../output/escape';
import { destinationText, scraperDetails, sourceText } from '../output/scraper-text';
import { table } from '../output/table';
import type { Paint, Terminal } from '../output/terminal';

export async function run({ operands: [given], options }: Invocation<'status'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const connection = new Connection(options, interruptible());
  const waitOptions = waitOptionsIn(options);
  if (given === undefined) {
    if (waitOptions !== undefined) throw new UsageError('--wait requires a scraper');
    return list(connection, options.json === true, terminal);
  }
  const scraperId = await scraperIdOf(connection, given);
  const scraper = waitOptions === undefined
    ? await describeScraper(connection, scraperId)
    : await waitForScraper(connection, scraperId, waitOptions, terminal);
  if (options.json === true) terminal.printJson(withoutConfiguration(scraper));
  else terminal.print(detailsText(escapeTexts(withoutConfiguration(scraper)), terminal.paint));
  return isHealthy(scraper, waitOptions !== undefined) ? EXIT.OK : EXIT.PROBLEMS;
}

function waitOptionsIn({ wait = false, within, every }: Invocation<'status'>['options']): WaitOptions | undefined {
  if (wait) return { within: positive('within', within, 40) * 60_000, every: positive('every', every, 15) * 1000 };
  if (within !== undefined || every !== undefined) throw new UsageError('--within and --every require --wait');
  return undefined;
}

async function list(connection: Connection, json: boolean, terminal: Terminal): Promise<number> {
  const [scrapers, { region }] = [await listScrapers(connection), await connection.amp()];
  if (json) terminal.printJson(scrapers);
  else if (scrapers.length === 0) terminal.note(`no scrapers in ${region}`);
  else terminal.print(scraperTable(escapeTexts(scrapers), terminal.paint));
  if (scrapers.length > 0) terminal.note(`${count(scrapers.length, 'scraper')} in ${region}`);
  return EXIT.OK;
}

function scraperTable(scrapers: readonly ListedScraper[], paint: Paint): string {
  return table(['ALIAS', 'ID', 'STATUS', 'SOURCE', 'DESTINATION'], scrapers.map(({ alias = '', scraperId = '', status, source, destination }) => [
    alias, scraperId, statusText(status?.statusCode, paint), sourceText(source), destinationText(destination),
  ]));
}

function detailsText(scraper: Scraper, paint: Paint): string {
  const { status, statusReason } = scraper;
  return [
    `${paint.strong(scraperName(scraper))}: ${statusText(status?.statusCode, paint)}${statusReason === undefined ? '' : `, ${statusReason}`}`,
    ...scraperDetails(scraper).map(([name, value]) => `  ${name.padEnd(16)} ${value}`),
  ].join('\n');
}

function statusText(code: string | undefined, paint: Paint): string {
  if (code === 'ACTIVE') return paint.good(code);
  return code?.endsWith('_FAILED') === true ? paint.bad(code) : paint.doubtful(code ?? '?');
}

/** A configuration is long, and has its own commands. */
function withoutConfiguration({ scrapeConfiguration: _, ...scraper }: Scraper): Scraper {
  return scraper as Scraper;
}

/** A scraper that is being created is a failure only for a caller that waited for it. */
function isHealthy({ status }: Scraper, waited: boolean): boolean {
  const code = status?.statusCode ?? '';
  return waited ? code === 'ACTIVE' : !code.endsWith('_FAILED');
}
