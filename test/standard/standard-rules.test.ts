import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import type { RuleGroups } from '../../lib';
import { type Problem, Relabeling, ScrapeConfiguration, ScrapeJob, StandardRules, type StandardRulesOptions } from '../../lib';
import { ALERTS } from '../../lib/standard/rules/groups';
import { rulesLibrary } from '../../lib/validation/rules-library';
import { ALERT_CASES } from './alert-cases';
import { everyJob } from './promtool-tests';

interface Built {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function rulesOf(groups: RuleGroups): Built[] {
  return rulesLibrary().groupsIn(groups.toYaml()).groups.flatMap(({ rules }) => rules as Built[]);
}

function alerts(configuration: ScrapeConfiguration, options?: StandardRulesOptions): Map<string, Built> {
  const rules = rulesOf(StandardRules.forJobs(configuration, options));
  return new Map(rules.flatMap(rule => rule.alert === undefined ? [] : [[rule.alert, rule]]));
}

const jobs = (...own: ScrapeJob[]) => new ScrapeConfiguration({ jobs: own });
const without = (names: Problem[]) => names.map(({ message }) => message);

test('every standard alert is part of the rules if every ready-made job is scraped', () => {
  expect([...alerts(everyJob()).keys()]).toEqual(ALERTS.map(({ alert }) => alert));
});

test('there are 25 to 40 standard alerts, with names of their own', () => {
  expect(ALERTS.length).toBeGreaterThanOrEqual(25);
  expect(ALERTS.length).toBeLessThanOrEqual(40);
  expect(new Set(ALERTS.map(({ alert }) => alert)).size).toBe(ALERTS.length);
});

test('validation finds no problem in the standard rules', () => {
  expect(without(StandardRules.forJobs(everyJob()).problems())).toEqual([]);
  expect(without(StandardRules.forJobs(ScrapeConfiguration.eksDefault()).problems())).toEqual([]);
});

test('every alert but the watchdog has a case for promtool', () => {
  expect(ALERT_CASES.map(({ alert }) => alert)).toEqual(ALERTS.map(({ alert }) => alert).filter(alert => alert !== 'Watchdog'));
});

test('alerts of programs that no job scrapes are left out', () => {
  const names = [...alerts(jobs(ScrapeJob.coreDns())).keys()];
  expect(names).toEqual([
    'Watchdog', 'CollectorNotScraping', 'CollectorJobWithoutTargets', 'CollectorTargetsDown', 'CollectorJobDown', 'CollectorScrapeRejected',
    'CollectorSamplesJumped', 'CoreDnsErrors', 'CoreDnsSlow',
  ]);
});

test('the jobs of AWS\'s default configuration are recognized by their names', () => {
  const names = alerts(ScrapeConfiguration.eksDefault());
  expect(names.get('ApiServerDatabaseLarge')?.expr).toBe('max by (cluster) (apiserver_storage_size_bytes{job="kubernetes-apiservers"}) > 6442450944');
});

test('alerts whose metric every job drops are left out, and those that read its records', () => {
  const drop = Relabeling.drop({ sourceLabels: ['__name__'], regex: 'apiserver_request_total' });
  const names = [...alerts(jobs(ScrapeJob.apiServer({ metricRelabelings: [drop] }))).keys()];
  expect(names).not.toContain('ApiServerErrorBudgetBurnsFast');
  expect(names).toContain('ApiServerSlow');
});

test('a job with another name is recognized if it is specified', () => {
  const configuration = jobs(ScrapeJob.coreDns({ jobName: 'dns' }));
  expect(alerts(configuration).has('CoreDnsSlow')).toBe(false);
  expect(alerts(configuration, { jobNames: { coreDns: 'dns' } }).get('CoreDnsSlow')?.expr).toContain('{job="dns"}');
});

test('threshold, severity, waiting time and labels of an alert can be changed, and its description follows', () => {
  const { NodeMemoryHigh: alert } = Object.fromEntries(alerts(everyJob(), {
    labels: { team: 'platform' },
    alerts: { NodeMemoryHigh: { threshold: 90, severity: 'critical', for: Duration.minutes(5), labels: { page: 'yes' } } },
  }));
  expect(alert).toMatchObject({
    expr: '100 * instance:node_memory_used:ratio > 90', for: '5m', labels: { team: 'platform', severity: 'critical', page: 'yes' },
  });
  expect(alert?.annotations?.description).toMatch(/more than 90%\.$/);
});

test('a threshold that is known only at deployment is resolved there', () => {
  const stack = new Stack();
  const threshold = new CfnParameter(stack, 'Memory', { type: 'Number' }).valueAsNumber;
  const groups = StandardRules.forJobs(everyJob(), { alerts: { NodeMemoryHigh: { threshold } } });
  expect(groups.problems()).toEqual([]);
  const text = JSON.stringify(stack.resolve(groups.toYaml()));
  expect(text).toContain('instance:node_memory_used:ratio > ",{"Ref":"Memory"}');
});

test('an alert can be left out', () => {
  expect(alerts(everyJob(), { alerts: { PodPending: { enabled: false } } }).has('PodPending')).toBe(false);
});

test('the runbook URL is the prefix and the name of the alert', () => {
  expect(alerts(everyJob()).get('PodPending')?.annotations).not.toHaveProperty('runbook_url');
  expect(alerts(everyJob(), { runbookUrlPrefix: 'https://wiki.example.com/' }).get('PodPending')?.annotations)
    .toMatchObject({ runbook_url: 'https://wiki.example.com/PodPending' });
});

test('rules of one cluster select its series only', () => {
  const rules = rulesOf(StandardRules.forJobs(everyJob({ cluster: 'blue' }), { cluster: 'blue' })).filter(({ alert }) => alert !== 'Watchdog');
  const selectors = rules.flatMap(({ expr }) => expr.match(/\{[^{}]*\}/g) ?? []);
  expect(selectors.filter(selector => !selector.includes('cluster="blue"'))).toEqual([]);
  expect(rules.length).toBe(rulesOf(StandardRules.forJobs(everyJob())).length - 1);
});

test('ranges hold four samples of a slow job', () => {
  const slow = new ScrapeConfiguration({ scrapeInterval: Duration.minutes(3), jobs: [ScrapeJob.coreDns()] });
  expect(alerts(slow).get('CoreDnsSlow')?.expr).toContain('[12m]');
});

test.each<[string, StandardRulesOptions, string]>([
  ['fails if an alert does not exist', { alerts: { NoSuchAlert: {} } }, 'alerts.NoSuchAlert: unknown alert; the standard alerts are Watchdog'],
  ['fails if a percentage is above 100', { alerts: { NodeMemoryHigh: { threshold: 101 } } }, 'alerts.NodeMemoryHigh.threshold: must be a percentage from 0 to 100, got 101'],
  ['fails if a threshold is negative', { alerts: { ApiServerSlow: { threshold: -1 } } }, 'alerts.ApiServerSlow.threshold: must be a number of at least 0, got -1'],
  ['fails if a threshold is not a number', { alerts: { ApiServerSlow: { threshold: NaN } } }, 'alerts.ApiServerSlow.threshold: must be a number of at least 0, got NaN'],
  ['fails if all alerts are given one severity', { labels: { severity: 'critical' } }, 'labels.severity: each alert has a severity of its own'],
  ['fails if an alert is given another name by a label', { alerts: { JobFailed: { labels: { alertname: 'x' } } } }, 'alerts.JobFailed.labels.alertname: the label alertname is the name of the alert'],
  ['fails if a threshold is given to an alert that has none', { alerts: { PodPending: { threshold: 1 } } }, 'alerts.PodPending.threshold: the alert has no threshold'],
  ['fails if a job does not exist', { jobNames: { coreDns: 'dns' } }, 'jobNames.coreDns: the scrape configuration has no job \'dns\''],
  ['fails if no job adds the label of the cluster', { cluster: 'green' }, 'cluster: no job adds the label cluster="green"'],
])('%s', (_, options, message) => {
  expect(() => StandardRules.forJobs(everyJob(), options)).toThrow(message);
});

test('an invalid configuration has the watchdog only', () => {
  expect([...alerts(ScrapeConfiguration.fromYaml('a: [')).keys()]).toEqual(['Watchdog']);
});
