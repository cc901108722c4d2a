import { parse, stringify } from 'yaml';
import { OpenTelemetryConfiguration, ProblemSeverity } from '../../lib';

const JOB = {
  job_name: 'app',
  kubernetes_sd_configs: [{ role: 'pod' }],
  relabel_configs: [{ source_labels: ['__address__'], regex: '(.+):.*', target_label: '__address__', replacement: '$$1:9090' }],
};

function collector(extra: object = {}, processors: readonly string[] = []) {
  return {
    receivers: { prometheus: { config: { global: { scrape_interval: '30s' }, scrape_configs: [JOB] } } },
    exporters: { prometheusremotewrite: { endpoint: 'https://example.com' } },
    service: { pipelines: { metrics: { receivers: ['prometheus'], processors, exporters: ['prometheusremotewrite'] } } },
    ...extra,
  };
}

interface Converted {
  readonly global: object;
  readonly scrape_configs: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

function convert(value: object, options = {}): Converted {
  return parse(OpenTelemetryConfiguration.fromObject({ ...value }).toScrapeConfiguration(options).toYaml()) as Converted;
}

test('a doubled dollar becomes a single one', () => {
  expect(convert(collector()).scrape_configs[0]).toMatchObject({ relabel_configs: [{ replacement: '$1:9090' }] });
});

test('global settings of a single receiver stay global', () => {
  expect(convert(collector()).global).toEqual({ scrape_interval: '30s' });
});

test('global settings of several receivers move to their jobs', () => {
  const receiver = (interval: string) => ({ config: { global: { scrape_interval: interval }, scrape_configs: [JOB] } });
  const { scrape_configs: jobs } = convert({ receivers: { 'prometheus': receiver('30s'), 'prometheus/2': receiver('45s') } });
  expect(jobs.map(job => job.scrape_interval)).toEqual(['30s', '45s']);
});

test.each([
  ['the collector\'s own file', (text: string) => text],
  ['an OpenTelemetryCollector with text', (text: string) => stringify({ kind: 'OpenTelemetryCollector', spec: { config: text } })],
  ['an OpenTelemetryCollector with fields', (text: string) => stringify({ kind: 'OpenTelemetryCollector', spec: { config: parse(text) as object } })],
  ['a ConfigMap', (text: string) => stringify({ kind: 'ConfigMap', data: { 'collector.yaml': text } })],
  ['the values of a Helm chart', (text: string) => stringify({ mode: 'deployment', config: parse(text) as object })],
])('%s is unwrapped', (_what, wrap) => {
  const configuration = OpenTelemetryConfiguration.fromYaml(wrap(stringify(collector())));
  expect(configuration.problems()).toEqual([]);
  expect((parse(configuration.toScrapeConfiguration().toYaml()) as Converted).scrape_configs.map(job => job.job_name)).toEqual(['app']);
});

test.each([
  ['${env:CLUSTER}', 'blue'],
  ['${CLUSTER}', 'blue'],
  ['${env:MISSING:-green}', 'green'],
  ['$${CLUSTER}', '${CLUSTER}'],
  ['$1', '$1'],
])('the text %s is resolved to %s', (text, expected) => {
  const receivers = { prometheus: { config: { global: { external_labels: { cluster: text } }, scrape_configs: [JOB] } } };
  expect(convert({ ...collector(), receivers }, { environment: { CLUSTER: 'blue' } }).global).toMatchObject({ external_labels: { cluster: expected } });
});

test('fails if an environment variable has no value, with its name and place', () => {
  const text = stringify({ ...collector(), receivers: { prometheus: { config: { scrape_configs: [{ ...JOB, metrics_path: '/${env:PATH_OF_METRICS}' }] } } } });
  const configuration = OpenTelemetryConfiguration.fromYaml(text);
  expect(configuration.problems()).toEqual([expect.objectContaining({
    ruleId: 'open-telemetry-variable', message: expect.stringContaining('\'PATH_OF_METRICS\'') as string, line: expect.any(Number) as number,
    path: 'receivers.prometheus.config.scrape_configs[0].metrics_path',
  })]);
  expect(() => configuration.toScrapeConfiguration()).toThrow('PATH_OF_METRICS');
});

test('inherited properties of objects are not environment variables', () => {
  const receivers = { prometheus: { config: { scrape_configs: [{ ...JOB, metrics_path: '/${constructor}' }] } } };
  expect(OpenTelemetryConfiguration.fromObject({ ...collector(), receivers }).problems()).toHaveLength(1);
});

test.each([
  ['filter', { metrics: { include: { match_type: 'strict', metric_names: ['a.b'] } } }, { action: 'keep', regex: 'a\\.b(_bucket|_sum|_count)?' }],
  ['filter', { metrics: { exclude: { match_type: 'regexp', metric_names: ['^go_', 'x$'] } } }, { action: 'drop', regex: '(?:go_).*|.*(?:x)(_bucket|_sum|_count)?' }],
  ['filter/ottl', { metrics: { metric: ['name == "a"'] } }, { action: 'drop', regex: 'a(_bucket|_sum|_count)?' }],
  ['filter/ottl', { metrics: { metric: ['not IsMatch(name, "^a_.*")'] } }, { action: 'keep', regex: '(?:a_.*).*' }],
  ['metricstransform', { transforms: [{ include: 'a', action: 'update', new_name: 'b' }] }, { target_label: '__name__', replacement: 'b${1}' }],
  ['metricstransform', { transforms: [{ include: '^node_(.*)$', match_type: 'regexp', action: 'update', new_name: 'host_$${1}' }] },
    { source_labels: ['__name__'], regex: '(?:node_(.*))', target_label: '__name__', replacement: 'host_${1}' }],
  ['metricstransform', { transforms: [{ include: '^(.*)_total$', match_type: 'regexp', action: 'update', new_name: '$${1}' }] },
    { regex: '(?:(.+)_total)(_bucket|_sum|_count)?', replacement: '${1}${2}' }],
  ['metricstransform', { transforms: [{ include: 'a', action: 'update', operations: [{ action: 'add_label', new_label: 'x', new_value: '$y' }] }] },
    { target_label: 'x', replacement: '$$y' }],
  ['attributes', { actions: [{ key: 'team', value: 'shop', action: 'upsert' }] }, { target_label: 'team', replacement: 'shop' }],
  ['attributes', { actions: [{ key: 'team', value: 'shop', action: 'insert' }] }, { source_labels: ['team'], regex: '', target_label: 'team' }],
  ['attributes', { actions: [{ key: 'a.b', action: 'delete' }] }, { action: 'labeldrop', regex: 'a_b' }],
])('the processor %s with %j becomes a metric relabeling', (name, settings, expected) => {
  const [job] = convert(collector({ processors: { [name]: settings } }, [name])).scrape_configs;
  expect(job?.metric_relabel_configs).toEqual([expect.objectContaining(expected)]);
});

test('resource attributes and the labels of the exporter become external labels', () => {
  const extra = {
    processors: { resource: { attributes: [{ key: 'cloud.region', value: 'us-east-1', action: 'upsert' }] } },
    exporters: { prometheusremotewrite: { external_labels: { cluster: '${env:CLUSTER}' } } },
  };
  expect(convert(collector(extra, ['resource']), { environment: { CLUSTER: 'a' } }).global)
    .toMatchObject({ external_labels: { cloud_region: 'us-east-1', cluster: 'a' } });
});

test.each([
  ['k8sattributes', {}],
  ['transform', { metric_statements: [] }],
  ['filter', { metrics: { datapoint: ['attributes["a"] == "b"'] } }],
  ['metricstransform', { transforms: [{ include: 'a', action: 'combine' }] }],
  ['metricstransform', { transforms: [{ include: '^node_', match_type: 'regexp', action: 'update', new_name: 'host' }] }],
  ['metricstransform', { transforms: [{ include: 'a', action: 'update', new_name: 'b', experimental_match_labels: { cpu: '0' } }] }],
  ['attributes', { actions: [{ key: 'a', from_attribute: 'b', action: 'upsert' }] }],
])('the processor %s with %j cannot be carried over, and is reported', (name, settings) => {
  const problems = OpenTelemetryConfiguration.fromObject(collector({ processors: { [name]: settings } }, [name])).problems();
  expect(problems).toEqual([expect.objectContaining({ severity: ProblemSeverity.WARNING, path: `processors.${name}`, ruleId: 'open-telemetry-not-converted' })]);
});

test.each(['batch', 'memory_limiter/small'])('the processor %s has no effect on metrics, and is left out silently', (name) => {
  expect(OpenTelemetryConfiguration.fromObject(collector({ processors: { [name]: {} } }, [name])).problems()).toEqual([]);
});

test('several receivers are joined, and jobs of one name keep their label', () => {
  const receiver = { config: { scrape_configs: [JOB] } };
  const { scrape_configs: jobs } = convert({ receivers: { 'prometheus': receiver, 'prometheus/2': receiver } });
  expect(jobs.map(job => job.job_name)).toEqual(['app', 'app (prometheus/2)']);
  expect((jobs[1]?.relabel_configs as object[])[0]).toEqual({ target_label: 'job', replacement: 'app' });
});

test('the options choose among the receivers', () => {
  const receiver = { config: { scrape_configs: [JOB] } };
  const { scrape_configs: jobs } = convert({ receivers: { 'prometheus': receiver, 'prometheus/2': receiver } }, { receivers: ['prometheus/2'] });
  expect(jobs).toHaveLength(1);
});

test('a target allocator is reported', () => {
  const receivers = { prometheus: { config: { scrape_configs: [JOB] }, target_allocator: { endpoint: 'http://allocator' } } };
  expect(OpenTelemetryConfiguration.fromObject({ receivers }).problems()).toEqual([expect.objectContaining({ ruleId: 'open-telemetry-target-allocator' })]);
});

test('fails if there is no prometheus receiver', () => {
  expect(() => OpenTelemetryConfiguration.fromYaml('receivers: {otlp: {}}').toScrapeConfiguration()).toThrow('found no receiver of the type prometheus');
});

describe('variables of the agent\'s own pod and node', () => {
  const withJob = (job: object) => ({ receivers: { prometheus: { config: { scrape_configs: [{ job_name: 'own', ...job }, JOB] } } } });
  const problemsOf = (value: object) =>
    OpenTelemetryConfiguration.fromObject({ ...value }).problems().map(({ severity, ruleId }) => [severity, ruleId]);

  test.each(['${env:MY_POD_IP}:8888', '${MY_POD_IP}:8888', '${env:K8S_NODE_IP}:9100', '$HOST_IP:9100'])('leave out a job that scrapes %s', (target) => {
    const value = withJob({ static_configs: [{ targets: [target] }] });

    expect(convert(value).scrape_configs.map(job => job.job_name)).toEqual(['app']);
    expect(problemsOf(value)).toEqual([[ProblemSeverity.WARNING, 'open-telemetry-not-converted']]);
  });

  test.each([
    ['a selector', { kubernetes_sd_configs: [{ role: 'pod', selectors: [{ role: 'pod', field: 'spec.nodeName=${env:K8S_NODE_NAME}' }] }] }],
    ['a relabeling', {
      kubernetes_sd_configs: [{ role: 'pod' }],
      relabel_configs: [{ source_labels: ['__meta_kubernetes_pod_node_name'], action: 'keep', regex: '$K8S_NODE_NAME' }],
    }],
  ])('in %s limit the agent to its node, which a collector is not', (_, job) => {
    const value = withJob(job);

    expect(convert(value).scrape_configs[0]).toMatchObject({ job_name: 'own', kubernetes_sd_configs: [{ role: 'pod' }] });
    expect(JSON.stringify(convert(value))).not.toContain('NODE_NAME');
    expect(problemsOf(value)).toEqual([[ProblemSeverity.WARNING, 'open-telemetry-agent']]);
  });

  test('are taken from the environment if it has them', () => {
    const value = withJob({ static_configs: [{ targets: ['${env:NODE_IP}:9100'] }] });
    const [job] = convert(value, { environment: { NODE_IP: '10.0.0.1' } }).scrape_configs;
    expect(job).toMatchObject({ static_configs: [{ targets: ['10.0.0.1:9100'] }] });
  });
});
