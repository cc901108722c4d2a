import { Duration, Fn, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnScraper } from 'aws-cdk-lib/aws-aps';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AnomalyDetector, ConfigurationEncoding, GrafanaProvisioning, GrafanaWorkspace, Relabeling, RuleGroups, RuleGroupsNamespace,
  ScrapeConfiguration, ScrapeJob, type Scraper, ScraperDestination, type ScraperProps, Workspace, WorkspaceBudget,
  type WorkspaceBudgetProps, WorkspacePrices,
} from '../../lib';
import { errorOf } from '../helpers/problems';
import { subnetsIn } from '../helpers/networks';
import { aScraper, eksSource } from '../helpers/scrapers';
import { anyStack } from '../helpers/stacks';

const MINUTES = 43_200;
const PRICES = WorkspacePrices.usEast1();

/** A job of 1,000 series, those of the scrape included. */
const OWN = new ScrapeJob({ jobName: 'own', staticConfigs: [{ targets: ['10.0.0.1:80'] }] });
const JOB_SIZES = { own: { seriesByMetric: { wait_seconds_bucket: 800, wait_seconds_sum: 80, requests_total: 115 } } };
const SAMPLES = 1000 * MINUTES;
const COST = SAMPLES / 1e7 * 0.9 + SAMPLES * 5 * 2 / 2 ** 30 * 0.03 + 29.2;

function minutely(...jobs: ScrapeJob[]): ScrapeConfiguration {
  return new ScrapeConfiguration({ scrapeInterval: Duration.seconds(60), jobs });
}

class Budgeted {
  public readonly stack: Stack = anyStack();
  public readonly workspace = new Workspace(this.stack, 'Workspace');
  private readonly source = eksSource(this.stack, { subnets: subnetsIn(this.stack, 'a', 'b') });

  public scraper(props: Partial<ScraperProps> = {}, id = 'Scraper'): Scraper {
    const destination = ScraperDestination.workspace(this.workspace);
    return aScraper(this.stack, { source: this.source, destination, scrapeConfiguration: minutely(OWN), ...props }, id);
  }

  public budget(props: Partial<WorkspaceBudgetProps>): WorkspaceBudget {
    return new WorkspaceBudget(this.stack, 'Budget', { workspace: this.workspace, jobSizes: JOB_SIZES, ...props });
  }

  public template(): Template {
    return Template.fromStack(this.stack);
  }

  public error(): string {
    return errorOf(() => this.template()).message;
  }
}

describe('a budget', () => {
  test.each<[string, Partial<WorkspaceBudgetProps>]>([
    ['samples equal to the estimate', { maxSamplesPerMonth: SAMPLES }],
    ['a cost equal to the estimate', { maxMonthlyCost: Math.ceil(COST * 1e6) / 1e6, prices: PRICES }],
    ['both', { maxSamplesPerMonth: SAMPLES, maxMonthlyCost: COST + 1, prices: PRICES }],
  ])('allows %s', (_title, props) => {
    const app = new Budgeted();
    app.scraper();
    app.budget(props);

    expect(() => app.template()).not.toThrow();
  });

  test.each<[string, Partial<WorkspaceBudgetProps>, string]>([
    ['samples', { maxSamplesPerMonth: SAMPLES - 1 }, 'maxSamplesPerMonth: the estimate is 43.2 M samples per month, the budget 43.2 M'],
    ['cost', { maxMonthlyCost: 33, prices: PRICES }, 'maxMonthlyCost: the estimate is $33.10 per month, the budget $33.00'],
  ])('fails above its %s, with the table of jobs', (_title, props, message) => {
    const app = new Budgeted();
    app.scraper();
    app.budget(props);

    expect(app.error()).toContain(message);
    expect(app.error()).toMatch(/own +1 +60s +1,000 +43\.2 M/);
  });

  test('fails with three ways to save samples, each with what it saves', () => {
    const app = new Budgeted();
    app.scraper();
    new RuleGroupsNamespace(app.stack, 'Rules', {
      workspace: app.workspace,
      ruleGroups: RuleGroups.fromObject({ groups: [{ name: 'a', rules: [{ record: 'job:requests:rate5m', expr: 'sum(rate(requests_total[5m]))' }] }] }),
    });
    app.budget({ maxSamplesPerMonth: 1, prices: PRICES });

    expect(app.error()).toContain(`To save samples:
  - drop histogram buckets that no rule or dashboard of the app reads: wait_seconds_bucket: saves about 34.6 M samples, $3.11
  - keep only what is used, with withAllowlist(): 1 metric of the app's rules and dashboards, and those of dashboards elsewhere: saves about 38.0 M samples, $3.42
  - scrape own every 2m: saves about 21.6 M samples, $1.94`);
  });

  test.each<[string, (app: Budgeted) => void]>([
    ['a dashboard', ({ stack, workspace }) => {
      new GrafanaProvisioning(stack, 'Dashboards', {
        grafana: GrafanaWorkspace.fromGrafanaWorkspaceId(stack, 'Grafana', 'g-0123456789'), prometheusWorkspaces: [workspace],
        dashboards: [JSON.stringify({ uid: 'a', title: 'A', panels: [{ targets: [{ expr: 'rate(wait_seconds_bucket{pod="$pod"}[$__rate_interval])' }] }] })],
      });
    }],
    ['an anomaly detector', ({ stack, workspace }) => {
      new AnomalyDetector(stack, 'Detector', { workspace, alias: 'wait', query: 'sum(rate(wait_seconds_bucket[5m]))' });
    }],
  ])('keeps the buckets that %s of the app reads', (_title, create) => {
    const app = new Budgeted();
    app.scraper();
    create(app);
    app.budget({ maxSamplesPerMonth: 1 });

    expect(app.error()).not.toContain('drop histogram buckets');
    expect(app.error()).toContain('1 metric of the app\'s rules and dashboards, and those of dashboards elsewhere: saves about 8.4 M samples');
  });

  test('fails without advice if nothing can be saved', () => {
    const app = new Budgeted();
    app.scraper({ scrapeConfiguration: minutely(new ScrapeJob({ jobName: 'unknown', staticConfigs: [{ targets: ['10.0.0.1:80'] }] })) });
    app.budget({ maxMonthlyCost: 1, prices: PRICES });

    expect(app.error()).toContain('maxMonthlyCost: the estimate is $29.20 per month');
    expect(app.error()).not.toContain('To save samples');
  });

  test('proposes one scrape a minute where jobs scrape more often', () => {
    const app = new Budgeted();
    app.scraper({ scrapeConfiguration: new ScrapeConfiguration({ scrapeInterval: Duration.seconds(30), jobs: [OWN] }) });
    app.budget({ maxSamplesPerMonth: 1 });

    expect(app.error()).toContain('- scrape own every 1m: saves about 43.2 M samples');
  });

  test('keeps buckets that a rule reads', () => {
    const app = new Budgeted();
    app.scraper();
    new RuleGroupsNamespace(app.stack, 'Rules', {
      workspace: app.workspace,
      ruleGroups: RuleGroups.fromObject({ groups: [{ name: 'a', rules: [{ record: 'a:b', expr: 'sum by (le) (rate({__name__=~"wait_.+"}[5m]))' }] }] }),
    });
    app.budget({ maxSamplesPerMonth: 1 });

    expect(app.error()).not.toContain('drop histogram buckets');
  });

  test('lists jobs of unknown size as not counted, and does not fail because of them', () => {
    const app = new Budgeted();
    app.scraper({ scrapeConfiguration: minutely(ScrapeJob.pods()) });
    const budget = app.budget({ maxSamplesPerMonth: 1 });

    expect(() => app.template()).not.toThrow();
    expect(budget.estimate().notCounted.map(({ jobName }) => jobName)).toEqual(['pods']);
  });

  test('counts every scraper of the workspace, also those written with the L1, and no other', () => {
    const app = new Budgeted();
    app.scraper();
    app.scraper({ configurationEncoding: ConfigurationEncoding.BASE64 }, 'Encoded');
    new CfnScraper(app.stack, 'Other', {
      source: {}, destination: { ampConfiguration: { workspaceArn: app.workspace.workspaceArn } },
      scrapeConfiguration: { configurationBlob: minutely(OWN).toYaml() },
    });
    aScraper(new Stack(Stage.of(app.stack), 'Beside'));
    const budget = app.budget({ maxSamplesPerMonth: 3 * SAMPLES });

    expect(budget.estimate().jobs.map(({ scraper, samplesPerMonth }) => [scraper, samplesPerMonth]))
      .toEqual([['Stack/Scraper', SAMPLES], ['Stack/Encoded', SAMPLES], ['Stack/Other', SAMPLES]]);
  });

  test('names scrapers whose configuration is known only at deployment', () => {
    const app = new Budgeted();
    app.scraper();
    new CfnScraper(app.stack, 'Unknown', {
      source: {}, destination: { ampConfiguration: { workspaceArn: app.workspace.workspaceArn } },
      scrapeConfiguration: { configurationBlob: Fn.importValue('configuration') },
    });
    app.budget({ maxSamplesPerMonth: 1 });

    expect(app.error()).toContain('Not counted, since their configuration is known only at deployment: Stack/Unknown');
  });

  test('accepts sizes of single scrapers', () => {
    const app = new Budgeted();
    const small = app.scraper({ scrapeConfiguration: minutely(ScrapeJob.nodeExporter()) }, 'Small');
    app.scraper({ scrapeConfiguration: minutely(ScrapeJob.nodeExporter()) }, 'Large');
    const budget = app.budget({
      maxSamplesPerMonth: 1e12, clusterSize: { nodes: 100, pods: 1000 },
      scraperSizes: [{ scraper: small, clusterSize: { nodes: 3, pods: 30 } }],
    });

    expect(budget.estimate().jobs.map(({ targets }) => targets)).toEqual([3, 100]);
  });

  test('reads the retention of the workspace and tokens in the configuration', () => {
    const app = new Budgeted();
    app.scraper({
      scrapeConfiguration: new ScrapeConfiguration({
        scrapeInterval: Duration.seconds(60), externalLabels: { cluster: Lazy.string({ produce: () => 'a' }) },
        jobs: [new ScrapeJob({
          jobName: 'own', staticConfigs: [{ targets: ['10.0.0.1:80'] }],
          metricRelabelings: [Relabeling.drop({ sourceLabels: ['__name__'], regex: 'wait_.*' })],
        })],
      }),
    });
    const budget = app.budget({ maxSamplesPerMonth: SAMPLES });

    expect(budget.estimate().samplesPerMonth).toBe(120 * MINUTES);
  });
});

describe('the alarm of a budget', () => {
  test('watches the daily average of the ingestion rate', () => {
    const app = new Budgeted();
    const topic = new Topic(app.stack, 'Topic');
    app.budget({ maxSamplesPerMonth: 2_592_000_000, actions: [new SnsAction(topic)] });

    app.template().hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Usage', MetricName: 'ResourceCount', Statistic: 'Average', Period: 86_400, EvaluationPeriods: 1,
      Threshold: 1000, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching',
      Dimensions: Match.arrayWith([{ Name: 'Resource', Value: 'IngestionRate' }, { Name: 'ResourceId', Value: Match.anyValue() }]),
      AlarmActions: [Match.anyValue()], OKActions: [Match.anyValue()],
    });
  });

  test('does not exist for a budget of cost only', () => {
    const app = new Budgeted();
    const budget = app.budget({ maxMonthlyCost: 100, prices: PRICES });

    expect(budget.alarm).toBeUndefined();
    app.template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });
});

test.each<[string, Partial<WorkspaceBudgetProps>, string]>([
  ['without a limit', {}, 'specify maxSamplesPerMonth or maxMonthlyCost'],
  ['with a limit of 0', { maxSamplesPerMonth: 0 }, 'maxSamplesPerMonth: must be a number above 0, got 0'],
  ['with a limit that is a token', { maxSamplesPerMonth: Lazy.number({ produce: () => 1 }) }, 'must be a number above 0 that is known at synthesis'],
  ['with a cost without prices', { maxMonthlyCost: 1 }, 'prices: must be specified with maxMonthlyCost'],
  ['with a negative size', { maxSamplesPerMonth: 1, clusterSize: { nodes: -1 } }, 'clusterSize.nodes: must be a number of at least 0, got -1'],
])('fails if created %s', (_title, props, message) => {
  expect(() => new Budgeted().budget(props)).toThrow(message);
});
