import { patternMatcher } from '../../../lib/cost/allowlist/pattern-matcher';
import type { UsedMetric } from '../../../lib/cost/allowlist/used-metrics';

/** A metric that is collected and that nothing uses. */
export interface UnusedMetric {
  readonly metric: string;
  readonly series: number;
}

/** A metric that is used and not found among those that are collected. */
export interface MissingMetric {
  readonly metric: string;
  readonly users: readonly string[];
  readonly reason: 'not in the workspace' | 'dropped by every job' | 'not known to be collected';
}

/** Metrics against their users. */
export interface MetricUsage {
  readonly used: ReadonlyArray<UnusedMetric & { readonly users: readonly string[] }>;
  readonly unused: readonly UnusedMetric[];
  readonly missing: readonly MissingMetric[];
  /** Jobs whose metrics are not known. */
  readonly unknownJobs: readonly string[];
}

/** The metrics that are collected. */
export interface CollectedMetrics {
  readonly series: ReadonlyMap<string, number>;
  readonly unknownJobs: readonly string[];
  /** Returns why a metric is not there. */
  readonly reasonFor: (metric: string) => MissingMetric['reason'];
}

export function metricUsage(used: readonly UsedMetric[], { series, unknownJobs, reasonFor }: CollectedMetrics): MetricUsage {
  const users = new Map<string, Set<string>>();
  for (const { pattern, user } of used) users.set(pattern, (users.get(pattern) ?? new Set()).add(user));
  const patterns = [...users].map(([pattern, names]) => ({ pattern, names: [...names], matches: patternMatcher([pattern]) }));
  const usersOf = (metric: string) => [...new Set(patterns.filter(({ matches }) => matches(metric)).flatMap(by => by.names))];
  const metrics = [...series].filter(([metric]) => !isAdded(metric)).sort(([, left], [, right]) => right - left)
    .map(([metric, count]) => ({ metric, series: count, users: usersOf(metric) }));
  const names = [...series.keys()];
  return {
    used: metrics.filter(metric => metric.users.length > 0),
    unused: metrics.filter(metric => metric.users.length === 0).map(({ metric, series: count }) => ({ metric, series: count })),
    missing: patterns.filter(({ matches }) => !names.some(matches)).sort((left, right) => left.pattern < right.pattern ? -1 : 1)
      .map(({ pattern, names: by }) => ({ metric: pattern, users: by, reason: reasonFor(pattern) })),
    unknownJobs,
  };
}

/** Metrics that nobody can stop: those of each scrape, of recording rules and of alerts. */
function isAdded(metric: string): boolean {
  return metric.includes(':') || /^(?:up|ALERTS|ALERTS_FOR_STATE|scrape_(?:duration_seconds|samples_\w+|series_added))$/.test(metric);
}
