import { Duration } from 'aws-cdk-lib';
import { Allowlist, type AllowlistProps, CostEstimate, Dashboards, RuleGroups, ScrapeConfiguration, ScrapeJob, StandardRules } from '../../../lib';

function namesOf(props: AllowlistProps): string[] {
  return new Allowlist(props).metricNames;
}

function rules(...list: object[]): RuleGroups {
  return RuleGroups.fromObject({ groups: [{ name: 'group', rules: list }] });
}

function dashboard(fields: object): string {
  return JSON.stringify({ title: 'Shop', panels: [], ...fields });
}

function panel(expr: string): string {
  return dashboard({ panels: [{ title: 'Panel', targets: [{ expr }] }] });
}

describe('the allowlist of rules', () => {
  test.each<[string, string, string[]]>([
    ['names of selectors', 'sum(rate(b_total[5m])) / a', ['a', 'b_total']],
    ['names in braces', '{__name__="a", x="y"} + {"b"}', ['a', 'b']],
    ['a regular expression', '{__name__=~"a_.+|b"}', ['(?:a_.+|b)']],
    ['names below absent() and on the right of unless', 'absent(a) or (b unless c)', ['a', 'b', 'c']],
    ['only the part of a histogram that is read', 'histogram_quantile(0.9, rate(wait_bucket[5m]))', ['wait_bucket']],
    ['escaped dots of UTF-8 names', '{"http.requests"}', ['http\\.requests']],
    ['everything for a selector without a name', '{job="a"}', ['.+']],
    ['everything for a name that must not be', '{__name__!="a", job="b"}', ['.+']],
    ['everything for an expression that cannot be read', 'sum(', ['.+']],
    ['nothing for what a scrape or the service adds', 'up + scrape_duration_seconds + ALERTS', []],
    ['names in a subquery and after an offset', 'max_over_time(rate(a[5m])[1h:]) + b offset 1h', ['a', 'b']],
  ])('has %s', (_title, expr, names) => {
    expect(namesOf({ ruleGroups: [rules({ alert: 'A', expr })] })).toEqual(names);
  });

  test('leaves out metrics that another rule records, in any namespace', () => {
    expect(namesOf({ ruleGroups: [rules({ alert: 'A', expr: 'job:a:sum > 1' }), rules({ record: 'job:a:sum', expr: 'sum(a)' })] })).toEqual(['a']);
  });

  test('keeps a recorded name that a target may expose, too', () => {
    expect(namesOf({ ruleGroups: [rules({ record: 'a', expr: 'sum(b)' }, { alert: 'A', expr: 'a > 1' })] })).toEqual(['a', 'b']);
  });

  test('has the metrics that annotations query', () => {
    const annotations = { summary: '{{ with query "sum(a)" }}{{ end }}{{ query `b{x="y"}` }}{{ printf "c{x=%q}" $labels.x | query }}' };

    expect(namesOf({ ruleGroups: [rules({ alert: 'A', expr: 'd', annotations })] })).toEqual(['a', 'b', 'd']);
  });
});

describe('the allowlist of dashboards', () => {
  test.each<[string, string, string[]]>([
    ['ranges', 'rate(a[$__rate_interval]) + rate(b[${window}:30s]) + rate(c[[[x]]])', ['a', 'b', 'c']],
    ['offsets', 'a offset $shift', ['a']],
    ['label values', 'a{x="$x", y=~"${y:regex}", z=~"[[z]]|b"}', ['a']],
    ['labels', 'sum by ($label, "b") (a)', ['a']],
    ['numbers', 'topk($count, a) > $limit * 2', ['a']],
    ['parts of names', 'node_${kind}_total + {__name__=~"http_$verb.*"}', ['http_.*.*', 'node_.*_total']],
    ['metrics', '$metric{job="a"}', ['.+']],
    ['metrics in a range', 'rate(${metric}[5m])', ['.+']],
    ['metrics that are aggregated', 'sum($metric)', ['.+']],
  ])('replaces variables for %s', (_title, expr, names) => {
    expect(namesOf({ dashboards: [panel(expr)] })).toEqual(names);
  });

  test.each<[string, unknown, string[]]>([
    ['the values of a label', 'label_values(a{x="$x"}, pod)', ['a']],
    ['the values of a label of all metrics', 'label_values(pod)', []],
    ['the result of a query', 'query_result(sum(a))', ['a']],
    ['metrics', 'metrics(http_)', ['(?:.*(?:http_).*)']],
    ['names of labels', 'label_names()', []],
    ['an object of new versions of Grafana', { query: 'label_values(a, pod)', refId: 'A' }, ['a']],
  ])('reads variables that ask for %s', (_title, query, names) => {
    expect(namesOf({ dashboards: [dashboard({ templating: { list: [{ name: 'x', type: 'query', query }] } })] })).toEqual(names);
  });

  test('reads rows, nested panels, annotations and the answers of the API, and no other data source', () => {
    const json = JSON.stringify({
      meta: {},
      dashboard: {
        title: 'Shop',
        annotations: { list: [{ expr: 'd' }] },
        rows: [{ panels: [{ targets: [{ expr: 'a' }] }] }],
        panels: [
          { type: 'row', panels: [{ title: 'Inner', targets: [{ expr: 'b' }] }] },
          { datasource: { type: 'loki', uid: 'l' }, targets: [{ expr: '{app="x"} |= "y"' }] },
          { datasource: { type: 'prometheus' }, targets: [{ expr: 'c' }, { datasource: { type: 'cloudwatch' }, expr: 'e' }] },
        ],
      },
    });

    expect(namesOf({ dashboards: [json] })).toEqual(['a', 'b', 'c', 'd']);
  });

  test('fails for something other than a dashboard', () => {
    expect(() => new Allowlist({ dashboards: ['{', '[]'] })).toThrow(/dashboards\[0\]: must be a JSON object\n.*dashboards\[1\]: must be a JSON object/);
  });
});

test('an allowlist has queries, names, and the metrics of split cost allocation, each with its users', () => {
  const allowlist = new Allowlist({
    ruleGroups: [rules({ alert: 'A', expr: 'b' })], dashboards: [panel('b')], queries: ['avg(c)'], metricNames: ['a'], splitCostAllocation: true,
  });

  expect(allowlist.metrics).toEqual([
    { metric: 'a', users: ['added by name'] },
    { metric: 'b', users: ['rule A in group group', 'dashboard \'Shop\', panel \'Panel\''] },
    { metric: 'c', users: ['query avg(c)'] },
    { metric: 'container_cpu_usage_seconds_total', users: ['split cost allocation'] },
    { metric: 'container_memory_working_set_bytes', users: ['split cost allocation'] },
  ]);
});

test('a report shows the metrics that are kept of each job, and the users of each metric', () => {
  const job = new ScrapeJob({ jobName: 'own', staticConfigs: [{ targets: ['a:1'] }] });
  const scrapeConfiguration = new ScrapeConfiguration({ scrapeInterval: Duration.seconds(60), jobs: [job, ScrapeJob.pods()] });
  const jobSizes = { own: { seriesByMetric: { a: 20, b_bucket: 75 } } };
  const estimate = new CostEstimate({ scrapers: [{ scrapeConfiguration, jobSizes }] });

  expect(new Allowlist({ queries: ['a', 'a + 1', 'a + 2', 'a + 3'] }).report(estimate)).toBe(`Job    Series     Kept
own       100       25  25%
pods  unknown  unknown

Metric  Used by
a       query a; query a + 1; query a + 2 and 1 more`);
});

test('an estimate with the allowlist is the share that the report shows', () => {
  const scrapeConfiguration = new ScrapeConfiguration({ jobs: [ScrapeJob.nodeExporter(), ScrapeJob.apiServer()] });
  const clusterSize = { nodes: 3, pods: 30 };
  const allowlist = new Allowlist({ metricNames: ['node_load1', 'apiserver_request_total'] });
  const without = new CostEstimate({ scrapers: [{ scrapeConfiguration, clusterSize }] });
  const listed = scrapeConfiguration.withAllowlist(allowlist.metricNames);
  const withAllowlist = new CostEstimate({ scrapers: [{ scrapeConfiguration: listed, clusterSize }] });

  expect(withAllowlist.jobs.map(({ series }) => series)).toEqual(allowlist.shares(without).map(({ keptSeries }) => keptSeries));
});

test('an allowlist of the standard rules and dashboards leaves every one of these rules, and drops most series', () => {
  const configuration = new ScrapeConfiguration({
    scrapeInterval: Duration.seconds(60),
    jobs: [
      ScrapeJob.apiServer(), ScrapeJob.cadvisor(), ScrapeJob.kubelet(), ScrapeJob.kubeScheduler(), ScrapeJob.kubeControllerManager(),
      ScrapeJob.kubeStateMetrics(), ScrapeJob.nodeExporter(), ScrapeJob.coreDns(), ScrapeJob.kubeProxy(),
    ],
  });
  const ruleGroups = [StandardRules.forJobs(configuration)];
  const allowlist = new Allowlist({ ruleGroups, dashboards: Dashboards.all().map(({ json }) => json) });
  const listed = configuration.withAllowlist(allowlist.metricNames);
  const samples = (scrapeConfiguration: ScrapeConfiguration) =>
    new CostEstimate({ scrapers: [{ scrapeConfiguration, clusterSize: { nodes: 20, pods: 400 } }] }).samplesPerMonth;

  expect(allowlist.metricNames).not.toContain('.+');
  expect(StandardRules.forJobs(listed).toYaml()).toBe(ruleGroups[0]?.toYaml());
  expect(samples(listed) / samples(configuration)).toBeLessThan(0.5);
});
