import { Connection, type Interruptible } from '../aws/connection';
import { metricsEndpointOf, workspaceEndpoint, type MetricsEndpoint } from '../aws/metrics-endpoint';
import type { Scraper } from '../aws/scraper-description';
import { describeScraper, listScrapers, scraperIdOf, scraperName } from '../aws/scrapers';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';
import type { Invocation } from '../command-line/parse';
import { EXIT, CommandError, UsageError } from '../command-error';
import { verificationText } from '../output/verification-text';
import type { Terminal } from '../output/terminal';
import { gather } from '../verification/collect-evidence';
import { reportOf, type Report } from '../verification/report';

export async function run({ options }: Invocation<'verify'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const { scraper, workspace } = options;
  const connection = new Connection(options, interruptible());
  if ((scraper === undefined) === (workspace === undefined)) throw new UsageError('say either --scraper or --workspace', 'verify');

  const reports = scraper === undefined
    ? await verifyWorkspace(connection, workspace ?? '', terminal)
    : [await verifyScraper(connection, await describeScraper(connection, await scraperIdOf(connection, scraper)), terminal)];
  terminal.clear();
  if (options.json === true) terminal.printJson({ ok: reports.every(({ ok }) => ok), scrapers: reports });
  else terminal.print(reports.map(report => verificationText(report, terminal.paint)).join('\n\n'));
  return reports.every(({ ok }) => ok) ? EXIT.OK : EXIT.PROBLEMS;
}

async function verifyWorkspace(connection: Connection, given: string, terminal: Terminal): Promise<Report[]> {
  const workspace = await describeWorkspace(connection, await workspaceIdOf(connection, given));
  const scrapers = await listScrapers(connection, { destinationArn: [workspace.arn ?? ''] });
  if (scrapers.length === 0) throw new CommandError(`no scraper writes to workspace ${given}: \`amp-collector status\` lists those of the Region`, EXIT.PROBLEMS);
  const place = workspaceEndpoint(workspace);
  const reports: Report[] = [];
  for (const { scraperId = '' } of scrapers) {
    reports.push(await verifyScraper(connection, await describeScraper(connection, scraperId), terminal, place));
  }
  return reports;
}

async function verifyScraper(connection: Connection, scraper: Scraper, terminal: Terminal, known?: MetricsEndpoint): Promise<Report> {
  terminal.progress(`asking for the metrics of ${scraperName({ alias: scraper.alias, scraperId: scraper.scraperId })} …`);
  return reportOf(await gather(connection, scraper, known ?? await metricsEndpointOf(connection, scraper)));
}
