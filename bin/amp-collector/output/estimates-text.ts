import { formatDollars, formatSamples, formatTraffic, priceNote, sources, usersText } from '../../../lib/cost/format-estimate';
import type { JobEstimate } from '../../../lib/cost/job-estimate';
import type { MonthlyCost } from '../../../lib/cost/monthly-cost';
import { table } from '../../../lib/cost/table';
import type { WorkspacePrices } from '../../../lib/cost/workspace-prices';
import type { Estimate } from '../../../lib/cost/estimate';
import type { WorkspaceEstimate } from '../cost/workspace-estimates';

/** Writes the estimates of several workspaces, and their cost together. */
export function estimatesText(
  estimates: readonly WorkspaceEstimate[], total: Estimate, prices: WorkspacePrices, advice: (job: JobEstimate) => string,
): string {
  return [
    ...estimates.map(each => `${titleOf(each)}\n${formatTraffic(each.estimate, advice)}`),
    costTable(estimates, total),
    ...notes(estimates),
    [...usersText(total), priceNote(prices)].join('\n'),
    ...sources({ jobs: typicalJobs(total.jobs) }),
  ].join('\n\n');
}

function titleOf({ name, region, isCloudWatch }: WorkspaceEstimate): string {
  if (isCloudWatch) return 'CloudWatch';
  return name === undefined ? 'Files' : `Workspace ${name}${region === undefined ? '' : ` in ${region}`}`;
}

function costTable(estimates: readonly WorkspaceEstimate[], total: Estimate): string {
  const line = (title: string, { samplesPerMonth, monthlyCost }: Estimate) =>
    [title, formatSamples(samplesPerMonth), ...dollars(monthlyCost)];
  const note = total.notCounted.length > 0 ? 'Total, without the jobs that are not counted' : 'Total';
  return table([
    ['', 'Samples per month', 'Ingestion', 'Storage', 'Collectors', 'Queries of rules', 'Per month'],
    ...estimates.map(each => line(titleOf(each), each.estimate)), ...grafanaLine(total), line(note, total),
  ], 1);
}

function grafanaLine({ monthlyCost }: Estimate): string[][] {
  return monthlyCost?.grafana === undefined ? [] : [['Grafana users', '', '', '', '', '', formatDollars(monthlyCost.grafana)]];
}

function dollars(cost: MonthlyCost | undefined): string[] {
  return cost === undefined ? [] : [cost.ingestion, cost.storage, cost.collectors, cost.queries, cost.total].map(formatDollars);
}

function notes(estimates: readonly WorkspaceEstimate[]): string[] {
  const regions = new Set(estimates.filter(({ isCloudWatch }) => !isCloudWatch).map(({ region }) => region));
  const separately = regions.size > 1 ? ', and to each Region separately' : '';
  const tiers = `The tiers of ingestion apply to all workspaces of a Region and a paying account together${separately}.`;
  return [
    ...estimates.length > 1 ? [`${tiers}\nEach workspace has its share of the cost.`] : [],
    ...estimates.some(({ isCloudWatch }) => isCloudWatch) ? ['The ingestion of CloudWatch is charged by volume, and not estimated.'] : [],
  ];
}

/** A job of a name is in many workspaces, with one origin of its size. */
function typicalJobs(jobs: readonly JobEstimate[]): JobEstimate[] {
  return [...new Map(jobs.map(job => [`${job.jobName} ${job.source}`, job])).values()];
}
