import { Duration } from 'aws-cdk-lib';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type MonitorConversionOptions, PrometheusOperatorMonitors, ProblemSeverity } from '../../lib';

interface Job {
  readonly [field: string]: unknown;
  readonly relabel_configs: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

function monitor(kind: string, spec: object, metadata: object = { name: 'api', namespace: 'shop' }) {
  return { apiVersion: 'monitoring.coreos.com/v1', kind, metadata, spec };
}

function serviceMonitor(endpoint: object, spec: object = {}) {
  return monitor('ServiceMonitor', { selector: { matchLabels: { app: 'api' } }, endpoints: [endpoint], ...spec });
}

function jobsOf(monitors: PrometheusOperatorMonitors, options?: MonitorConversionOptions): Job[] {
  return (parse(monitors.toScrapeConfiguration(options).toYaml()) as { scrape_configs: Job[] }).scrape_configs;
}

function jobOf(object: object): Job {
  const [job] = jobsOf(PrometheusOperatorMonitors.fromObjects({ ...object }));
  if (job === undefined) throw new Error('the monitor gave no job');
  return job;
}

test('a ServiceMonitor becomes a job for the endpoints of its own namespace', () => {
  const job = jobOf(serviceMonitor({ port: 'web', interval: '45s', path: '/stats', scheme: 'HTTPS' }));
  expect(job).toMatchObject({
    job_name: 'serviceMonitor/shop/api/0', scrape_interval: '45s', metrics_path: '/stats', scheme: 'https',
    kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: ['shop'] } }],
  });
  expect(job.relabel_configs).toContainEqual({
    action: 'keep', regex: '(api);true', source_labels: ['__meta_kubernetes_service_label_app', '__meta_kubernetes_service_labelpresent_app'],
  });
  expect(job.relabel_configs).toContainEqual({ action: 'keep', regex: 'web', source_labels: ['__meta_kubernetes_endpoint_port_name'] });
});

test('a PodMonitor becomes a job for pods, named after its namespace and name', () => {
  const job = jobOf(monitor('PodMonitor', { selector: {}, podMetricsEndpoints: [{ port: 'web' }] }));
  expect(job).toMatchObject({ job_name: 'podMonitor/shop/api/0', kubernetes_sd_configs: [{ role: 'pod' }] });
  expect(job.relabel_configs).toContainEqual({ target_label: 'job', replacement: 'shop/api' });
});

test.each([
  ['In', '(a|b);true', 'keep', 2],
  ['NotIn', '(a|b);true', 'drop', 2],
  ['Exists', 'true', 'keep', 1],
  ['DoesNotExist', 'true', 'drop', 1],
])('the selector operator %s becomes a relabeling', (operator, regex, action, labels) => {
  const job = jobOf(serviceMonitor({}, { selector: { matchExpressions: [{ key: 'app.kubernetes.io/tier', operator, values: ['a', 'b'] }] } }));
  const rule = job.relabel_configs.find(({ regex: written, action: kind }) => written === regex && kind === action);
  expect(rule?.source_labels).toHaveLength(labels);
  expect(JSON.stringify(rule)).toContain('_app_kubernetes_io_tier');
});

test.each([
  ['any namespace', { any: true }, undefined],
  ['the named ones', { matchNames: ['a', 'b'] }, { names: ['a', 'b'] }],
  ['its own', {}, { names: ['shop'] }],
])('a namespace selector may select %s', (_what, namespaceSelector, namespaces) => {
  const job = jobOf(serviceMonitor({}, { namespaceSelector }));
  expect(job.kubernetes_sd_configs).toEqual([{ role: 'endpoints', ...namespaces && { namespaces } }]);
});

test('a monitor without namespace is in the default namespace that the options name', () => {
  const object = monitor('PodMonitor', { selector: {}, podMetricsEndpoints: [{}] }, { name: 'api' });
  const jobs = jobsOf(PrometheusOperatorMonitors.fromObjects(object), { defaultNamespace: 'tools' });
  expect(jobs.map(job => job.job_name)).toEqual(['podMonitor/tools/api/0']);
});

test.each([
  ['basicAuth', { basicAuth: { username: { name: 'a', key: 'b' } } }],
  ['oauth2', { oauth2: { tokenUrl: 'https://example.com' } }],
  ['bearerTokenSecret', { bearerTokenSecret: { name: 'a', key: 'b' } }],
  ['authorization', { authorization: { credentials: { name: 'a', key: 'b' } } }],
  ['tlsConfig.ca', { tlsConfig: { ca: { secret: { name: 'a', key: 'b' } } } }],
  ['tlsConfig.keySecret', { tlsConfig: { keySecret: { name: 'a', key: 'b' } } }],
])('fails if an endpoint needs a secret (%s), and names the object and the field', (field, endpoint) => {
  const monitors = PrometheusOperatorMonitors.fromObjects(serviceMonitor(endpoint));
  expect(monitors.problems()).toEqual([expect.objectContaining({
    severity: ProblemSeverity.ERROR, path: `ServiceMonitor shop/api spec.endpoints[0].${field}`, message: expect.stringContaining('cannot read') as string,
  })]);
  expect(() => monitors.toScrapeConfiguration()).toThrow('cannot read');
  expect(jobsOf(monitors, { omitUnsupported: true })).toEqual([]);
});

test('a certificate authority is left out where insecureSkipVerify does not use it', () => {
  const monitors = PrometheusOperatorMonitors.fromObjects(serviceMonitor({ tlsConfig: { insecureSkipVerify: true, ca: { configMap: { name: 'a', key: 'b' } } } }));

  expect(monitors.problems()).toEqual([expect.objectContaining({ severity: ProblemSeverity.WARNING, path: 'ServiceMonitor shop/api spec.endpoints[0].tlsConfig.ca' })]);
  expect(jobsOf(monitors)[0]?.tls_config).toEqual({ insecure_skip_verify: true });
});

test.each([
  ['29s', true], ['30s', false], ['1m', false],
])('accepts an interval of %s or fails: %s', (interval, isError) => {
  const monitors = PrometheusOperatorMonitors.fromObjects(serviceMonitor({ interval }));
  expect(monitors.problems().some(({ severity }) => severity === ProblemSeverity.ERROR)).toBe(isError);
});

test('a short interval is raised to 30 seconds if the options say so', () => {
  const [job] = jobsOf(PrometheusOperatorMonitors.fromObjects(serviceMonitor({ interval: '15s' })), { raiseShortIntervals: true });
  expect(job?.scrape_interval).toBe('30s');
});

test('the kubelet and the control plane become ready-made jobs, once each', () => {
  const kubelet = (name: string) => monitor('ServiceMonitor', {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'kubelet' } },
    endpoints: [{ path: '/metrics' }, { path: '/metrics/cadvisor', metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'a' }] }, { path: '/metrics/probes' }],
  }, { name });
  const monitors = PrometheusOperatorMonitors.fromObjects(kubelet('one'), kubelet('two'));
  const jobs = jobsOf(monitors);
  expect(jobs).toHaveLength(2);
  expect(JSON.stringify(jobs[1]?.metric_relabel_configs)).toContain('"regex":"a"');
  expect(monitors.problems().filter(({ message }) => message.includes('no ready-made job'))).toHaveLength(2);
});

test('fields that are not known are reported and left out', () => {
  const monitors = PrometheusOperatorMonitors.fromObjects(serviceMonitor({ intervall: '1m' }));
  expect(monitors.problems()).toEqual([expect.objectContaining({ severity: ProblemSeverity.WARNING, message: expect.stringContaining('intervall') as string })]);
});

test('the output of helm template can be used as it is: several documents, comments, objects of other kinds', () => {
  const text = `
---
# Source: chart/templates/service.yaml
apiVersion: v1
kind: Service
---
# Source: chart/templates/monitor.yaml
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: a, namespace: b}
spec:
  selector: {}
  endpoints:
    - port: web
      interval: 10s
---
`;
  expect(PrometheusOperatorMonitors.fromYaml(text).problems()).toEqual([expect.objectContaining({ line: 15, column: 17 })]);
});

test('a List holds several monitors', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [serviceMonitor({}), monitor('PodMonitor', { selector: {}, podMetricsEndpoints: [{}] })] };
  expect(jobsOf(PrometheusOperatorMonitors.fromObjects(list))).toHaveLength(2);
});

test('a folder is read with its subfolders, and problems name the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'monitors-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner', 'a.json'), JSON.stringify(serviceMonitor({ interval: '1s' })));
  writeFileSync(join(folder, 'notes.txt'), 'not: [yaml');
  expect(PrometheusOperatorMonitors.fromFiles(folder).problems()).toEqual([expect.objectContaining({ file: join(folder, 'inner', 'a.json'), line: 1 })]);
});

test('text that is not YAML is a problem with its place', () => {
  expect(PrometheusOperatorMonitors.fromYaml('a: [').problems()).toEqual([expect.objectContaining({ ruleId: 'yaml-syntax', line: 1 })]);
});

test('fails if the input has no monitor', () => {
  expect(() => PrometheusOperatorMonitors.fromYaml('kind: Service').toScrapeConfiguration()).toThrow('found no ServiceMonitor and no PodMonitor');
});

test('the options set the interval and the labels of the configuration', () => {
  const configuration = PrometheusOperatorMonitors.fromObjects(serviceMonitor({}))
    .toScrapeConfiguration({ scrapeInterval: Duration.minutes(2), externalLabels: { cluster: 'a' } });
  expect(parse(configuration.toYaml())).toMatchObject({ global: { scrape_interval: '120s', external_labels: { cluster: 'a' } } });
  expect(configuration.problems().filter(({ severity }) => severity === ProblemSeverity.ERROR)).toEqual([]);
});

test('empty values of an endpoint and its relabelings are as good as none, as charts write them', () => {
  const empty = { path: '', scheme: '', interval: '', scrapeTimeout: '', proxyUrl: '' };
  const relabelings = [{ sourceLabels: [], regex: '', targetLabel: 'team', replacement: '', action: '', modulus: 0 }];
  const job = jobOf(serviceMonitor({ ...empty, relabelings }));

  for (const field of ['metrics_path', 'scheme', 'scrape_interval', 'scrape_timeout', 'proxy_url']) expect(job).not.toHaveProperty(field);
  expect(job.relabel_configs.at(-1)).toEqual({ target_label: 'team', replacement: '' });
});

test('a RoleSelector is written with its keys and values in order', () => {
  const selector = { matchLabels: { tier: 'a', app: 'b' }, matchExpressions: [{ key: 'k8s', operator: 'In', values: ['z', 'y'] }, { key: 'aa', operator: 'Exists' }] };
  const job = jobOf(serviceMonitor({ port: 'web' }, { selector, selectorMechanism: 'RoleSelector' }));
  expect(job.kubernetes_sd_configs).toEqual([expect.objectContaining({
    selectors: ['endpoints', 'service'].map(role => ({ role, label: 'aa,app=b,k8s in (y,z),tier=a' })),
  })]);
});

test('a port number of a PodMonitor gives no endpoint label, and a name does', () => {
  const labelsOf = (endpoint: object) => jobOf(monitor('PodMonitor', { selector: {}, podMetricsEndpoints: [endpoint] })).relabel_configs
    .filter(rule => rule.target_label === 'endpoint');
  expect(labelsOf({ portNumber: 8080 })).toEqual([]);
  expect(labelsOf({ port: 'web' })).toEqual([{ target_label: 'endpoint', replacement: 'web' }]);
});
