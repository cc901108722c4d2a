import { hasVariable } from '../dashboards/dashboard-variables';
import { metricsOfSeries } from '../metrics/catalogue';
import { isAddedMetric, type MetricSource } from './metric-source';
import { metricName, mismatch, neededSelectors } from './selectors';
import type { WorkspaceQuery } from './workspace-query';

/**
 * Returns the metrics of a query that only jobs of well-known programs could write, and that the catalogue does not have. Versions differ,
 * so this is only a hint.
 */
export function unknownMetrics({ expr }: WorkspaceQuery, sources: readonly MetricSource[], records: ReadonlySet<string>): string[] {
  const names = neededSelectors(expr).flatMap((selector) => {
    const metric = metricName(selector);
    if (metric === undefined || hasVariable(metric) || metric.includes(':') || metric.startsWith('ALERTS') || isAddedMetric(metric)) return [];
    if (metricsOfSeries(metric).length > 0 || records.has(metric)) return [];
    const live = sources.filter(source => mismatch(selector, source) === undefined);
    return live.length > 0 && live.every(({ isOfKnownProgram }) => isOfKnownProgram === true) ? [metric] : [];
  });
  return [...new Set(names)];
}
