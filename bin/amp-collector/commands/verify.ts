import { Connection, type Interruptible } from '../aws/connection';
import { metricsPlaceOf, workspacePlace, type MetricsPlace } from '../aws/destination';
import type { Scraper } from '../aws/newer-members';
import { describeScraper, listScrapers, scraperIdOf, scraperName } from '../aws/scrapers';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';
import type { Invocation } from '../command-line/parse';
import { EXIT, Failure, WrongUse } from '../failure';
import { reportText } from '../output/report-text';
import type { Terminal } from '../output/terminal';
import { gather } from '../verification/gather';
import { reportOf, type Report } from '../verification/report';

export async function run({ options }: Invocation<'verify'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const { scraper, workspace } = options;
  const connection = new Connection(options, interruptible());
  if ((scraper === undefined) === (workspace === undefined)) throw new WrongUse('say either --scraper or --workspace', 'verify');

  const reports = scraper === undefined
    ? await verifyWorkspace(connection, workspace ?? '', terminal)
    : [await verifyScraper(connection, await describeScraper(connection, await scraperIdOf(connection, scraper)), terminal)];
  terminal.clear();
  if (options.json === true) terminal.printJson({ ok: reports.every(({ ok }) => ok), scrapers: reports });
  else terminal.print(reports.map(report => reportText(report, terminal.paint)).join('\n\n'));
  return reports.every(({ ok }) => ok) ? EXIT.OK : EXIT.PROBLEMS;
}

async function verifyWorkspace(connection: Connection, given: string, terminal: Terminal): Promise<Report[]> {
  const workspace = await describeWorkspace(connection, await workspaceIdOf(connection, given));
  const scrapers = await listScrapers(connection, { destinationArn: [workspace.arn ?? ''] });
  if (scrapers.length === 0) throw new Failure(`no scraper writes to workspace ${given}: \`amp-collector status\` lists those of the Region`, EXIT.PROBLEMS);
  const place = workspacePlace(workspace);
  const reports: Report[] = [];
  for (const { scraperId = '' } of scrapers) {
    reports.push(await verifyScraper(connection, await describeScraper(connection, scraperId), terminal, place));
  }
  return reports;
}

async function verifyScraper(connection: Connection, scraper: Scraper, terminal: Terminal, known?: MetricsPlace): Promise<Report> {
  terminal.progress(`asking for the metrics of ${scraperName({ alias: scraper.alias, scraperId: scraper.scraperId })} …`);
  return reportOf(await gather(connection, scraper, known ?? await metricsPlaceOf(connection, scraper)));
}
