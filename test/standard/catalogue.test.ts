import { Dashboards, StandardRules } from '../../lib';
import { parsePromql } from '../../lib/prometheus/promql/parse-promql';
import { RECORDS } from '../../lib/standard/rules/groups';
import { metricName, neededSelectors } from '../../lib/validation/coherence/selectors';
import { metricsOfSeries } from '../../lib/validation/metrics/catalogue';
import { rulesLibrary } from '../../lib/validation/rules-library';
import { expanded, type GrafanaDashboard, queriesOf } from './grafana-dashboard';
import { everyJob } from './promtool-tests';

/** Metrics that no program exposes: the collector and the rules write them. */
const WRITTEN = /^(?:up|scrape_.*|ALERTS)$/;

function unknownMetrics(queries: readonly string[]): string[] {
  const metrics = queries.flatMap((text) => {
    const { expr } = parsePromql(text);
    return expr === undefined ? [] : neededSelectors(expr).map(selector => metricName(selector) ?? '');
  });
  const isUnknown = (metric: string) => !WRITTEN.test(metric) && !RECORDS.has(metric) && metricsOfSeries(metric).length === 0;
  return [...new Set(metrics)].filter(isUnknown).sort();
}

test('every metric of the standard rules is exposed by a program of the catalogue', () => {
  const { groups } = rulesLibrary().groupsIn(StandardRules.forJobs(everyJob()).toYaml());
  const rules = groups.flatMap(group => group.rules as ReadonlyArray<{ expr: string }>);
  expect(unknownMetrics(rules.map(({ expr }) => expr))).toEqual([]);
});

test('every metric of the dashboards is exposed by a program of the catalogue', () => {
  const queries = Dashboards.all().flatMap(({ json }) => queriesOf(JSON.parse(json) as GrafanaDashboard));
  expect(unknownMetrics(queries.map(expr => expanded(expr)))).toEqual([]);
});
