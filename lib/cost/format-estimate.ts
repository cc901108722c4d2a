import type { EstimateNumbers } from './estimate';
import type { GrafanaUsers } from './grafana-users';
import { formatNumber, remedyFor, type JobEstimate } from './job-estimate';
import { table } from './table';
import type { WorkspacePrices } from './workspace-prices';

/**
 * Writes an estimate as a table, with what is not counted and the cost below.
 *
 * @param advice returns what to specify for the missing numbers of a job
 */
export function formatEstimate(estimate: EstimateNumbers, advice: (job: JobEstimate) => string = remedyFor): string {
  return [formatTraffic(estimate, advice), ...cost(estimate), ...sources(estimate)].join('\n\n');
}

/** Writes the part of an estimate about samples. */
export function formatTraffic(estimate: EstimateNumbers, advice: (job: JobEstimate) => string = remedyFor): string {
  return [jobTable(estimate), ...notCounted(estimate, advice), ...uncountedRelabelings(estimate), ...queries(estimate)].join('\n\n');
}

function jobTable({ jobs, samplesPerMonth, monthlyCost, prices }: EstimateNumbers): string {
  const hasScrapers = jobs.some(({ scraper }) => scraper !== undefined);
  const header = [...hasScrapers ? ['Scraper'] : [], 'Job', 'Targets', 'Interval', 'Series', 'Samples per month', ...prices ? ['Ingestion'] : []];
  const share = (samples: number) => monthlyCost && samplesPerMonth > 0 ? monthlyCost.ingestion * samples / samplesPerMonth : 0;
  const line = (job: JobEstimate) => [
    ...hasScrapers ? [job.scraper ?? ''] : [],
    job.jobName, optional(job.targets), job.scrapeIntervalSeconds === undefined ? '?' : `${job.scrapeIntervalSeconds}s`,
    optional(job.series), job.samplesPerMonth === undefined ? 'unknown' : formatSamples(job.samplesPerMonth),
    ...prices ? [job.samplesPerMonth === undefined ? '' : formatDollars(share(job.samplesPerMonth))] : [],
  ];
  const total = [...hasScrapers ? [''] : [], 'Total', '', '', '', formatSamples(samplesPerMonth), ...prices ? [formatDollars(share(samplesPerMonth))] : []];
  return table([header, ...jobs.map(line), total], hasScrapers ? 2 : 1);
}

function optional(value: number | undefined): string {
  return value === undefined ? '?' : formatNumber(value);
}

/** In millions: the numbers of a column compare. */
export function formatSamples(samples: number): string {
  return `${(samples / 1e6).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} M`;
}

export function formatDollars(dollars: number): string {
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

function notCounted({ notCounted: jobs }: EstimateNumbers, advice: (job: JobEstimate) => string): string[] {
  if (jobs.length === 0) return [];
  return [['Not counted:', ...jobs.map(job => `  ${job.jobName}: ${advice(job)}\n    ${job.formula}`)].join('\n')];
}

function uncountedRelabelings({ jobs }: EstimateNumbers): string[] {
  const found = jobs.filter(job => job.uncountedRelabelings.length > 0 && job.samplesPerMonth !== undefined);
  if (found.length === 0) return [];
  const lines = found.map(({ jobName, uncountedRelabelings: relabelings }) => `  ${jobName}: ${relabelings.join(', ')}`);
  return [['Upper bounds, since the effect of these metric relabelings is not known:', ...lines].join('\n')];
}

function queries({ querySamplesPerMonth, uncountedRuleMetrics }: EstimateNumbers): string[] {
  if (querySamplesPerMonth === 0 && uncountedRuleMetrics.length === 0) return [];
  const shown = uncountedRuleMetrics.slice(0, 5);
  const more = uncountedRuleMetrics.length - shown.length;
  const uncounted = shown.length === 0 ? '' : `\n  not counted: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [`Rules read ${formatSamples(querySamplesPerMonth)} samples per month.${uncounted}`];
}

function cost(estimate: EstimateNumbers): string[] {
  const { monthlyCost, prices, notCounted: { length } } = estimate;
  if (monthlyCost === undefined || prices === undefined) return [];
  const { ingestion, storage, collectors, queries: read, grafana, total } = monthlyCost;
  const lines = table([
    ['Ingestion', formatDollars(ingestion)], ['Storage', formatDollars(storage)], ['Collectors', formatDollars(collectors)],
    ['Queries of rules', formatDollars(read)], ...grafana === undefined ? [] : [['Grafana users', formatDollars(grafana)]],
    [`Per month${length > 0 ? ', without the jobs that are not counted' : ''}`, formatDollars(total)],
  ], 1);
  return [[lines, ...usersText(estimate), priceNote(prices)].join('\n')];
}

/** The users of Grafana, and the cost with theirs. */
interface UsersAndCost {
  readonly grafanaUsers?: GrafanaUsers;
  readonly monthlyCost?: { readonly grafana?: number };
}

/** Describes who is charged: `Grafana users: 3 editors, 10 viewers, 1 service account (charged as an editor).` */
export function usersText({ grafanaUsers: users, monthlyCost: { grafana } = {} }: UsersAndCost): string[] {
  if (users === undefined) return [];
  const { editors = 0, viewers = 0, serviceAccounts = 0, workspaces = 1 } = users;
  const least = editors + serviceAccounts < workspaces ? `; at least one editor is charged for each of ${counted(workspaces, 'workspace')}` : '';
  const accounts = serviceAccounts === 0 ? [] : [`${counted(serviceAccounts, 'service account')} (charged as an editor)`];
  const all = [counted(editors, 'editor'), counted(viewers, 'viewer'), ...accounts].join(', ');
  return [`Grafana users: ${all}${least}.${grafana === undefined ? ' They are not counted: their prices are not given.' : ''}`];
}

function counted(count: number, name: string): string {
  return `${formatNumber(count)} ${name}${count === 1 ? '' : 's'}`;
}

/** Names the prices of an estimate. */
export function priceNote({ region, date }: WorkspacePrices): string {
  return `Prices of ${region}, ${date}, without the free tier. An estimate, not a quote.`;
}

/** Names the origin of typical sizes. */
export function sources({ jobs }: Pick<EstimateNumbers, 'jobs'>): string[] {
  const typical = jobs.filter(({ source, samplesPerMonth }) => source.startsWith('typical') && samplesPerMonth !== undefined);
  if (typical.length === 0) return [];
  return [`Typical sizes, which differ between clusters; measure yours with \`amp-collector cost --workspace\`:\n${
    table(typical.map(({ jobName, source }) => [`  ${jobName}`, source.replace('typical: ', '')]), 2)}`];
}
