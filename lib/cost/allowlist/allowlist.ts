import { throwValueProblems } from '../../private/errors';
import type { PropertyProblem } from '../../private/property-problem';
import type { RuleGroups } from '../../rules/rule-groups';
import { dashboardQueries, describeQuery } from '../../validation/dashboards/dashboard-queries';
import type { CostEstimate } from '../cost-estimate';
import { formatReport } from './format-report';
import { jobShares, type JobShare } from './job-share';
import { metricsIn, metricsOfRules, namePattern, type UsedMetric } from './used-metrics';

/**
 * Properties for computing an allowlist of metrics.
 */
export interface AllowlistProps {
  /**
   * Rules whose metrics are kept. Specify all rules of the workspace together, so that metrics that one of them records are not looked for
   * in targets.
   *
   * @default - none
   */
  readonly ruleGroups?: RuleGroups[];

  /**
   * Grafana dashboards whose metrics are kept: the JSON of each, as Grafana exports it. Variables are replaced.
   *
   * @default - none
   */
  readonly dashboards?: string[];

  /**
   * Queries of anomaly detectors, alarms and people, whose metrics are kept.
   *
   * @default - none
   */
  readonly queries?: string[];

  /**
   * Names of further metrics to keep. Each part of a histogram is a metric of its own: `…_bucket`, `…_sum` and `…_count`.
   *
   * @default - none
   */
  readonly metricNames?: string[];

  /**
   * Keeps the metrics that split cost allocation data for Amazon EKS reads.
   *
   * @see https://docs.aws.amazon.com/cur/latest/userguide/split-cost-allocation-data-resource-amp.html
   * @default false
   */
  readonly splitCostAllocation?: boolean;
}

/**
 * The use of a metric.
 */
export interface MetricUse {
  /** The name of the metric, or a regular expression that matches whole names, where a query selects metrics by one. */
  readonly metric: string;

  /** The rules, panels, variables and options that read it. */
  readonly users: string[];
}

const SPLIT_COST_ALLOCATION = ['container_cpu_usage_seconds_total', 'container_memory_working_set_bytes'];

/**
 * The metrics that are used, so that scrapers can drop all others: those in rules, dashboards and queries, and names that you add.
 *
 * It is computed from values, never from the constructs of an app: what you do not pass is not kept.
 *
 * Pass `metricNames` to `ScrapeConfiguration.withAllowlist`.
 */
export class Allowlist {
  /**
   * The names of the metrics to keep, sorted. A regular expression by which a query selects metrics is an item; `.+` keeps everything,
   * for a query that names no metric.
   */
  public readonly metricNames: string[];

  /** The metrics and their users, sorted by metric. */
  public readonly metrics: MetricUse[];

  constructor(props: AllowlistProps) {
    const dashboards = (props.dashboards ?? []).map(parsed);
    throwValueProblems('the allowlist', [
      ...dashboards.flatMap((dashboard, index) => dashboard === undefined ? [{ path: `dashboards[${index}]`, message: 'must be a JSON object' }] : []),
      ...nameProblems(props.metricNames ?? []),
    ]);
    const used = [
      ...metricsOfRules((props.ruleGroups ?? []).map(groups => groups.toYaml())),
      ...dashboards.flatMap(dashboard => dashboardQueries(dashboard ?? {}))
        .flatMap(query => usedBy(describeQuery(query), metricsIn(query.expr))),
      ...(props.queries ?? []).flatMap(query => usedBy(`query ${shortened(query)}`, metricsIn(query))),
      ...usedBy('added by name', named(props.metricNames ?? [])),
      ...usedBy('split cost allocation', props.splitCostAllocation === true ? SPLIT_COST_ALLOCATION : []),
    ];
    const users = new Map<string, Set<string>>();
    for (const { pattern, user } of used) users.set(pattern, (users.get(pattern) ?? new Set()).add(user));
    this.metricNames = [...users.keys()].sort();
    this.metrics = this.metricNames.map(metric => ({ metric, users: [...users.get(metric) ?? []] }));
  }

  /**
   * Returns the share of each job that the allowlist keeps, as far as the series of its metrics are known.
   *
   * @param estimate an estimate of the configurations without the allowlist
   */
  public shares(estimate: CostEstimate): JobShare[] {
    return jobShares(this.metricNames, estimate._loads);
  }

  /**
   * Returns a report: for each job the share that is kept, for each metric what uses it.
   *
   * @param estimate an estimate of the configurations without the allowlist
   */
  public report(estimate: CostEstimate): string {
    return formatReport(this.metrics, this.shares(estimate));
  }
}

function usedBy(user: string, patterns: readonly string[]): UsedMetric[] {
  return patterns.map(pattern => ({ pattern, user }));
}

function named(names: readonly string[]): string[] {
  return names.flatMap(name => namePattern(name) ?? []);
}

function parsed(json: string): { readonly [field: string]: unknown } | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as { readonly [field: string]: unknown } : undefined;
  } catch {
    return undefined;
  }
}

function nameProblems(names: readonly string[]): PropertyProblem[] {
  return names.flatMap((name, index) => name === '' ? [{ path: `metricNames[${index}]`, message: 'must not be empty' }] : []);
}

function shortened(query: string): string {
  return query.length > 60 ? `${query.slice(0, 60)}…` : query;
}
