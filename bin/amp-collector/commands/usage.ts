import { metricsIn, metricsOfRules, type UsedMetric } from '../../../lib/cost/allowlist/used-metrics';
import { jobLoads } from '../../../lib/cost/job-load';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { dashboardQueries, describeQuery } from '../../../lib/validation/dashboards/dashboard-queries';
import { metricSources } from '../../../lib/validation/validate';
import { Connection, type Interruptible } from '../aws/connection';
import { EXIT, UsageError } from '../command-error';
import { refuseAwsOptions } from '../command-line/common-options';
import type { Invocation } from '../command-line/parse';
import { collectedDocuments, type CollectedDocuments } from '../cost/collected-documents';
import { measuredMetrics, workspaceClient } from '../cost/measurement';
import { metricUsage, type CollectedMetrics } from '../cost/metric-usage';
import { sizesOf, unknownSizes, type GivenSizes, type SizeOptions } from '../cost/sizes';
import { readJson } from '../input/read-file';
import { escapeTexts } from '../output/escape';
import type { Terminal } from '../output/terminal';
import { usageText } from '../output/usage-text';

export async function run({ operands, options }: Invocation<'usage'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  if (options.workspace === undefined) refuseAwsOptions(options, 'usage without --workspace');
  const documents = collectedDocuments(operands);
  for (const text of documents.unread) terminal.note(text);
  const dashboards = [...documents.dashboards, ...(options.dashboard ?? []).map(file => dashboardIn(file, terminal))];
  const used = [
    ...metricsOfRules(documents.ruleFiles),
    ...documents.detectors.flatMap(({ name, query }) => metricsIn(query).map(pattern => ({ pattern, user: `anomaly detector ${name}` }))),
    ...dashboards.flatMap(metricsOfDashboard),
  ];
  const { ruleFiles, detectors } = documents;
  if (ruleFiles.length + detectors.length + dashboards.length === 0) terminal.note('no rules, anomaly detectors or dashboards: nothing uses a metric; specify rule files, and dashboards with --dashboard');
  const collected = options.workspace === undefined
    ? estimatedMetrics(documents, sizesFor(documents, options, terminal))
    : await workspaceMetrics(new Connection(options, interruptible()), options.workspace);
  const usage = metricUsage(used, collected);
  if (options.json === true) terminal.printJson(usage);
  else terminal.print(usageText(escapeTexts(usage), terminal.paint));
  return EXIT.OK;
}

function dashboardIn(file: string, terminal: Terminal): JsonObject {
  const json = readJson(file);
  if (!isObject(json)) throw new UsageError(`${file} is not a dashboard: it must be a JSON object`);
  if (dashboardQueries(json).length === 0) terminal.note(`${file} has no PromQL queries; --dashboard takes the JSON that Grafana exports`);
  return json;
}

function metricsOfDashboard(json: JsonObject): UsedMetric[] {
  return dashboardQueries(json).flatMap(query => metricsIn(query.expr).map(pattern => ({ pattern, user: describeQuery(query) })));
}

function sizesFor({ scrapers }: CollectedDocuments, options: SizeOptions, terminal: Terminal): GivenSizes {
  const sizes = sizesOf(options);
  for (const text of unknownSizes(sizes, scrapers)) terminal.note(text);
  return sizes;
}

/** The metrics of ready-made jobs, and those of other jobs where nothing can be known. */
function estimatedMetrics({ scrapers }: CollectedDocuments, { clusterSize, jobSizes }: GivenSizes): CollectedMetrics {
  if (scrapers.length === 0) throw new UsageError('specify a scrape configuration, a cloud assembly, or --workspace');
  const sizes = { cluster: { nodes: 1, pods: 1, ...clusterSize }, jobs: jobSizes };
  const loads = scrapers.flatMap(({ configuration }) => jobLoads(configuration, sizes));
  const sources = scrapers.flatMap(({ configuration }) => metricSources(configuration));
  const series = new Map<string, number>();
  for (const [metric, count] of loads.flatMap(({ metrics }) => [...metrics ?? []])) {
    // The sizes of components sum up their small metrics, which have no single name.
    if (metric.endsWith('_other_metrics')) continue;
    series.set(metric, (series.get(metric) ?? 0) + Math.ceil(count));
  }
  return {
    series, unknownJobs: loads.filter(({ metrics }) => metrics === undefined).map(({ jobName }) => jobName),
    reasonFor: metric => sources.length > 0 && sources.every(source => source.drops(metric)) ? 'dropped by every job' : 'not known to be collected',
  };
}

async function workspaceMetrics(connection: Connection, workspace: string): Promise<CollectedMetrics> {
  const series = await measuredMetrics(await workspaceClient(connection, workspace));
  return { series, unknownJobs: [], reasonFor: () => 'not in the workspace' };
}
