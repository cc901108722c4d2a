import { Duration } from 'aws-cdk-lib';
import { type Matcher, RE2JS } from 're2js';
import { Relabeling, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { READY_MADE_JOBS, readyMadeFixture } from '../helpers/ready-made-jobs';

interface Rule {
  readonly source_labels?: string[];
  readonly regex?: string;
  readonly replacement?: string;
  readonly target_label?: string;
}

function rulesOf(job: ScrapeJob): Rule[] {
  return (job._render().relabel_configs ?? []) as Rule[];
}

/** Returns true if a relabeling matches a joined value, as in Prometheus. */
function match(rule: Rule | undefined, value: string): Matcher | undefined {
  const matcher = RE2JS.compile(`^(?s:${rule?.regex ?? '(.*)'})$`).matcher(value);
  return matcher.matches() ? matcher : undefined;
}

/** Returns the result of a replace relabeling for a joined value, as in Prometheus, or `undefined` if it does not match. */
function replaced(rule: Rule | undefined, value: string): string | undefined {
  const matcher = match(rule, value);
  return matcher && (rule?.replacement ?? '$1').replace(/\$(\d+)/g, (_, group: string) => matcher.group(Number(group)) ?? '');
}

function addressRules(job: ScrapeJob): Rule[] {
  return rulesOf(job).filter(rule => rule.target_label === '__address__');
}

describe.each(Object.entries(READY_MADE_JOBS))('the ready-made job %s', (name, make) => {
  test('is written as in the file in jobs/', () => {
    expect(new ScrapeConfiguration({ jobs: [make()] }).toYaml()).toBe(readyMadeFixture(name));
  });

  test('has a job name', () => {
    expect(make().jobName).toBe(make()._render().job_name);
  });

  test('accepts another name', () => {
    const { relabel_configs, ...job } = make()._render();
    const rules = (relabel_configs as Rule[]).filter(({ target_label }) => target_label !== 'job');

    expect(make({ jobName: 'mine' })._render()).toEqual({ ...job, relabel_configs: rules, job_name: 'mine' });
  });

  test('accepts settings', () => {
    expect(make({ scrapeInterval: Duration.minutes(2), sampleLimit: 1000 })._render())
      .toEqual({ ...make()._render(), scrape_interval: '2m', sample_limit: 1000 });
  });

  test('applies added relabelings after its own', () => {
    const added = Relabeling.drop({ sourceLabels: ['a'], regex: 'b' });

    expect(rulesOf(make({ relabelings: [added] }))).toEqual([...rulesOf(make()), added._render()]);
  });

  test('applies added metric relabelings after its own', () => {
    const added = Relabeling.drop({ sourceLabels: ['__name__'], regex: 'go_.*' });
    const { metric_relabel_configs: own = [] } = make()._render();

    expect(make({ metricRelabelings: [added] })._render())
      .toEqual({ ...make()._render(), metric_relabel_configs: [...own as Rule[], added._render()] });
  });

  test('has no problems', () => {
    expect(new ScrapeConfiguration({ jobs: [make()], externalLabels: { cluster: 'production' } }).problems()).toEqual([]);
  });
});

describe('the job for pods', () => {
  test.each([false, true])('scrapes some namespaces only (annotationDriven: %s)', (annotationDriven) => {
    expect(ScrapeJob.pods({ annotationDriven, namespaces: ['payments'] })._render().kubernetes_sd_configs)
      .toEqual([{ role: 'pod', namespaces: { names: ['payments'] } }]);
  });

  test.each([
    ['8080;10.0.0.5', '10.0.0.5:8080'],
    ['8080;2001:db8::1', '[2001:db8::1]:8080'],
    ['8080;::1', '[::1]:8080'],
    [';10.0.0.5', undefined],
    ['http;10.0.0.5', undefined],
    ['8080;', undefined],
  ])('with the annotated port and the address %j scrapes %j', (portAndAddress, expected) => {
    const results = addressRules(ScrapeJob.pods({ annotationDriven: true })).map(rule => replaced(rule, portAndAddress));

    expect(results.filter(result => result !== undefined)).toEqual(expected === undefined ? [] : [expected]);
  });

  test.each([['http', 'http'], ['https', 'https'], ['', undefined], ['ftp', undefined]])('with the annotated scheme %j uses %j', (annotation, expected) => {
    const rule = rulesOf(ScrapeJob.pods({ annotationDriven: true })).find(({ target_label }) => target_label === '__scheme__');

    expect(replaced(rule, annotation)).toBe(expected);
  });
});

describe('the job for kube-proxy', () => {
  test.each([
    ['10.0.0.5', '10.0.0.5:10249'],
    ['2001:db8::1', '[2001:db8::1]:10249'],
  ])('in a pod at %s scrapes %s, whatever port the pod declares', (podIp, expected) => {
    const results = addressRules(ScrapeJob.kubeProxy()).map(rule => replaced(rule, podIp));

    expect(results.filter(result => result !== undefined)).toEqual([expected]);
  });
});

describe('a service of a Helm chart', () => {
  test.each([
    ['kube-state-metrics;http', true, false],
    ['kube-state-metrics;metrics', true, false],
    ['kube-state-metrics;telemetry', false, false],
    ['prometheus-node-exporter;metrics', false, true],
    ['node-exporter;http-metrics', false, true],
    ['my-node-exporter;metrics', false, false],
    ['kube-state-metrics;', false, false],
  ])('%s is kept by the job for kube-state-metrics: %s, by that for node-exporter: %s', (nameAndPort, isStateMetrics, isNodeExporter) => {
    expect(match(rulesOf(ScrapeJob.kubeStateMetrics())[0], nameAndPort) !== undefined).toBe(isStateMetrics);
    expect(match(rulesOf(ScrapeJob.nodeExporter())[0], nameAndPort) !== undefined).toBe(isNodeExporter);
  });
});
