import { stringify } from 'yaml';
import { convertFiles, type FileConversion } from '../../../lib/conversion/files/convert-files';
import { ProblemSeverity } from '../../../lib/validation/problem';
import { validateConfiguration } from '../../../lib/validation/validate';

const JOB = { job_name: 'app', kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['a'] } }] };

function convert(...values: object[]): FileConversion {
  const files = values.map((value, index) => ({ name: `${index}.yml`, text: typeof value === 'string' ? value : stringify(value) }));
  return convertFiles(files, { environment: {}, namespace: 'default' });
}

function configurationOf({ files: [file] }: FileConversion) {
  return file?.value as { global?: object; scrape_configs: ReadonlyArray<Readonly<Record<string, unknown>>> };
}

test('several configurations become one, and settings for all jobs move to each of their jobs', () => {
  const conversion = convert(
    { global: { scrape_interval: '45s', external_labels: { cluster: 'a' } }, scrape_configs: [JOB] },
    { global: { scrape_interval: '2m', external_labels: { cluster: 'b', region: 'c' } }, scrape_configs: [{ ...JOB, job_name: 'other' }] },
  );
  const { global, scrape_configs: jobs } = configurationOf(conversion);

  expect(global).toEqual({ scrape_interval: '45s', external_labels: { cluster: 'a', region: 'c' } });
  expect(jobs.map(job => job.scrape_interval)).toEqual(['45s', '2m']);
  expect(conversion.notes).toEqual([expect.objectContaining({ outcome: 'dropped', file: '1.yml', message: expect.stringContaining('\'a\' is kept, \'b\' is left out') as string })]);
});

test('jobs of one name keep their label under another name', () => {
  const { scrape_configs: jobs } = configurationOf(convert({ scrape_configs: [JOB] }, { scrape_configs: [JOB] }));

  expect(jobs.map(job => job.job_name)).toEqual(['app', 'app (2)']);
  expect(jobs[1]?.relabel_configs).toEqual([{ target_label: 'job', replacement: 'app' }]);
});

test.each<[string, object]>([
  ['a List', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: stringify({ scrape_configs: [JOB] }) } }] }],
  ['a HelmRelease', { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', spec: { values: { prometheus: { prometheusSpec: { additionalScrapeConfigs: [JOB] } } } } }],
  ['an Application of Argo CD', {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: { source: { helm: { valuesObject: { prometheus: { prometheusSpec: { additionalScrapeConfigs: [JOB] } } } } } },
  }],
  ['an Application with text', {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: { source: { helm: { values: stringify({ prometheus: { prometheusSpec: { additionalScrapeConfigs: [JOB] } } }) } } },
  }],
  ['values of an umbrella chart', { 'kube-prometheus-stack': { prometheus: { prometheusSpec: { additionalScrapeConfigs: [JOB] } } } }],
  ['values of an umbrella chart with the chart prometheus', { prometheus: { extraScrapeConfigs: stringify([JOB]) } }],
  ['a list of jobs', [JOB]],
  ['a single job', JOB],
  ['a Secret with a list of jobs', { apiVersion: 'v1', kind: 'Secret', stringData: { 'additional-scrape-configs.yaml': stringify([JOB]) } }],
])('jobs in %s are found', (_, value) => {
  const conversion = convert(value);
  expect(conversion.errors).toEqual([]);
  expect(configurationOf(conversion).scrape_configs).toEqual([JOB]);
});

test.each<[string, object, string]>([
  ['a Probe', { apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe', metadata: { name: 'a' } }, 'Probes are not converted'],
  ['a ScrapeConfig', { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', metadata: { name: 'a' } }, 'ScrapeConfig objects are not converted'],
  ['an AlertmanagerConfig', { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { name: 'a' } }, 'AlertmanagerConfig objects are not converted'],
])('%s is dropped with a reason', (_, value, reason) => {
  const { notes, errors } = convert(value);
  expect(notes).toEqual([expect.objectContaining({ outcome: 'dropped', message: expect.stringContaining(reason) as string })]);
  expect(errors).toEqual([expect.objectContaining({ ruleId: 'nothing-to-convert' })]);
});

test('the settings of a Prometheus object apply to all jobs', () => {
  const prometheus = { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'a' }, spec: { scrapeInterval: '1m30s', externalLabels: { cluster: 'a' } } };
  const monitor = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'b' }, spec: { selector: {}, podMetricsEndpoints: [{ port: 'c' }] } };
  const { global, scrape_configs: [job] } = configurationOf(convert(prometheus, monitor));

  expect(global).toEqual({ scrape_interval: '1m30s', external_labels: { cluster: 'a' } });
  expect(job).not.toHaveProperty('scrape_interval');
});

test('an alias bomb is a problem, and uses little memory', () => {
  const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array.from({ length: 10 }, () => `*a${level}`).join(', ')}]`);
  const { errors } = convert(`a0: &a0 [x]\n${levels.join('\n')}` as unknown as object);
  expect(errors).toEqual([expect.objectContaining({ ruleId: 'yaml-syntax' })]);
});

test('what is converted is valid', () => {
  const { files: [file] } = convert({ global: { scrape_interval: '5s' }, scrape_configs: [{ ...JOB, scrape_interval: '10s' }], remote_write: [] });
  expect(validateConfiguration(file?.text ?? '').problems.filter(({ severity }) => severity === ProblemSeverity.ERROR)).toEqual([]);
});

test.each([['lists', '['.repeat(20_000)], ['mappings', '{a: '.repeat(5000)]])('fails with a message for a text of many nested %s', (_, text) => {
  const { errors } = convert(text as unknown as object);
  expect(errors).toEqual([expect.objectContaining({ ruleId: 'yaml-syntax', message: 'the text is nested too deeply' })]);
});

describe('a text within an object that is not YAML', () => {
  test('is reported with its place', () => {
    const data = { 'rules.yml': 'groups:\n  - name: [\n', 'prometheus.yml': stringify({ scrape_configs: [JOB] }) };
    const { files, notes } = convert({ apiVersion: 'v1', kind: 'ConfigMap', data });

    expect(files).toHaveLength(1);
    expect(notes).toEqual([expect.objectContaining({
      outcome: 'dropped', file: '0.yml', line: 7, path: 'data["rules.yml"]', message: expect.stringContaining('cannot be read as YAML') as string,
    })]);
  });

  test('fails the conversion if it is the configuration of a collector', () => {
    const config = 'receivers:\n  prometheus:\n    config: { global: { scrape_interval: ${env:INTERVAL} } }\n';
    const { errors } = convert({ apiVersion: 'opentelemetry.io/v1beta1', kind: 'OpenTelemetryCollector', spec: { config } });

    expect(errors).toEqual([expect.objectContaining({ ruleId: 'yaml-syntax', file: '0.yml', line: 7, path: 'spec.config' })]);
  });
});

test('a processor that several receivers share is reported once', () => {
  const receiver = { config: { scrape_configs: [JOB] } };
  const { notes } = convert({
    receivers: { 'prometheus': receiver, 'prometheus/two': receiver },
    processors: { attributes: { actions: [{ key: 'team', value: 'a', action: 'upsert' }, { key: 'user', action: 'hash' }] } },
    service: { pipelines: { metrics: { receivers: ['prometheus', 'prometheus/two'], processors: ['attributes'] } } },
  });

  expect(notes.map(({ outcome, path }) => `${outcome} ${path}`)).toEqual(['changed processors.attributes', 'dropped processors.attributes']);
});

test('several monitors of one component become one ready-made job', () => {
  const kubelet = (name: string) => ({
    apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name },
    spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'kubelet' } }, endpoints: [{ port: 'https-metrics' }] },
  });
  expect(configurationOf(convert(kubelet('a'), kubelet('b'))).scrape_configs.map(job => job.job_name)).toEqual(['kubelet']);
});

test('an alert manager definition keeps its templates', () => {
  const definition = `alertmanager_config: |
  route: { receiver: team }
  receivers: [{ name: team }]
template_files: { a: "{{ define \\"a\\" }}b{{ end }}" }
`;
  expect(convert(definition as unknown as object).files).toEqual([expect.objectContaining({ kind: 'alert-manager-definition', text: definition })]);
});
