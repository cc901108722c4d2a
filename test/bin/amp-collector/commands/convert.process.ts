import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const ROOT = process.cwd();
const folder = new Folder('convert');

const COLLECTOR = `receivers:
  otlp: {}
  prometheus:
    config:
      global: { scrape_interval: 15s }
      scrape_configs:
        - job_name: app
          kubernetes_sd_configs: [{ role: pod }]
          relabel_configs:
            - { source_labels: [__meta_kubernetes_pod_annotation_port, __address__], regex: '(.+);(.+):.*', replacement: '$$2:$$1', target_label: __address__ }
processors:
  resource: { attributes: [{ key: cluster, value: '\${env:CLUSTER}', action: upsert }] }
  k8sattributes: {}
exporters:
  prometheusremotewrite: { endpoint: 'https://aps.example.com' }
service:
  pipelines:
    metrics: { receivers: [prometheus], processors: [resource, k8sattributes], exporters: [prometheusremotewrite] }
`;

const SERVICE_MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  endpoints:
    - { port: web, interval: 10s }
    - { port: admin, basicAuth: { username: { name: a, key: b } } }
`;

const PROMETHEUS_RULE = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: api, namespace: shop }
spec:
  groups:
    - name: api
      partial_response_strategy: warn
      rules:
        - { alert: ApiDown, expr: 'up{job="api"} == 0', for: 5m, labels: { severity: critical } }
        - { record: 'job:up:sum', expr: sum by (job) (up) }
`;

const ALERTMANAGER = `route: { receiver: team }
receivers:
  - name: team
    sns_configs: [{ topic_arn: 'arn:aws:sns:us-east-1:111122223333:alerts', sigv4: { region: us-east-1 } }]
`;

const PROMETHEUS = `# The server's own.
scrape_configs:
  - job_name: own
    kubernetes_sd_configs: [{ role: pod, namespaces: { names: [a] } }]
`;

interface Configuration {
  readonly global?: { readonly [field: string]: unknown };
  readonly scrape_configs: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

async function convert(input: string, args: readonly string[] = []): Promise<Configuration> {
  const { stdout } = await tool(['convert', '-', ...args], { input });
  return parse(stdout) as Configuration;
}

function configMap(data: object, kind = 'ConfigMap'): string {
  return stringify({ apiVersion: 'v1', kind, metadata: { name: 'a' }, data });
}

function base64(text: string | Buffer): string {
  return Buffer.from(text).toString('base64');
}

describe('the configuration of an OpenTelemetry collector', () => {
  test('becomes a scrape configuration, with values for environment variables', async () => {
    const { global, scrape_configs: [job] } = await convert(COLLECTOR, ['--set', 'CLUSTER=production']);

    expect(global).toEqual({ scrape_interval: '30s', external_labels: { cluster: 'production' } });
    expect(job).toMatchObject({ job_name: 'app', relabel_configs: [{ replacement: '$2:$1' }] });
  });

  test('is reported with what was changed and dropped, and the place of each', async () => {
    const file = folder.write('collector.yaml', COLLECTOR);
    const { code, stderr } = await tool(['convert', file, '--set', 'CLUSTER=production']);

    expect(code).toBe(0);
    expect(stderr).toMatch(/^changed {2}\S+collector\.yaml:\d+:\d+: receivers\.prometheus\.config: \$\$ became \$ 2 times$/m);
    expect(stderr).toMatch(/^changed {2}.*scrape_interval 15s was raised to 30s/m);
    expect(stderr).toMatch(/^changed {2}.*processors\.resource: the processor became the external label cluster$/m);
    expect(stderr).toMatch(/^dropped {2}\S+collector\.yaml:\d+:\d+: processors\.k8sattributes: /m);
    expect(stderr).toMatch(/^dropped {2}\S+collector\.yaml:2:\d+: receivers\.otlp: /m);
    expect(stderr).toMatch(/^converted: 1 scrape job/m);
  });

  test('fails without a value for an environment variable, names it, and prints nothing', async () => {
    const { code, stdout, stderr } = await tool(['convert', '-'], { input: COLLECTOR });

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error {4}<stdin>:\d+:\d+: .*'CLUSTER' has no value/m);
    expect(stderr).toContain('--set NAME=VALUE');
  });

  test.each([
    ['an OpenTelemetryCollector', (text: string) => stringify({ apiVersion: 'opentelemetry.io/v1beta1', kind: 'OpenTelemetryCollector', spec: { config: parse(text) as object } })],
    ['a ConfigMap', (text: string) => configMap({ 'collector.yaml': text })],
    ['Helm values', (text: string) => stringify({ mode: 'daemonset', config: parse(text) as object })],
    ['values of a subchart', (text: string) => stringify({ 'opentelemetry-collector': { config: parse(text) as object } })],
    ['JSON', (text: string) => JSON.stringify(parse(text))],
  ])('is found in %s', async (_, wrap) => {
    const { scrape_configs: jobs } = await convert(wrap(COLLECTOR), ['--set', 'CLUSTER=a']);
    expect(jobs.map(job => job.job_name)).toEqual(['app']);
  });
});

describe('Kubernetes objects', () => {
  const stream = [SERVICE_MONITOR, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n'].join('---\n');

  test('in a stream become jobs; what a collector cannot scrape is dropped with a reason', async () => {
    const { code, stdout, stderr } = await tool(['convert', '-'], { input: stream });
    const { scrape_configs: jobs } = parse(stdout) as Configuration;

    expect(code).toBe(0);
    expect(jobs.map(job => [job.job_name, job.scrape_interval])).toEqual([['serviceMonitor/shop/api/0', '30s']]);
    expect(stderr).toMatch(/^changed {2}<stdin>:7:\d+: ServiceMonitor shop\/api spec\.endpoints\[0\]\.interval: the interval 10s is raised to 30s$/m);
    expect(stderr).toMatch(/^dropped {2}<stdin>:8:\d+: ServiceMonitor shop\/api spec\.endpoints\[1\]\.basicAuth: a managed collector cannot read Kubernetes Secrets/m);
    expect(stderr).toMatch(/^skipped {2}1 Kubernetes object of other kinds$/m);
  });

  test('that become several files need a folder', async () => {
    const input = [SERVICE_MONITOR, PROMETHEUS_RULE].join('---\n');
    const out = join(folder.path, 'several');

    expect(await tool(['convert', '-'], { input })).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--out') as string });
    expect((await tool(['convert', '-', '--out', out], { input })).code).toBe(0);
    expect((parse(readFileSync(join(out, 'prometheus.yml'), 'utf8')) as Configuration).scrape_configs).toHaveLength(1);
    expect(parse(readFileSync(join(out, 'rules.yml'), 'utf8'))).toEqual({
      groups: [{
        name: 'api',
        rules: [
          { alert: 'ApiDown', expr: 'up{job="api"} == 0', for: '5m', labels: { severity: 'critical' } },
          { record: 'job:up:sum', expr: 'sum by (job) (up)' },
        ],
      }],
    });
    expect((await tool(['validate', out])).code).toBe(0);
    expect(await tool(['convert', '-', '--out', out], { input })).toMatchObject({ code: 2, stderr: expect.stringContaining('already exists') as string });
    expect((await tool(['convert', '-', '--out', out, '--force'], { input })).code).toBe(0);
  });

  test('of several files and folders are converted together', async () => {
    const manifests = join(folder.path, 'manifests');
    mkdirSync(join(manifests, 'deeper'), { recursive: true });
    writeFileSync(join(manifests, 'a.yaml'), SERVICE_MONITOR);
    writeFileSync(join(manifests, 'deeper', 'b.json'), JSON.stringify(parse(SERVICE_MONITOR.replace('name: api,', 'name: other,'))));
    writeFileSync(join(manifests, 'package.json'), '{ "name": "a" }');
    const { stdout, stderr } = await tool(['convert', manifests, folder.write('own.yml', PROMETHEUS)]);

    expect((parse(stdout) as Configuration).scrape_configs.map(job => job.job_name))
      .toEqual(['own', 'serviceMonitor/shop/api/0', 'serviceMonitor/shop/other/0']);
    expect(stderr).not.toContain('package.json');
  });

  test('groups of one name in several PrometheusRules keep their rules under other names', async () => {
    const { stdout } = await tool(['convert', '-'], { input: [PROMETHEUS_RULE, PROMETHEUS_RULE.replace('name: api,', 'name: other,')].join('---\n') });
    expect((parse(stdout) as { groups: Array<{ name: string }> }).groups.map(({ name }) => name)).toEqual(['api', 'api (shop/other)']);
  });
});

describe('a file within another', () => {
  test('a prometheus.yml in a ConfigMap is printed as it is', async () => {
    expect((await tool(['convert', '-'], { input: configMap({ 'prometheus.yml': PROMETHEUS }) })).stdout).toBe(PROMETHEUS);
  });

  test('sections that belong to a server are dropped with a reason', async () => {
    const input = configMap({ 'prometheus.yml': `${PROMETHEUS}remote_write: [{ url: 'https://a' }]\nalerting: {}\nrule_files: [a]\n` });
    const { code, stdout, stderr } = await tool(['convert', '-'], { input });

    expect(code).toBe(0);
    expect(Object.keys(parse(stdout) as object)).toEqual(['scrape_configs']);
    for (const section of ['remote_write', 'alerting', 'rule_files']) expect(stderr).toMatch(new RegExp(`^dropped {2}<stdin>:\\d+: ${section}: `, 'm'));
  });

  test.each<[string, string]>([
    ['in base64', base64(PROMETHEUS)],
    ['compressed', base64(gzipSync(PROMETHEUS))],
  ])('a prometheus.yml in a Secret, %s, is printed as it is', async (_, data) => {
    expect((await tool(['convert', '-'], { input: configMap({ 'prometheus.yaml.gz': data }, 'Secret') })).stdout).toBe(PROMETHEUS);
  });

  test('an Alertmanager configuration in a Secret becomes a valid definition', async () => {
    const { code, stdout } = await tool(['convert', '-'], { input: configMap({ 'alertmanager.yaml': base64(ALERTMANAGER) }, 'Secret') });

    expect(code).toBe(0);
    expect(parse(stdout)).toEqual({ alertmanager_config: ALERTMANAGER });
  });

  test('values of kube-prometheus-stack become all three files', async () => {
    const values = stringify({
      alertmanager: { config: parse(ALERTMANAGER) as object },
      additionalPrometheusRulesMap: { api: parse(PROMETHEUS_RULE.slice(PROMETHEUS_RULE.indexOf('  groups'))) as object },
      prometheus: {
        additionalPodMonitors: [{ name: 'pods', selector: {}, podMetricsEndpoints: [{ port: 'web' }] }],
        prometheusSpec: { scrapeInterval: '45s', externalLabels: { cluster: 'a' }, additionalScrapeConfigs: (parse(PROMETHEUS) as Configuration).scrape_configs },
      },
    });
    const { code, stdout } = await tool(['convert', '-', '--json'], { input: values });
    const files = (JSON.parse(stdout) as { files: Array<{ name: string; text: string }> }).files;
    const configuration = parse(files[0]?.text ?? '') as Configuration;

    expect(code).toBe(0);
    expect(files.map(({ name }) => name)).toEqual(['prometheus.yml', 'rules.yml', 'alertmanager.yml']);
    expect(configuration.scrape_configs.map(job => job.job_name)).toEqual(['own', 'podMonitor/default/pods/0']);
    expect(configuration.global).toEqual({ scrape_interval: '45s', external_labels: { cluster: 'a' } });
  });

  test('values of the prometheus chart become a scrape configuration', async () => {
    const values = stringify({
      server: { global: { scrape_interval: '2m' } },
      serverFiles: { 'prometheus.yml': parse(PROMETHEUS) as object },
      extraScrapeConfigs: '- job_name: extra\n  static_configs: [{ targets: ["a:80"] }]\n',
    });
    const { scrape_configs: jobs } = await convert(values);
    expect(jobs.map(job => [job.job_name, job.scrape_interval])).toEqual([['own', '2m'], ['extra', undefined]]);
  });
});

describe('input that cannot be converted', () => {
  test.each<[string, string, RegExp]>([
    ['a Compose file', 'services: { a: { image: b } }', /a Compose file, and has nothing that can be converted/],
    ['an unknown text', 'a: b', /of a kind that is not known/],
    ['broken YAML', 'a: [', /^error {4}<stdin>:\d+:\d+: /m],
    ['a template of a chart', 'spec:\n  {{- include "labels" . }}\n  a: b', /the output of helm template/],
    ['a ServiceMonitor of which nothing is left', SERVICE_MONITOR.replace('    - { port: web, interval: 10s }\n', ''), /^dropped .*basicAuth/m],
    ['nothing', '', /found nothing to convert/],
  ])('fails for %s, and names it', async (_, input, expected) => {
    const { code, stdout, stderr } = await tool(['convert', '-'], { input });

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(expected);
  });

  test('fails for an assignment without a name', async () => {
    expect(await tool(['convert', '-', '--set', 'CLUSTER'], { input: COLLECTOR })).toMatchObject({ code: 2, stderr: expect.stringContaining('NAME=VALUE') as string });
  });

  test('fails for --output, and names the option that is meant', async () => {
    const { code, stderr } = await tool(['convert', '-', '--output', 'a'], { input: COLLECTOR });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('did you mean \'--out\'?') as string });
  });

  test('validate names the kind and suggests convert', async () => {
    const { code, stdout } = await tool(['validate', folder.write('monitor.yaml', SERVICE_MONITOR)]);

    expect(code).toBe(1);
    expect(stdout).toContain('the text is a Kubernetes ServiceMonitor');
    expect(stdout).toContain('amp-collector convert');
  });
});

describe('typed code', () => {
  const HOSTILE = '`${process.exit(9)}`\'; process.exit(9); // */ \u2028';
  const INPUT = [COLLECTOR, SERVICE_MONITOR.replace('app: api', `app: ${JSON.stringify(HOSTILE)}`), PROMETHEUS_RULE, `apiVersion: v1
kind: ConfigMap
data:
  alertmanager.yml: |
    ${ALERTMANAGER.replaceAll('\n', '\n    ')}
  prometheus.yml: |
    scrape_configs:
      - job_name: every-field
        honor_labels: true
        params: { module: [a, b] }
        scrape_interval: 1m30s
        scrape_timeout: 500ms
        body_size_limit: 10MB
        scrape_protocols: [PrometheusProto, OpenMetricsText1.0.0]
        tls_config: { insecure_skip_verify: true, min_version: TLS12 }
        bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token
        http_headers: { a: { values: [b] } }
        kubernetes_sd_configs:
          - { role: endpoints, namespaces: { names: [a] }, selectors: [{ role: endpoints, label: a=b }], attach_metadata: { node: true } }
          - { role: pod, namespaces: { own_namespace: true, names: [b] } }
        static_configs: [{ targets: ['10.0.0.1:80'], labels: { a: '1' } }]
        relabel_configs:
          - { regex: 1.10, source_labels: [a], target_label: b }
          - { action: hashmod, source_labels: [a], modulus: 4, target_label: c }
          - { action: labelmap, regex: (.+) }
          - { action: labeldrop, regex: x }
          - { action: KEEP, source_labels: [a], regex: yes }
          - { action: lowercase, source_labels: [a], target_label: a }
          - { action: keepequal, source_labels: [a], target_label: a }
        metric_relabel_configs: [{ source_labels: [__name__], regex: 'go_.*', action: drop }]
`].join('---\n');

  function run(name: string, type: string): object {
    const out = mkdtempSync(join(ROOT, 'dist', `converted-${name}-`));
    try {
      execFileSync(process.execPath, [join(ROOT, 'dist/bin/amp-collector.js'), 'convert', '-', '--set', 'CLUSTER=a', '--to', 'typescript', '--out', out], { input: INPUT, stdio: ['pipe', 'pipe', 'pipe'] });
      writeFileSync(join(out, 'package.json'), JSON.stringify({ type }));
      mkdirSync(join(out, 'node_modules'));
      symlinkSync(ROOT, join(out, 'node_modules/cdk-managed-prometheus'));
      writeFileSync(join(out, 'print.ts'), `import { alertManager, ruleGroups, scrapeConfiguration } from './monitoring.js';
console.log(JSON.stringify([scrapeConfiguration, ruleGroups, alertManager].map(value => value.toYaml())));\n`);
      const options = ['--ignoreConfig', '--strict', '--noUnusedLocals', '--module', 'node20', '--target', 'es2023', '--skipLibCheck', '--types', 'node'];
      execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...options, join(out, 'print.ts')], { cwd: ROOT, stdio: 'inherit' });
      const texts = JSON.parse(execFileSync(process.execPath, [join(out, 'print.js')], { encoding: 'utf8' })) as string[];
      return texts.map(text => parse(text) as object);
    } finally {
      rmSync(out, { recursive: true });
    }
  }

  test.each(['module', 'commonjs'])('compiles to an equal configuration in a project of the type %s', async (type) => {
    const { stdout } = await tool(['convert', '-', '--set', 'CLUSTER=a', '--json'], { input: INPUT });
    const files = (JSON.parse(stdout) as { files: Array<{ text: string }> }).files;

    expect(run(type, type)).toEqual(files.map(({ text }) => normalized(parse(text) as object)));
  }, 120_000);

  /** The typed values write one of several spellings of the same. */
  function normalized(value: object): object {
    return JSON.parse(JSON.stringify(value), (key, item: unknown) => {
      if (key === 'action' && item === 'KEEP') return 'keep';
      if (typeof item !== 'object' || item === null || !('bearer_token_file' in item)) {
        return key === 'alertmanager_config' ? stringify(parse(item as string), { lineWidth: 0 }) : item;
      }
      const { bearer_token_file: file, ...job } = item;
      return { ...job, authorization: { credentials_file: file } };
    }) as object;
  }
});
