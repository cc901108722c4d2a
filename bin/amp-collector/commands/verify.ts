import { alertChainEvidence } from '../aws/alert-chain-evidence';
import { Connection, type Interruptible } from '../aws/connection';
import { metricsEndpointOf, workspaceEndpoint, type MetricsEndpoint } from '../aws/metrics-endpoint';
import type { Scraper } from '../aws/scraper-description';
import { describeScraper, listScrapers, scraperIdOf, scraperName } from '../aws/scrapers';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';
import { CommandError, EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { alertingText, type AlertingReport } from '../output/alerting-text';
import { escapeTexts } from '../output/escape';
import type { Terminal } from '../output/terminal';
import { verificationText } from '../output/verification-text';
import { alertChain } from '../verification/alert-chain';
import { collectEvidence } from '../verification/collect-evidence';
import { reportOf, type Report } from '../verification/report';

export async function run({ options }: Invocation<'verify'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const { scraper, workspace } = options;
  if (scraper === undefined && workspace === undefined) throw new UsageError('specify --scraper or --workspace');
  if (scraper !== undefined && workspace !== undefined) throw new UsageError('specify --scraper or --workspace, not both');
  const connection = new Connection(options, interruptible());

  const { reports, target } = scraper === undefined
    ? await verifyWorkspace(connection, workspace ?? '', terminal)
    : await verifyOne(connection, scraper, terminal);
  const alerting = target === undefined ? undefined : await verifyAlerts(connection, target);
  terminal.clear();
  const ok = reports.every(report => report.ok) && alerting?.ok !== false;
  if (options.json === true) terminal.printJson({ ok, scrapers: reports, ...alerting && { alerting } });
  else {
    const texts = escapeTexts(reports).map(report => verificationText(report, terminal.paint));
    terminal.print([...texts, ...alerting === undefined ? [] : [alertingText(escapeTexts(alerting), terminal.paint)]].join('\n\n'));
  }
  return ok ? EXIT.OK : EXIT.PROBLEMS;
}

/** A workspace whose alerts are verified. */
interface Target {
  readonly workspaceArn: string;
  readonly endpoint: MetricsEndpoint;
}

interface Verified {
  readonly reports: readonly Report[];
  /** Absent for CloudWatch. */
  readonly target?: Target;
}

async function verifyOne(connection: Connection, given: string, terminal: Terminal): Promise<Verified> {
  const scraper = await describeScraper(connection, await scraperIdOf(connection, given));
  const endpoint = await metricsEndpointOf(connection, scraper);
  const workspaceArn = scraper.destination?.ampConfiguration?.workspaceArn;
  const reports = [await verifyScraper(connection, scraper, terminal, endpoint)];
  return { reports, ...workspaceArn !== undefined && { target: { workspaceArn, endpoint } } };
}

async function verifyWorkspace(connection: Connection, given: string, terminal: Terminal): Promise<Verified> {
  const workspace = await describeWorkspace(connection, await workspaceIdOf(connection, given));
  const workspaceArn = workspace.arn ?? '';
  // The filter of the service is not relied on.
  const scrapers = (await listScrapers(connection, { destinationArn: [workspaceArn] }))
    .filter(({ destination }) => destination?.ampConfiguration?.workspaceArn === workspaceArn);
  if (scrapers.length === 0) {
    throw new CommandError(`no scraper writes to workspace ${given}; list the scrapers of the Region with amp-collector status`, EXIT.PROBLEMS);
  }
  const endpoint = await workspaceEndpoint(connection, workspace);
  const reports: Report[] = [];
  for (const { scraperId = '' } of scrapers) {
    reports.push(await verifyScraper(connection, await describeScraper(connection, scraperId), terminal, endpoint));
  }
  return { reports, target: { workspaceArn, endpoint } };
}

/** Verifies the chain from rules to topics. Without permission to read it, it is unknown; without rules there is none. */
async function verifyAlerts(connection: Connection, { workspaceArn, endpoint }: Target): Promise<AlertingReport | undefined> {
  try {
    const links = alertChain(await alertChainEvidence(connection, workspaceArn, endpoint));
    return links.length === 0 ? undefined : { ok: links.every(({ state }) => state !== 'broken'), links };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { ok: true, links: [{ link: 'rules', state: 'unknown', message: error.message }] };
  }
}

async function verifyScraper(connection: Connection, scraper: Scraper, terminal: Terminal, endpoint: MetricsEndpoint): Promise<Report> {
  terminal.progress(`querying the metrics of ${scraperName({ alias: scraper.alias, scraperId: scraper.scraperId })} …`);
  return reportOf(await collectEvidence(connection, scraper, endpoint));
}
