import { Dashboards, StandardRules } from '../../lib';
import { parsePromql } from '../../lib/prometheus/promql/parse-promql';
import { validationLibrary } from '../../lib/validation/validation-library';
import { coherenceProblems, deadSelectors } from '../../lib/validation/coherence/coherence';
import { metricSources } from '../../lib/validation/coherence/metric-source';
import { neededSelectors } from '../../lib/validation/coherence/selectors';
import type { WorkspaceQuery } from '../../lib/validation/coherence/workspace-query';
import { rulesLibrary } from '../../lib/validation/rules-library';
import { everyJob } from './promtool-tests';
import { expanded, type GrafanaDashboard, panelsOf, queriesOf, variableQueriesOf } from './grafana-dashboard';

const all = Dashboards.all().map(({ uid, title, json }) => ({ uid, title, dashboard: JSON.parse(json) as GrafanaDashboard }));

test('there are dashboards of the overview, nodes, workloads, pods, API server, collector and alerts, with stable UIDs', () => {
  expect(all.map(({ uid, title }) => `${uid}: ${title}`)).toEqual([
    'cdk-amp-cluster: Kubernetes / Cluster overview', 'cdk-amp-nodes: Kubernetes / Nodes', 'cdk-amp-workloads: Kubernetes / Namespaces and workloads',
    'cdk-amp-pods: Kubernetes / Pods', 'cdk-amp-api-server: Kubernetes / API server', 'cdk-amp-collector: Prometheus / Collector and cost',
    'cdk-amp-alerts: Prometheus / Alerts',
  ]);
});

describe.each(all)('$title', ({ uid, title, dashboard }) => {
  const panels = panelsOf(dashboard);
  const queries = queriesOf(dashboard);

  test('has its UID and title, cannot be edited, and has a version that Grafana 9 knows', () => {
    expect(dashboard).toMatchObject({ uid, title, editable: false, schemaVersion: 36 });
  });

  test('lets users select a Prometheus data source and clusters, and refreshes the options when the time range changes', () => {
    const [source, cluster, ...others] = dashboard.templating.list;
    expect(source).toMatchObject({ name: 'datasource', type: 'datasource', label: 'Data source', query: 'prometheus' });
    expect(cluster).toMatchObject({ name: 'cluster', type: 'query', multi: true, includeAll: true, allValue: '.*', refresh: 2 });
    for (const variable of others.filter(({ type }) => type === 'query')) expect(variable).toMatchObject({ refresh: 2, datasource: { uid: '${datasource}' } });
  });

  test('has panels with an ID of their own, a title, a description, a unit, a place and the chosen data source', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const panel of panels) {
      expect(panel.title).not.toBe('');
      expect(panel.description).toMatch(/\.$/);
      expect(panel.datasource?.uid).toBe('${datasource}');
      expect(panel.fieldConfig?.defaults.unit).toMatch(/./);
      expect(panel.targets?.length).toBeGreaterThan(0);
      expect((panel.gridPos?.x ?? 0) + (panel.gridPos?.w ?? 99)).toBeLessThanOrEqual(24);
    }
  });

  test('has valid queries', () => {
    const texts = [...queries, ...variableQueriesOf(dashboard)].map(text => expanded(text));
    expect(texts.filter(text => parsePromql(text).problems.length > 0)).toEqual([]);
  });

  test('computes rates over Grafana\'s rate interval', () => {
    const ranges = queries.flatMap(expr => expr.match(/\b(?:rate|irate|increase)\([^[]*\[[^\]]*\]/g) ?? []);
    expect(ranges.filter(range => !range.endsWith('[$__rate_interval]'))).toEqual([]);
  });

  test('restricts every query to its cluster', () => {
    expect(queries.filter(expr => !expr.includes('cluster=~"$cluster"') && !expr.includes('Watchdog'))).toEqual([]);
  });

  test('queries only metrics of the ready-made jobs and the standard rules', () => {
    expect(deadQueries([...queries, ...variableQueriesOf(dashboard)])).toEqual([]);
  });

  test('links to dashboards that exist', () => {
    const linked = Array.from(JSON.stringify(dashboard).matchAll(/"\/d\/([\w-]+)\?/g), ([, target]) => target);
    expect(linked.filter(target => !all.some(other => other.uid === target))).toEqual([]);
  });
});

function deadQueries(texts: readonly string[]): string[] {
  const configuration = validationLibrary().validateConfiguration(everyJob().toYaml()).configuration;
  const sources = configuration === undefined ? [] : metricSources(configuration);
  const rules = rulesLibrary().groupsIn(StandardRules.forJobs(everyJob()).toYaml()).groups
    .flatMap(group => group.rules as ReadonlyArray<{ expr: string; record?: string; alert?: string }>);
  const queries: WorkspaceQuery[] = [...rules, ...texts.map(expr => ({ expr: expanded(expr) }))].flatMap((query) => {
    const { expr } = parsePromql(query.expr);
    return expr === undefined ? [] : [{ ...query, expr, text: query.expr, title: query.expr }];
  });
  const isDead = deadSelectors({ sources, queries });
  const dead = texts.filter(text => neededSelectors(parsePromql(expanded(text)).expr ?? { kind: 'number' } as never).some(isDead));
  return [...dead, ...coherenceProblems({ sources, queries }).map(({ message }) => message)];
}
