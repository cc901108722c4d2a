import { Connection, type Interruptible } from '../aws/connection';
import { metricsEndpointOf, workspaceEndpoint, type MetricsEndpoint } from '../aws/metrics-endpoint';
import type { Scraper } from '../aws/scraper-description';
import { describeScraper, listScrapers, scraperIdOf, scraperName } from '../aws/scrapers';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';
import { CommandError, EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { escapeTexts } from '../output/escape';
import type { Terminal } from '../output/terminal';
import { verificationText } from '../output/verification-text';
import { collectEvidence } from '../verification/collect-evidence';
import { reportOf, type Report } from '../verification/report';

export async function run({ options }: Invocation<'verify'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const { scraper, workspace } = options;
  if (scraper === undefined && workspace === undefined) throw new UsageError('specify --scraper or --workspace', 'verify');
  if (scraper !== undefined && workspace !== undefined) throw new UsageError('specify --scraper or --workspace, not both', 'verify');
  const connection = new Connection(options, interruptible());

  const reports = scraper === undefined
    ? await verifyWorkspace(connection, workspace ?? '', terminal)
    : [await verifyScraper(connection, await describeScraper(connection, await scraperIdOf(connection, scraper)), terminal)];
  terminal.clear();
  if (options.json === true) terminal.printJson({ ok: reports.every(({ ok }) => ok), scrapers: reports });
  else terminal.print(escapeTexts(reports).map(report => verificationText(report, terminal.paint)).join('\n\n'));
  return reports.every(({ ok }) => ok) ? EXIT.OK : EXIT.PROBLEMS;
}

async function verifyWorkspace(connection: Connection, given: string, terminal: Terminal): Promise<Report[]> {
  const workspace = await describeWorkspace(connection, await workspaceIdOf(connection, given));
  const destinationArn = workspace.arn ?? '';
  // The filter of the service is not relied on.
  const scrapers = (await listScrapers(connection, { destinationArn: [destinationArn] }))
    .filter(({ destination }) => destination?.ampConfiguration?.workspaceArn === destinationArn);
  if (scrapers.length === 0) {
    throw new CommandError(`no scraper writes to workspace ${given}; list the scrapers of the Region with amp-collector status`, EXIT.PROBLEMS);
  }
  const endpoint = await workspaceEndpoint(connection, workspace);
  const reports: Report[] = [];
  for (const { scraperId = '' } of scrapers) {
    reports.push(await verifyScraper(connection, await describeScraper(connection, scraperId), terminal, endpoint));
  }
  return reports;
}

async function verifyScraper(connection: Connection, scraper: Scraper, terminal: Terminal, endpoint?: MetricsEndpoint): Promise<Report> {
  terminal.progress(`querying the metrics of ${scraperName({ alias: scraper.alias, scraperId: scraper.scraperId })} …`);
  return reportOf(await collectEvidence(connection, scraper, endpoint ?? await metricsEndpointOf(connection, scraper)));
}
