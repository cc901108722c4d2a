import { estimateCost, estimateJson, type Estimate } from '../../../lib/cost/estimate';
import { formatDollars, formatEstimate } from '../../../lib/cost/format-estimate';
import type { GrafanaUsers } from '../../../lib/cost/grafana-users';
import type { JobEstimate } from '../../../lib/cost/job-estimate';
import type { WorkspacePrices } from '../../../lib/cost/workspace-prices';
import { Connection, type Interruptible } from '../aws/connection';
import { EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { collectedDocuments, type CollectedDocuments } from '../cost/collected-documents';
import { estimateDifference } from '../cost/estimate-difference';
import { grafanaUsers, type GrafanaUserOptions } from '../cost/grafana';
import { measuredJobs, measuredSizes, workspaceClient, type MeasuredJob } from '../cost/measurement';
import { pricesOf, sizesOf, type GivenSizes } from '../cost/sizes';
import { differenceText } from '../output/difference-text';
import { escapeTexts } from '../output/escape';
import { measurementText } from '../output/measurement-text';
import type { Terminal } from '../output/terminal';

export async function run({ operands, options }: Invocation<'cost'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  if (operands.length === 0 && options.workspace === undefined) throw new UsageError('specify a file, a cloud assembly folder, or --workspace', 'cost');
  const given = sizesOf(options);
  const prices = pricesOf(options.prices);
  const measured = options.workspace === undefined
    ? undefined
    : await measuredJobs(await workspaceClient(new Connection(options, interruptible()), options.workspace));
  if (measured !== undefined && operands.length === 0) return printMeasurement(measured, prices, options.json === true, terminal);

  const collected = operands.map(operand => collectedScrapers(operand, options, terminal));
  // A scraper of several is named, so that jobs of the same name are distinguished, also between two assemblies.
  const areNamed = collected.some(({ scrapers }) => scrapers.length > 1);
  const [first, second] = collected.map(documents => estimated(documents, areNamed, { ...given, measured }, prices));
  if (first !== undefined && second !== undefined) {
    const difference = estimateDifference(first, second);
    if (options.json === true) terminal.printJson(difference);
    else terminal.print(differenceText(escapeTexts(difference), terminal.paint));
  } else if (first !== undefined) {
    if (options.json === true) terminal.printJson(estimateJson(first));
    else terminal.print(formatEstimate(escaped(first), optionFor));
  }
  return EXIT.OK;
}

/** The sizes that the user specifies, and those of a workspace. The user's sizes take precedence. */
interface Sizes extends GivenSizes {
  readonly measured?: readonly MeasuredJob[];
}

/** The documents of an argument, and the users of Grafana. */
interface Collected extends CollectedDocuments {
  readonly grafanaUsers?: GrafanaUsers;
}

function collectedScrapers(operand: string, options: GrafanaUserOptions, terminal: Terminal): Collected {
  const documents = collectedDocuments([operand]);
  const users = grafanaUsers(operand, options);
  if (users !== undefined && options['grafana-editors'] === undefined && options['grafana-viewers'] === undefined) {
    terminal.note('The users of Amazon Managed Grafana are not counted; specify --grafana-editors and --grafana-viewers');
  }
  for (const text of documents.unread) terminal.note(text);
  if (documents.scrapers.length === 0) throw new UsageError(`${operand} has no scraper`, 'cost');
  return { ...documents, grafanaUsers: users };
}

function estimated(
  { scrapers, ruleFiles, grafanaUsers: users }: Collected, areNamed: boolean,
  { clusterSize, jobSizes, measured = [] }: Sizes, prices: WorkspacePrices,
): Estimate {
  const inputs = scrapers.map(({ name, configuration }) => ({
    configuration, clusterSize, jobSizes: { ...measuredSizes(configuration, measured), ...jobSizes }, ...areNamed && { name },
  }));
  return estimateCost({ scrapers: inputs, ruleFiles, prices, grafanaUsers: users });
}

function optionFor({ jobName, missing }: JobEstimate): string {
  if (missing.includes('scrape interval')) return 'the scrape interval is known only at deployment';
  const [clusterNumber] = missing.filter(number => number === 'nodes' || number === 'pods');
  return clusterNumber === undefined ? `specify --size ${jobName}=TARGETSxSERIES` : `specify --${clusterNumber}`;
}

/** Prices are an object with methods; everything else is text of the user. */
function escaped({ prices, ...estimate }: Estimate): Estimate {
  return { ...escapeTexts(estimate), prices };
}

function printMeasurement(jobs: readonly MeasuredJob[], prices: WorkspacePrices, json: boolean, terminal: Terminal): number {
  const samplesPerMonth = jobs.reduce((total, job) => total + job.samplesPerMonth, 0);
  const ingestion = prices.ingestionCost(samplesPerMonth);
  if (json) {
    terminal.printJson({ samplesPerMonth, jobs, ingestion, prices: { region: prices.region, date: prices.date } });
  } else {
    const note = `Ingestion: ${formatDollars(ingestion)} per month, at prices of ${prices.region}, ${prices.date}, without the free tier. An estimate, not a quote.`;
    terminal.print(`${measurementText(escapeTexts(jobs), samplesPerMonth, terminal.paint)}\n\n${note}`);
  }
  return EXIT.OK;
}
