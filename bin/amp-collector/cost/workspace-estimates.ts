import { estimateCost, estimateJson, type Estimate } from '../../../lib/cost/estimate';
import type { GrafanaUsers } from '../../../lib/cost/grafana-users';
import type { MonthlyCost } from '../../../lib/cost/monthly-cost';
import type { WorkspacePrices } from '../../../lib/cost/workspace-prices';
import { groupedBy } from '../../../lib/private/grouped-by';
import type { CollectedWorkspace } from './collected-documents';
import { measuredSizes, type MeasuredJob } from './measurement';
import type { GivenSizes } from './sizes';

/** The sizes that the user specifies, and those of a workspace. The user's sizes take precedence. */
export interface Sizes extends GivenSizes {
  readonly measured?: readonly MeasuredJob[];
}

/** The estimate of one workspace of several. */
export interface WorkspaceEstimate {
  /** Nothing for files. */
  readonly name?: string;
  readonly region?: string;
  readonly isCloudWatch: boolean;
  readonly estimate: Estimate;
}

const NOTHING: MonthlyCost = { ingestion: 0, storage: 0, collectors: 0, queries: 0, total: 0 };

/**
 * Estimates workspaces. The tiers of ingestion apply to all workspaces of a Region together, so each workspace has its share of what they
 * cost together.
 *
 * @param areNamed true if jobs have the name of their scraper
 */
export function workspaceEstimates(
  workspaces: readonly CollectedWorkspace[], areNamed: boolean, sizes: Sizes, prices: WorkspacePrices,
): WorkspaceEstimate[] {
  const written = workspaces.filter(({ scrapers }) => scrapers.length > 0);
  const alone = written.map(({ workspace, isCloudWatch, scrapers, ruleFiles }): WorkspaceEstimate => ({
    isCloudWatch,
    ...workspace && { name: workspace.name, ...workspace.region !== undefined && { region: workspace.region } },
    estimate: estimateCost({
      scrapers: scrapers.map(({ name, configuration }) => ({
        configuration, clusterSize: sizes.clusterSize, ...areNamed && { name },
        jobSizes: { ...measuredSizes(configuration, sizes.measured ?? []), ...sizes.jobSizes },
      })),
      ruleFiles, prices, retentionDays: workspace?.retentionDays,
    }),
  }));
  const ofRegion = groupedBy(alone.filter(({ isCloudWatch }) => !isCloudWatch), ({ region = '' }) => region);
  return alone.map(each => ({ ...each, estimate: withCost(each, ofRegion.get(each.region ?? '') ?? [], prices) }));
}

function withCost({ estimate, isCloudWatch }: WorkspaceEstimate, region: readonly WorkspaceEstimate[], prices: WorkspacePrices): Estimate {
  const { collectors, storage, queries } = estimate.monthlyCost ?? NOTHING;
  // CloudWatch has separate prices.
  if (isCloudWatch) return { ...estimate, monthlyCost: { ...NOTHING, collectors, total: collectors } };
  const samples = region.reduce((sum, each) => sum + each.estimate.samplesPerMonth, 0);
  const ingestion = samples === 0 ? 0 : prices.ingestionCost(samples) * estimate.samplesPerMonth / samples;
  return { ...estimate, monthlyCost: { ingestion, storage, collectors, queries, total: ingestion + storage + collectors + queries } };
}

/** Adds the estimates of workspaces. */
export function totalEstimate(estimates: readonly WorkspaceEstimate[], prices: WorkspacePrices, grafanaUsers?: GrafanaUsers): Estimate {
  const all = estimates.map(({ estimate }) => estimate);
  const costs = all.map(({ monthlyCost }) => monthlyCost ?? NOTHING);
  const grafana = grafanaUsers && prices._grafanaCost(grafanaUsers);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    jobs: all.flatMap(({ jobs }) => jobs), loads: all.flatMap(({ loads }) => loads),
    notCounted: all.flatMap(({ notCounted }) => notCounted),
    samplesPerMonth: sum(all.map(({ samplesPerMonth }) => samplesPerMonth)),
    querySamplesPerMonth: sum(all.map(({ querySamplesPerMonth }) => querySamplesPerMonth)),
    uncountedRuleMetrics: [...new Set(all.flatMap(({ uncountedRuleMetrics }) => uncountedRuleMetrics))].sort(),
    prices, ...grafanaUsers && { grafanaUsers },
    monthlyCost: {
      ingestion: sum(costs.map(({ ingestion }) => ingestion)), storage: sum(costs.map(({ storage }) => storage)),
      collectors: sum(costs.map(({ collectors }) => collectors)), queries: sum(costs.map(({ queries }) => queries)),
      ...grafana !== undefined && { grafana }, total: sum(costs.map(({ total }) => total)) + (grafana ?? 0),
    },
  };
}

/** Returns the total for programs, and the workspaces if there are several. */
export function estimatesJson(estimates: readonly WorkspaceEstimate[], total: Estimate): object {
  const workspaces = estimates.map(({ name, region, isCloudWatch, estimate: { prices: _, ...estimate } }) => ({
    ...isCloudWatch ? { destination: 'CloudWatch' } : { workspace: name, region }, ...estimateJson(estimate), monthlyCost: estimate.monthlyCost,
  }));
  return { ...estimateJson(total), ...estimates.length > 1 && { workspaces } };
}
