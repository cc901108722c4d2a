import { Duration, Lazy } from 'aws-cdk-lib';
import {
  CostEstimate, type EstimatedScraper, type GrafanaUsers, type JobSize, Relabeling, RuleGroups, ScrapeConfiguration, ScrapeJob,
  type ScrapeJobProps, WorkspacePrices,
} from '../../lib';

const MINUTES = 30 * 24 * 60;
const SCRAPE_SERIES = 5;

function estimate(jobs: ScrapeJob[], scraper: Partial<EstimatedScraper> = {}): CostEstimate {
  const scrapeConfiguration = new ScrapeConfiguration({ scrapeInterval: Duration.seconds(60), jobs });
  return new CostEstimate({ scrapers: [{ scrapeConfiguration, ...scraper }] });
}

function ownJob(size: JobSize | undefined, props: Partial<ScrapeJobProps> = {}) {
  const job = new ScrapeJob({ jobName: 'own', staticConfigs: [{ targets: ['10.0.0.1:80', '10.0.0.2:80'] }], ...props });
  return estimate([job], { jobSizes: size && { own: size } }).jobs[0];
}

describe('the samples of a job', () => {
  test.each<[string, JobSize, Partial<ScrapeJobProps>, number]>([
    ['are targets × series × scrapes, with five series that each scrape adds', { targets: 3, seriesPerTarget: 100 }, {}, 3 * 105 * MINUTES],
    ['take the number of static targets from the configuration', { seriesPerTarget: 100 }, {}, 2 * 105 * MINUTES],
    ['depend on the interval of the job', { targets: 1, seriesPerTarget: 95 }, { scrapeInterval: Duration.seconds(30) }, 100 * 2 * MINUTES],
    ['are those of the series by metric', { targets: 1, seriesByMetric: { a: 3, b: 4 } }, {}, 12 * MINUTES],
    ['leave out metrics that are dropped', { targets: 1, seriesByMetric: { a_bucket: 30, a_sum: 4, b: 1 } },
      { metricRelabelings: [Relabeling.drop({ sourceLabels: ['__name__'], regex: 'a_.*' })] }, (1 + SCRAPE_SERIES) * MINUTES],
    ['leave out metrics that are not kept', { targets: 1, seriesByMetric: { a: 30, b: 4 } },
      { metricRelabelings: [Relabeling.keep({ sourceLabels: ['__name__'], regex: 'a' })] }, (30 + SCRAPE_SERIES) * MINUTES],
    ['contain up and scrape_*, which metric relabelings do not see', { targets: 2, seriesByMetric: { a: 30 } },
      { metricRelabelings: [Relabeling.keep({ sourceLabels: ['__name__'], regex: 'none' })] }, 2 * SCRAPE_SERIES * MINUTES],
    ['count what another label decides as kept', { targets: 1, seriesByMetric: { a: 30 } },
      { metricRelabelings: [Relabeling.drop({ sourceLabels: ['le'], regex: '0.1' })] }, 35 * MINUTES],
    ['may have averages', { targets: 1.5, seriesPerTarget: 5 }, {}, 15 * MINUTES],
  ])('%s', (_title, size, props, samples) => {
    expect(ownJob(size, props)?.samplesPerMonth).toBe(samples);
  });

  test.each<[string, JobSize | undefined, Partial<ScrapeJobProps>, string[]]>([
    ['the series', { targets: 3 }, {}, ['series per target']],
    ['the targets of a discovery', { seriesPerTarget: 3 }, { staticConfigs: undefined, dnsServiceDiscovery: [{ names: ['a.example.com'], port: 80 }] }, ['targets']],
    ['both', undefined, { staticConfigs: undefined, dnsServiceDiscovery: [{ names: ['a.example.com'], port: 80 }] }, ['targets', 'series per target']],
    ['a number that is a token', { targets: 1, seriesPerTarget: Lazy.number({ produce: () => 1 }) }, {}, ['series per target']],
  ])('are unknown without %s, and the job is not counted', (_title, size, props, missing) => {
    const job = ownJob(size, props);

    expect(job).toMatchObject({ missing });
    expect(job?.samplesPerMonth).toBeUndefined();
  });

  test('have a formula with what is known', () => {
    expect(ownJob({ targets: 3 })?.formula).toBe('3 × (series per target + 5) × 43,200');
  });
});

describe('ready-made jobs', () => {
  const clusterSize = { nodes: 20, pods: 400 };

  test.each<[string, ScrapeJob, number, [number, number]]>([
    ['the API server', ScrapeJob.apiServer({ keepAllBuckets: true }), 2, [40_000, 60_000]],
    ['the API server without its largest histograms', ScrapeJob.apiServer(), 2, [20_000, 30_000]],
    ['cAdvisor', ScrapeJob.cadvisor(), 20, [60_000, 120_000]],
    ['the kubelet', ScrapeJob.kubelet(), 20, [30_000, 60_000]],
    ['kube-proxy', ScrapeJob.kubeProxy(), 20, [6000, 16_000]],
    ['the scheduler', ScrapeJob.kubeScheduler(), 2, [3000, 6000]],
    ['the controller manager', ScrapeJob.kubeControllerManager(), 2, [5000, 10_000]],
    ['kube-state-metrics', ScrapeJob.kubeStateMetrics(), 1, [20_000, 40_000]],
    ['the node exporter', ScrapeJob.nodeExporter(), 20, [10_000, 20_000]],
    ['CoreDNS', ScrapeJob.coreDns(), 2, [500, 1000]],
  ])('have a typical size for %s', (_title, job, targets, [least, most]) => {
    const [found] = estimate([job], { clusterSize }).jobs;

    expect(found).toMatchObject({ targets, missing: [], source: expect.stringMatching(/^typical: /) as string });
    expect(found?.series).toBeGreaterThan(least);
    expect(found?.series).toBeLessThan(most);
  });

  test('are recognized by their targets, whatever their names', () => {
    expect(estimate([ScrapeJob.cadvisor({ jobName: 'mine' })], { clusterSize }).jobs[0]).toMatchObject({ jobName: 'mine', targets: 20, missing: [] });
  });

  test('are recognized in AWS\'s default configuration, as text too', () => {
    const scrapeConfiguration = ScrapeConfiguration.fromYaml(ScrapeConfiguration.eksDefault().toYaml());
    const { jobs, notCounted } = new CostEstimate({ scrapers: [{ scrapeConfiguration, clusterSize }] });

    expect(jobs.map(({ jobName, targets }) => [jobName, targets]))
      .toEqual([['pod_exporter', undefined], ['cadvisor', 20], ['kubernetes-apiservers', 2], ['kube-proxy', 20]]);
    expect(notCounted.map(({ jobName }) => jobName)).toEqual(['pod_exporter']);
  });

  test.each([
    ['nodes', { pods: 400 }],
    ['pods', { nodes: 20 }],
  ])('are unknown if the number of %s is', (missing, size) => {
    expect(estimate([ScrapeJob.cadvisor()], { clusterSize: size }).jobs[0]).toMatchObject({ missing: [missing] });
  });

  test('scale to the numbers of the user, with the typical shares of metrics', () => {
    const [typical] = estimate([ScrapeJob.apiServer()]).jobs;
    const size = { seriesPerTarget: (typical?.exposedSeries ?? 0) / 2 * 3 };
    const [scaled] = estimate([ScrapeJob.apiServer()], { jobSizes: { apiserver: size } }).jobs;

    expect((scaled?.series ?? 0) - 2 * SCRAPE_SERIES).toBeCloseTo(3 * ((typical?.series ?? 0) - 2 * SCRAPE_SERIES), 0);
  });
});

describe('the samples that rules read', () => {
  const scraper = {
    scrapeConfiguration: new ScrapeConfiguration({
      scrapeInterval: Duration.seconds(60), jobs: [new ScrapeJob({ jobName: 'own', staticConfigs: [{ targets: ['a:1', 'b:1'] }] })],
    }),
    jobSizes: { own: { seriesByMetric: { requests_total: 10 } } },
  };
  const read = (expr: string, interval = '1m') => new CostEstimate({
    scrapers: [scraper], ruleGroups: [RuleGroups.fromObject({ groups: [{ name: 'a', interval, rules: [{ record: 'r', expr }] }] })],
  });

  test.each<[string, number, string]>([
    ['requests_total', 20, '1m'],
    ['up', 2, '1m'],
    ['sum(rate(requests_total[10m]))', 20 * 10, '1m'],
    ['sum(rate(requests_total[30d]))', 20 * 43_200 / 3, '3m'],
    ['max_over_time(sum(requests_total)[1h:5m])', 20 * 12, '1m'],
    ['requests_total / requests_total', 40, '1m'],
  ])('are those of each window: %s', (expr, samples, interval) => {
    expect(read(expr, interval).querySamplesPerMonth).toBe(samples * MINUTES);
  });

  test('are unknown for metrics of unknown size, which are named', () => {
    expect(read('other_total + {job="own"}').uncountedRuleMetrics).toEqual(['(selectors without a metric name)', 'other_total']);
  });
});

describe('prices', () => {
  const prices = WorkspacePrices.usEast1();

  test.each([
    [0, 0],
    [2e9, 180],
    [2.01e9, 180.35],
    [252e9, 180 + 8750],
    [253e9, 180 + 8750 + 16],
  ])('of the ingestion of %d samples are those of its tiers', (samples, cost) => {
    expect(prices.ingestionCost(samples)).toBeCloseTo(cost, 6);
  });

  test('give the parts of a monthly cost', () => {
    const scrapeConfiguration = new ScrapeConfiguration({ scrapeInterval: Duration.seconds(60), jobs: [new ScrapeJob({ jobName: 'own' })] });
    const { monthlyCost } = new CostEstimate({
      scrapers: [{ scrapeConfiguration, jobSizes: { own: { targets: 10, seriesPerTarget: 995 } } }], prices, retention: Duration.days(60),
    });

    expect(monthlyCost?.ingestion).toBeCloseTo(432e6 / 1e7 * 0.9);
    expect(monthlyCost?.storage).toBeCloseTo(432e6 * 2 * 2 / 2 ** 30 * 0.03);
    expect(monthlyCost?.collectors).toBeCloseTo(29.2);
    expect(monthlyCost?.total).toBeCloseTo(38.88 + 0.0483 + 29.2, 3);
  });

  test('fail with each number that is not a valid price', () => {
    expect(() => new WorkspacePrices({
      region: 'eu-west-1', date: '2026-11-25', ingestion: [{ pricePer10MillionSamples: -1 }], storagePerGbMonth: NaN, collectorPerHour: 0, queryPerBillionSamples: 0,
    })).toThrow(/ingestion\[0\]\.pricePer10MillionSamples: must be a number of at least 0, got -1\n.*storagePerGbMonth: .*got NaN/);
  });
});

test('fails with each size that is not valid', () => {
  expect(() => estimate([], { clusterSize: { nodes: -1 }, jobSizes: { own: { targets: Infinity, seriesByMetric: { a: -2 } } } }))
    .toThrow(/clusterSize\.nodes: .*got -1\n.*jobSizes\.own\.targets: .*got Infinity\n.*seriesByMetric\.a: .*got -2/);
});

test('a table shows each job, the formula of jobs that are not counted, the cost, and that it is not a quote', () => {
  const scrapeConfiguration = new ScrapeConfiguration({
    scrapeInterval: Duration.seconds(60),
    jobs: [new ScrapeJob({ jobName: 'own', staticConfigs: [{ targets: ['a:1', 'b:1'] }] }), ScrapeJob.pods()],
  });
  const text = new CostEstimate({
    scrapers: [{ scrapeConfiguration, jobSizes: { own: { seriesPerTarget: 995 } } }], prices: WorkspacePrices.usEast1(),
  }).toString();

  expect(text).toBe(`Job    Targets  Interval  Series  Samples per month  Ingestion
own          2       60s   2,000             86.4 M      $7.78
pods         ?       60s       ?            unknown
Total                                        86.4 M      $7.78

Not counted:
  pods: specify the targets in jobSizes['pods']; specify the series per target in jobSizes['pods']
    targets × (series per target + 5) × 43,200

Ingestion                                          $7.78
Storage                                            $0.02
Collectors                                        $29.20
Queries of rules                                   $0.00
Per month, without the jobs that are not counted  $37.00
Prices of us-east-1, 2026-11-25, without the free tier. An estimate, not a quote.`);
});

test('JSON has the numbers of the table', () => {
  const parsed = JSON.parse(estimate([new ScrapeJob({ jobName: 'own' })], { jobSizes: { own: { targets: 1, seriesPerTarget: 95 } } }).toJson()) as unknown;

  expect(parsed).toMatchObject({
    samplesPerMonth: 100 * MINUTES, notCounted: [], querySamplesPerMonth: 0,
    jobs: [{ jobName: 'own', targets: 1, scrapeIntervalSeconds: 60, series: 100, samplesPerMonth: 100 * MINUTES, missing: [] }],
  });
});

test('a configuration that cannot be read has no jobs', () => {
  expect(new CostEstimate({ scrapers: [{ scrapeConfiguration: ScrapeConfiguration.fromYaml('scrape_configs: [') }] })).toMatchObject({ jobs: [], samplesPerMonth: 0 });
});

test('a table names the metric relabelings that are not counted, by job', () => {
  const job = new ScrapeJob({
    jobName: 'own', staticConfigs: [{ targets: ['a:1'] }], metricRelabelings: [Relabeling.drop({ sourceLabels: ['__name__', 'le'], regex: 'a_bucket;0.1' })],
  });
  const text = estimate([job], { jobSizes: { own: { seriesByMetric: { a_bucket: 10 } } } }).toString();

  expect(text).toContain('Upper bounds, since the effect of these metric relabelings is not known:\n  own: metric_relabel_configs[0] (drop by __name__ and le)');
});

test('an expression that is a long chain of operators is read', () => {
  const expr = Array.from({ length: 4000 }, () => 'up').join('+');
  const ruleGroups = [RuleGroups.fromObject({ groups: [{ name: 'a', rules: [{ record: 'r', expr }] }] })];

  expect(new CostEstimate({ scrapers: [], ruleGroups }).querySamplesPerMonth).toBe(0);
});

describe('the users of Amazon Managed Grafana', () => {
  const priced = (grafanaUsers: GrafanaUsers | undefined, prices = WorkspacePrices.usEast1()) =>
    new CostEstimate({ scrapers: [], prices, grafanaUsers });
  const { grafanaEditorPerMonth: _, ...withoutUsers } = {
    region: 'us-east-1', date: '2026-11-25', ingestion: [{ pricePer10MillionSamples: 0.9 }], storagePerGbMonth: 0.03, collectorPerHour: 0.04,
    queryPerBillionSamples: 0.1, grafanaEditorPerMonth: 9, grafanaViewerPerMonth: 5,
  };

  test.each<[string, GrafanaUsers, number]>([
    ['editors, viewers and service accounts', { editors: 3, viewers: 10, serviceAccounts: 1 }, 4 * 9 + 10 * 5],
    ['one editor of a workspace that nobody uses', {}, 9],
    ['one editor of each workspace', { workspaces: 3, serviceAccounts: 1, viewers: 1 }, 3 * 9 + 5],
    ['no more editors than are active in the workspaces', { workspaces: 2, editors: 5 }, 5 * 9],
  ])('are charged: %s', (_title, users, dollars) => {
    const { monthlyCost } = priced(users);
    expect([monthlyCost?.grafana, monthlyCost?.total]).toEqual([dollars, dollars]);
  });

  test('are in the table and in JSON, and not a quote', () => {
    const estimated = priced({ editors: 1, viewers: 2, serviceAccounts: 1 });
    expect(estimated.toString()).toContain('Grafana users     $28.00\n');
    expect(estimated.toString()).toContain('Grafana users: 1 editor, 2 viewers, 1 service account (charged as an editor).\nPrices of us-east-1, 2026-11-25');
    expect(estimated.toString()).toContain('An estimate, not a quote.');
    expect(JSON.parse(estimated.toJson())).toMatchObject({
      grafanaUsers: { editors: 1, viewers: 2, serviceAccounts: 1 }, monthlyCost: { grafana: 28 },
    });
    expect(priced({}).toString()).toContain('at least one editor is charged for each of 1 workspace.');
  });

  test('are not in an estimate that names none', () => {
    expect(priced(undefined).toString()).not.toContain('Grafana');
    expect(priced(undefined).monthlyCost).not.toHaveProperty('grafana');
  });

  test('are not counted if their prices are not given, and the table says so', () => {
    const estimated = priced({ editors: 1 }, new WorkspacePrices(withoutUsers));
    expect(estimated.monthlyCost).toMatchObject({ total: 0 });
    expect(estimated.toString()).toContain('They are not counted: their prices are not given.');
  });

  test('fails if a number is negative', () => {
    expect(() => priced({ viewers: -1 })).toThrow('grafanaUsers.viewers: must be a number of at least 0, got -1');
    expect(() => new WorkspacePrices({ ...withoutUsers, grafanaEditorPerMonth: NaN })).toThrow('grafanaEditorPerMonth: must be a number of at least 0');
  });
});
