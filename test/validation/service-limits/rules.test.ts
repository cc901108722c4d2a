import {
  CollectorDestination, CollectorExporter, CollectorSource, type CollectorTarget, ProblemSeverity, ScrapeConfiguration,
} from '../../../lib';
import { SERVICE_LIMIT_RULES } from '../../../lib/validation/service-limits/rules';

const TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const VPC: CollectorTarget = { source: CollectorSource.VPC };
const OPEN_SEARCH: CollectorTarget = { source: CollectorSource.VPC, exporter: CollectorExporter.OPEN_SEARCH };
const CLOUD_WATCH: CollectorTarget = { destination: CollectorDestination.CLOUD_WATCH };

/** The problems of the rules about collectors, as `rule at path`. */
function problems(text: string, target?: CollectorTarget): string[] {
  return ScrapeConfiguration.fromYaml(text).problems(target)
    .filter(({ ruleId }) => ruleId !== 'nothing-to-scrape' && SERVICE_LIMIT_RULES.some(({ id }) => id === ruleId))
    .map(({ ruleId, path }) => `${ruleId} at ${path}`);
}

/** A job with further fields. */
function job(...fields: string[]): string {
  return ['scrape_configs:', '- job_name: app', ...fields.map(field => `  ${field}`)].join('\n');
}

test('a problem has its rule, severity, path, line and column', () => {
  expect(ScrapeConfiguration.fromYaml(job('scrape_interval: 29s')).problems()).toContainEqual({
    ruleId: 'short-interval',
    jobName: 'app',
    severity: ProblemSeverity.ERROR,
    path: 'scrape_configs[0].scrape_interval',
    message: 'scrape_interval must be at least 30s for a managed collector, got 29s',
    line: 3,
    column: 20,
  });
});

describe('the sections of a configuration', () => {
  test.each([
    ['global: {}\nscrape_configs: []', []],
    ['rule_files: [a.yml]', ['unsupported-section at rule_files']],
    ['alerting: {}\nstorage: {}', ['unsupported-section at alerting', 'unsupported-section at storage']],
    ['remote_write: [{url: http://10.0.0.1}]', ['unsupported-section at remote_write']],
  ])('are accepted or reported: %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('a service discovery', () => {
  const kubernetes = job('kubernetes_sd_configs: [{role: pod}]');
  const dns = job('dns_sd_configs: [{names: [a.example.com], type: A, port: 80}]');
  const file = job('file_sd_configs: [{files: [a.json]}]');
  const fixed = job('static_configs: [{targets: ["10.0.0.1:80"]}]');

  test.each<[string, CollectorTarget, string[]]>([
    [kubernetes, {}, []],
    [kubernetes, VPC, ['unsupported-discovery at scrape_configs[0].kubernetes_sd_configs']],
    [dns, {}, ['unsupported-discovery at scrape_configs[0].dns_sd_configs']],
    [dns, VPC, []],
    [file, {}, ['unsupported-discovery at scrape_configs[0].file_sd_configs']],
    [file, VPC, ['unsupported-discovery at scrape_configs[0].file_sd_configs']],
    [dns, CLOUD_WATCH, []],
    [kubernetes, CLOUD_WATCH, []],
    [kubernetes, { ...VPC, ...CLOUD_WATCH }, ['unsupported-discovery at scrape_configs[0].kubernetes_sd_configs']],
    [file, CLOUD_WATCH, ['unsupported-discovery at scrape_configs[0].file_sd_configs']],
    [job('consul_sd_configs: [{}]'), { ...VPC, ...CLOUD_WATCH }, ['unsupported-discovery at scrape_configs[0].consul_sd_configs']],
    [fixed, {}, []],
    [fixed, VPC, []],
  ])('is accepted or reported: %j for %j', (text, target, expected) => {
    expect(problems(text, target)).toEqual(expected);
  });

  test.each<[string, CollectorTarget, string[]]>([
    ['names: [a.example.com], type: a, port: 80', VPC, []],
    ['names: [a.example.com]', VPC, ['dns-record-type at scrape_configs[0].dns_sd_configs[0]']],
    ['names: [a.example.com], type: AAAA, port: 80', VPC, ['dns-record-type at scrape_configs[0].dns_sd_configs[0].type']],
    ['names: [a.example.com], type: "${Token[TOKEN.1]}"', VPC, []],
    ['names: [a.example.com]', {}, ['unsupported-discovery at scrape_configs[0].dns_sd_configs']],
  ])('is reported by its name, %s for %j', (fields, target, expected) => {
    expect(problems(job(`dns_sd_configs: [{${fields}}]`), target)).toEqual(expected);
  });

  test.each([
    ['api_server: https://10.0.0.1', 'api_server'],
    ['kubeconfig_file: /etc/kubeconfig', 'kubeconfig_file'],
  ])('of another cluster (%s) is reported', (field, name) => {
    expect(problems(job('kubernetes_sd_configs:', '- role: pod', `  ${field}`)))
      .toEqual([`other-cluster at scrape_configs[0].kubernetes_sd_configs[0].${name}`]);
  });
});

describe('the scrape interval', () => {
  test.each([
    ['global: {scrape_interval: 30s}', []],
    ['global: {scrape_interval: 29s999ms}', ['short-interval at global.scrape_interval']],
    ['global: {scrape_interval: 10s, scrape_timeout: 5s}', ['short-interval at global.scrape_interval']],
    [job('scrape_interval: 30s'), []],
    [job('scrape_interval: 29s999ms'), ['short-interval at scrape_configs[0].scrape_interval']],
    ['', []],
  ])('is accepted or reported: %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('of the global section is reported once, and not for each job that inherits it', () => {
    expect(problems('global: {scrape_interval: 15s}\nscrape_configs: [{job_name: a}, {job_name: b}]'))
      .toEqual(['short-interval at global.scrape_interval']);
  });
});

describe('the size of a response', () => {
  test.each([
    ['global: {body_size_limit: 50MB}', []],
    ['global: {body_size_limit: 50.1MB}', ['large-body-size-limit at global.body_size_limit']],
    [job('body_size_limit: 0'), []],
    [job('body_size_limit: -1KB'), []],
    [job('body_size_limit: 1GB'), ['large-body-size-limit at scrape_configs[0].body_size_limit']],
  ])('is accepted or reported: %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('fields for CloudWatch', () => {
  test.each([
    ['global: {scrape_interval: 30s, scrape_timeout: 10s, external_labels: {a: b}}', []],
    ['global: {evaluation_interval: 30s}', ['global.evaluation_interval']],
    [job('metrics_path: /m', 'scheme: https', 'tls_config: {insecure_skip_verify: true}', 'relabel_configs: []', 'metric_relabel_configs: []'), []],
    [job('honor_labels: true', 'params: {a: [b]}'), ['scrape_configs[0].honor_labels', 'scrape_configs[0].params']],
    ['scrape_configs: [{job_name: a}, {job_name: b, sample_limit: 1}, {job_name: c, sample_limit: 1}]', ['scrape_configs[1].sample_limit']],
  ])('are accepted or reported: %j', (text, expected) => {
    expect(problems(text, CLOUD_WATCH)).toEqual(expected.map(path => `cloudwatch-field at ${path}`));
    expect(problems(text)).toEqual([]);
  });

  test('that are not listed cause a warning, since AWS does not document that they are refused', () => {
    expect(ScrapeConfiguration.fromYaml(job('honor_labels: true')).problems(CLOUD_WATCH)).toContainEqual(expect.objectContaining({
      ruleId: 'cloudwatch-field',
      severity: ProblemSeverity.WARNING,
      message: 'AWS does not list honor_labels among the fields of a job where the destination is CloudWatch; try it before you rely on it',
    }));
  });

  test('that are refused for another reason are reported once', () => {
    expect(problems(job('basic_auth: {username: a}', 'file_sd_configs: [{files: [a.json]}]'), CLOUD_WATCH))
      .toEqual(['unsupported-authorization at scrape_configs[0].basic_auth', 'unsupported-discovery at scrape_configs[0].file_sd_configs']);
  });
});

describe('authentication', () => {
  test.each([
    [[`authorization: {credentials_file: ${TOKEN_FILE}}`], []],
    [[`authorization: {type: Bearer, credentials_file: ${TOKEN_FILE}}`], []],
    [[`bearer_token_file: ${TOKEN_FILE}`], []],
    [['bearer_token_file: /etc/token'], ['bearer_token_file']],
    [['authorization: {credentials_file: /etc/token}'], ['authorization.credentials_file']],
    [['authorization: {credentials: secret}'], ['authorization.credentials']],
    [[`authorization: {type: Token, credentials_file: ${TOKEN_FILE}}`], ['authorization.type']],
    [['basic_auth: {username: a, password: b}'], ['basic_auth']],
    [['oauth2: {client_id: a, client_secret: b, token_url: "http://10.0.0.1"}'], ['oauth2']],
  ])('is accepted or reported: %j', (fields, expected) => {
    expect(problems(job(...fields))).toEqual(expected.map(path => `unsupported-authorization at scrape_configs[0].${path}`));
  });

  test('with a CloudWatch destination causes a warning, since AWS does not list it there', () => {
    const problems = ScrapeConfiguration.fromYaml(job(`bearer_token_file: ${TOKEN_FILE}`)).problems(CLOUD_WATCH);

    expect(problems).toContainEqual(expect.objectContaining({
      ruleId: 'cloudwatch-authorization', severity: ProblemSeverity.WARNING,
    }));
  });

  test.each([
    ['/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', []],
    ['/etc/ca.crt', ['missing-file at scrape_configs[0].tls_config.ca_file']],
  ])('by a certificate in %s is reported', (path, expected) => {
    expect(problems(job(`tls_config: {ca_file: ${path}}`))).toEqual(expected);
  });
});

describe('a static target', () => {
  test.each([
    ['10.0.0.1', true],
    ['10.0.0.1:9100', true],
    ['[fd00::1]:9100', true],
    ['fd00::1', true],
    ['kubernetes.default.svc', true],
    ['kubernetes.default.svc:443', true],
    ['kubernetes.default.svc.cluster.local:443', false],
    ['node-exporter.monitoring.svc:9100', false],
    ['localhost:9090', false],
    ['10.0.0.256:80', false],
  ])('%s can be resolved: %s', (target, resolved) => {
    expect(problems(job(`static_configs: [{targets: ["${target}"]}]`)))
      .toEqual(resolved ? [] : ['unresolvable-name at scrape_configs[0].static_configs[0].targets[0]']);
  });

  test('may be a name if a relabeling writes the address', () => {
    expect(problems(job(
      'static_configs: [{targets: [shop]}]', 'relabel_configs: [{target_label: __address__, replacement: "10.0.0.1:80"}]',
    ))).toEqual([]);
  });

  test('may be a name if the destination is CloudWatch, as in AWS\'s own examples', () => {
    expect(problems(job('static_configs: [{targets: [ip-10-0-0-1.ec2.internal]}]'), CLOUD_WATCH)).toEqual([]);
  });
});

describe('access beyond the permissions that AWS documents is reported:', () => {
  const apiServer = 'relabel_configs: [{target_label: __address__, replacement: "kubernetes.default.svc:443"}]';

  test.each<[string, string[], string[]]>([
    ['endpoints', ['kubernetes_sd_configs: [{role: endpoints}]'], []],
    ['endpoint slices', ['kubernetes_sd_configs: [{role: endpointslice}]'], ['kubernetes_sd_configs[0].role']],
    ['labels of nodes', ['kubernetes_sd_configs: [{role: pod, attach_metadata: {node: true}}]'], []],
    ['labels of namespaces', ['kubernetes_sd_configs: [{role: pod, attach_metadata: {namespace: true}}]'],
      ['kubernetes_sd_configs[0].attach_metadata.namespace']],
    ['metrics of the API server', [apiServer], []],
    ['service levels of the API server', [apiServer, 'metrics_path: /metrics/slis'], ['metrics_path']],
    ['the same path of a pod', ['metrics_path: /metrics/slis'], []],
    ['the scheduler', [apiServer, 'metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics'], []],
    ['a kubelet', [apiServer, 'metrics_path: /api/v1/nodes/a/proxy/metrics'], []],
    ['a pod by way of the API server', [apiServer, 'metrics_path: /api/v1/namespaces/a/pods/b/proxy/metrics'], ['metrics_path']],
  ])('%s', (_, fields, expected) => {
    expect(problems(job(...fields))).toEqual(expected.map(path => `undocumented-access at scrape_configs[0].${path}`));
  });

  test('is accepted if the app grants it, or if there is no cluster', () => {
    const text = job('kubernetes_sd_configs: [{role: endpointslice}]');

    expect(problems(text, { grantsAccess: true })).toEqual([]);
    expect(problems(job(apiServer, 'metrics_path: /version'), VPC)).toEqual([]);
  });
});

describe('an OpenSearch domain', () => {
  test.each([
    ['scrape_configs: [{job_name: opensearch-exporter}]', []],
    ['scrape_configs: [{job_name: opensearch}]', ['opensearch-job at scrape_configs']],
    ['global: {}', ['opensearch-job at ']],
    ['scrape_configs: [{job_name: opensearch-exporter, static_configs: [{targets: ["10.0.0.1"]}]}]',
      ['opensearch-job at scrape_configs[0].static_configs']],
  ])('is accepted or reported: %j', (text, expected) => {
    expect(problems(text, OPEN_SEARCH)).toEqual(expected);
  });
});

test('values that are known only at deployment are not validated', () => {
  expect(problems(job(
    'scrape_interval: "${Token[TOKEN.1]}"',
    'bearer_token_file: "${Token[TOKEN.2]}"',
    'static_configs: [{targets: ["${Token[TOKEN.3]}"]}]',
    'kubernetes_sd_configs: [{role: "${Token[TOKEN.4]}"}]',
  ))).toEqual([]);
});
