import { Connection } from '../aws/connection';
import type { ListedScraper, Scraper } from '../aws/newer-members';
import { describeScraper, listScrapers, scraperIdOf, scraperName } from '../aws/scrapers';
import { waitForScraper } from '../aws/wait';
import type { Invocation } from '../command-line/parse';
import { positive } from '../command-line/positive';
import { EXIT, WrongUse } from '../failure';
import { destinationText, scraperFacts, sourceText } from '../output/scraper-text';
import { count, table } from '../output/table';
import type { Paint, Terminal } from '../output/terminal';

export async function run({ operands: [given], options }: Invocation<'status'>, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const connection = new Connection(options, signal);
  if (given === undefined) {
    if (options.wait === true) throw new WrongUse('--wait needs a scraper', 'status');
    return list(connection, options.json === true, terminal);
  }
  const scraperId = await scraperIdOf(connection, given);
  const scraper = options.wait === true
    ? await waitForScraper(connection, scraperId, {
        within: positive('within', options.within, 40) * 60_000,
        every: positive('every', options.every, 15) * 1000,
      }, terminal)
    : await describeScraper(connection, scraperId);
  if (options.json === true) terminal.printJson(withoutConfiguration(scraper));
  else terminal.print(facts(scraper, terminal.paint));
  return isHealthy(scraper, options.wait === true) ? EXIT.OK : EXIT.PROBLEMS;
}

async function list(connection: Connection, json: boolean, terminal: Terminal): Promise<number> {
  const [scrapers, { region }] = [await listScrapers(connection), await connection.amp()];
  if (json) terminal.printJson(scrapers);
  else if (scrapers.length === 0) terminal.note(`no scrapers in ${region}`);
  else terminal.print(scraperTable(scrapers, terminal.paint));
  if (scrapers.length > 0) terminal.note(`${count(scrapers.length, 'scraper')} in ${region}`);
  return EXIT.OK;
}

function scraperTable(scrapers: readonly ListedScraper[], paint: Paint): string {
  return table(['ALIAS', 'ID', 'STATUS', 'SCRAPES', 'WRITES TO'], scrapers.map(({ alias = '', scraperId = '', status, source, destination }) => [
    alias, scraperId, statusText(status?.statusCode, paint), sourceText(source), destinationText(destination),
  ]));
}

function facts(scraper: Scraper, paint: Paint): string {
  const { status, statusReason } = scraper;
  return [
    `${paint.strong(scraperName(scraper))}: ${statusText(status?.statusCode, paint)}${statusReason === undefined ? '' : `, ${statusReason}`}`,
    ...scraperFacts(scraper).map(([name, value]) => `  ${name.padEnd(16)} ${value}`),
  ].join('\n');
}

function statusText(code: string | undefined, paint: Paint): string {
  if (code === 'ACTIVE') return paint.good(code);
  return code?.endsWith('_FAILED') === true ? paint.bad(code) : paint.doubtful(code ?? '?');
}

/** A configuration is long, and has its own commands. */
function withoutConfiguration({ scrapeConfiguration: _, ...scraper }: Scraper): object {
  return scraper;
}

/** One that is still on its way is only a failure to whoever waited for it. */
function isHealthy({ status }: Scraper, waited: boolean): boolean {
  const code = status?.statusCode ?? '';
  return waited ? code === 'ACTIVE' : !code.endsWith('_FAILED');
}
