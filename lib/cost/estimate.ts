import type { EffectiveConfiguration } from '../prometheus/scrape-config/effective';
import type { ClusterSize, JobSize } from './cluster-size';
import type { GrafanaUsers } from './grafana-users';
import { jobEstimate, type JobEstimate } from './job-estimate';
import { jobLoads, samplesPerMonth, sum, type JobLoad } from './job-load';
import { monthlyCost, type MonthlyCost } from './monthly-cost';
import { queryLoad } from './query-load';
import type { WorkspacePrices } from './workspace-prices';

/** The configuration of a scraper, with the sizes of what it scrapes. */
export interface ScraperInput {
  readonly configuration: EffectiveConfiguration;
  readonly name?: string;
  readonly clusterSize: ClusterSize;
  readonly jobSizes: { readonly [jobName: string]: JobSize };
}

/** All that is written to a workspace and evaluated in it. */
export interface EstimateInput {
  readonly scrapers: readonly ScraperInput[];
  readonly ruleFiles: readonly string[];
  readonly retentionDays?: number;
  readonly prices?: WorkspacePrices;
  readonly grafanaUsers?: GrafanaUsers;
}

/** The numbers of an estimate. */
export interface EstimateNumbers {
  readonly jobs: readonly JobEstimate[];
  readonly samplesPerMonth: number;
  readonly notCounted: readonly JobEstimate[];
  readonly querySamplesPerMonth: number;
  readonly uncountedRuleMetrics: readonly string[];
  readonly monthlyCost?: MonthlyCost;
  readonly prices?: WorkspacePrices;
  readonly grafanaUsers?: GrafanaUsers;
}

export interface Estimate extends EstimateNumbers {
  readonly loads: readonly JobLoad[];
}

export function estimateCost({ scrapers, ruleFiles, retentionDays, prices, grafanaUsers }: EstimateInput): Estimate {
  const found = scrapers.flatMap(({ configuration, name, clusterSize, jobSizes }) =>
    jobLoads(configuration, { cluster: clusterSize, jobs: jobSizes }).map(load => ({ load, name })));
  const loads = found.map(({ load }) => load);
  const jobs = found.map(({ load, name }) => jobEstimate(load, name));
  const samples = Math.round(sum(loads.map(load => samplesPerMonth(load) ?? 0)));
  const queries = queryLoad(ruleFiles, loads);
  const querySamples = Math.round(queries.samplesPerMonth);
  const usage = { samples, querySamples, scrapers: scrapers.length, retentionDays, grafanaUsers };
  return {
    loads, jobs, samplesPerMonth: samples, querySamplesPerMonth: querySamples, uncountedRuleMetrics: queries.uncounted,
    notCounted: jobs.filter(job => job.samplesPerMonth === undefined),
    ...grafanaUsers && { grafanaUsers },
    ...prices && { prices, monthlyCost: monthlyCost(prices, usage) },
  };
}

/** Returns an estimate as data for programs. */
export function estimateJson({ jobs, notCounted, prices, ...numbers }: EstimateNumbers): object {
  const { samplesPerMonth: samples, querySamplesPerMonth, uncountedRuleMetrics, monthlyCost: cost, grafanaUsers } = numbers;
  return {
    samplesPerMonth: samples, jobs, notCounted: notCounted.map(({ jobName }) => jobName), querySamplesPerMonth, uncountedRuleMetrics,
    ...grafanaUsers && { grafanaUsers },
    ...prices && { monthlyCost: cost, prices: { region: prices.region, date: prices.date } },
  };
}
