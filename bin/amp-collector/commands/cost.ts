import type { Estimate } from '../../../lib/cost/estimate';
import { formatDollars, formatEstimate, priceNote } from '../../../lib/cost/format-estimate';
import type { GrafanaUsers } from '../../../lib/cost/grafana-users';
import type { JobEstimate } from '../../../lib/cost/job-estimate';
import type { WorkspacePrices } from '../../../lib/cost/workspace-prices';
import { Connection, type Interruptible } from '../aws/connection';
import { EXIT, UsageError } from '../command-error';
import { refuseAwsOptions } from '../command-line/common-options';
import type { Invocation } from '../command-line/parse';
import { collectedDocuments, type CollectedDocuments } from '../cost/collected-documents';
import { estimateDifference } from '../cost/estimate-difference';
import { grafanaUsers, type GrafanaUserOptions } from '../cost/grafana';
import { measuredJobs, workspaceClient, type MeasuredJob } from '../cost/measurement';
import { pricesOf, sizesOf, unknownSizes } from '../cost/sizes';
import { estimatesJson, totalEstimate, workspaceEstimates, type WorkspaceEstimate } from '../cost/workspace-estimates';
import { differenceText } from '../output/difference-text';
import { escapeTexts } from '../output/escape';
import { estimatesText } from '../output/estimates-text';
import { measurementText } from '../output/measurement-text';
import type { Terminal } from '../output/terminal';

export async function run({ operands, options }: Invocation<'cost'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  if (operands.length === 0 && options.workspace === undefined) throw new UsageError('specify a file, a cloud assembly folder, or --workspace');
  if (options.workspace === undefined) refuseAwsOptions(options, 'cost without --workspace');
  const given = sizesOf(options);
  const prices = pricesOf(options.prices);
  const measured = options.workspace === undefined
    ? undefined
    : await measuredJobs(await workspaceClient(new Connection(options, interruptible()), options.workspace));
  if (measured !== undefined && operands.length === 0) return printMeasurement(measured, prices, options.json === true, terminal);

  const collected = operands.map(operand => collectedScrapers(operand, options, terminal));
  for (const text of unknownSizes(given, collected.flatMap(({ scrapers }) => scrapers))) terminal.note(text);
  // A scraper of several is named, so that jobs of the same name are distinguished, also between two assemblies.
  const areNamed = collected.some(({ scrapers }) => scrapers.length > 1);
  const estimated = collected.map(({ workspaces, grafanaUsers: users }) => {
    const estimates = workspaceEstimates(workspaces, areNamed, { ...given, measured }, prices);
    return { estimates, total: totalEstimate(estimates, prices, users) };
  });
  const [first, second] = estimated;
  if (first !== undefined && second !== undefined) {
    const difference = estimateDifference(first.total, second.total);
    if (options.json === true) terminal.printJson(difference);
    else terminal.print(differenceText(escapeTexts(difference), terminal.paint));
  } else if (first !== undefined) {
    if (options.json === true) terminal.printJson(estimatesJson(first.estimates, first.total));
    else terminal.print(textOf(first.estimates, first.total, prices));
  }
  return EXIT.OK;
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
  if (documents.scrapers.length === 0) throw new UsageError(`${operand} has no scraper`);
  return { ...documents, grafanaUsers: users };
}

function textOf(estimates: readonly WorkspaceEstimate[], total: Estimate, prices: WorkspacePrices): string {
  if (estimates.every(({ isCloudWatch }) => !isCloudWatch) && estimates.length === 1) return formatEstimate(escaped(total), optionFor);
  const named = estimates.map(({ name, estimate, ...rest }) => ({ ...escapeTexts({ ...rest, name }), estimate: escaped(estimate) }));
  return estimatesText(named, escaped(total), prices, optionFor);
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
    const note = `Ingestion: ${formatDollars(ingestion)} per month. ${priceNote(prices)}`;
    terminal.print(`${measurementText(escapeTexts(jobs), samplesPerMonth, terminal.paint)}\n\n${note}`);
  }
  return EXIT.OK;
}
