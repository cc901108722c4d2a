import type { GrafanaUsers } from './grafana-users';
import type { WorkspacePrices } from './workspace-prices';

/**
 * The parts of a monthly cost in US dollars, before discounts, taxes and the free tier.
 */
export interface MonthlyCost {
  /** The cost of the ingested samples. */
  readonly ingestion: number;

  /** The cost of storage once the retention is filled: two bytes for each sample. */
  readonly storage: number;

  /** The cost of the hours of the collectors. */
  readonly collectors: number;

  /** The cost of the samples that rules read. Queries of dashboards and people are not known. */
  readonly queries: number;

  /** The cost of the users of Amazon Managed Grafana, if they are given. */
  readonly grafana?: number;

  /** The sum of all parts. */
  readonly total: number;
}

/** AWS documents one or two bytes for a sample. */
const BYTES_PER_SAMPLE = 2;
const BYTES_PER_GB = 2 ** 30;
const DEFAULT_RETENTION_DAYS = 150;
const DAYS_PER_MONTH = 30;

/** The usage of a month. */
export interface MonthlyUsage {
  /** The samples that are written. */
  readonly samples: number;
  /** The samples that rules read. */
  readonly querySamples: number;
  /** The number of collectors. */
  readonly scrapers: number;
  /** The retention of the workspace. */
  readonly retentionDays?: number;
  /** The users of Amazon Managed Grafana. */
  readonly grafanaUsers?: GrafanaUsers;
}

export function monthlyCost(
  prices: WorkspacePrices, { samples, querySamples, scrapers, retentionDays = DEFAULT_RETENTION_DAYS, grafanaUsers }: MonthlyUsage,
): MonthlyCost {
  const ingestion = prices.ingestionCost(samples);
  const storage = prices._storageCost(samples * retentionDays / DAYS_PER_MONTH * BYTES_PER_SAMPLE / BYTES_PER_GB);
  const collectors = prices._collectorCost(scrapers);
  const queries = prices._queryCost(querySamples);
  const grafana = grafanaUsers && prices._grafanaCost(grafanaUsers);
  return {
    ingestion, storage, collectors, queries, ...grafana !== undefined && { grafana },
    total: ingestion + storage + collectors + queries + (grafana ?? 0),
  };
}
