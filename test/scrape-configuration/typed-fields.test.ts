import { Duration, Size } from 'aws-cdk-lib';
import { parse } from 'yaml';
import {
  type DnsServiceDiscovery, DnsRecordType, type KubernetesMetadata, KubernetesRole, type KubernetesSelector,
  type KubernetesServiceDiscovery, MetricNameEscapingScheme, MetricNameValidationScheme, Relabeling, ScrapeAuthorization,
  ScrapeConfiguration, type ScrapeConfigurationProps, ScrapeJob, type ScrapeJobProps, ScrapeProtocol, ScrapeScheme, type ScrapeSettings,
  type StaticConfig, type TlsConfig, TlsVersion,
} from '../../lib';
import { DISCOVERY_NAMES } from '../../lib/prometheus/scrape-config/fields/discoveries';
import { HTTP_CLIENT_FIELDS } from '../../lib/prometheus/scrape-config/fields/http-client';
import { fieldsOfPrometheus } from '../helpers/prometheus-fields';

/** Every property, additional fields aside; the compiler misses none. */
type Every<P> = Required<Omit<P, 'additionalFields'>>;

const SETTINGS: Every<ScrapeSettings> = {
  scrapeInterval: Duration.minutes(1),
  scrapeTimeout: Duration.seconds(10),
  scrapeProtocols: [ScrapeProtocol.PROMETHEUS_PROTO],
  bodySizeLimit: Size.mebibytes(10),
  sampleLimit: 1,
  targetLimit: 1,
  labelLimit: 1,
  labelNameLengthLimit: 1,
  labelValueLengthLimit: 1,
  keepDroppedTargets: 1,
  metricNameValidationScheme: MetricNameValidationScheme.UTF8,
  metricNameEscapingScheme: MetricNameEscapingScheme.DOTS,
  scrapeNativeHistograms: true,
  alwaysScrapeClassicHistograms: true,
  convertClassicHistogramsToNhcb: true,
  extraScrapeMetrics: true,
};

const ATTACH_METADATA: Every<KubernetesMetadata> = { node: true, namespace: true, deployment: true, job: true, cronjob: true };
const SELECTOR: Every<KubernetesSelector> = { role: KubernetesRole.POD, label: 'a=b', field: 'a=b' };
const KUBERNETES: Every<KubernetesServiceDiscovery> = {
  role: KubernetesRole.POD, namespaces: ['default'], selectors: [SELECTOR], attachMetadata: ATTACH_METADATA,
};
const DNS: Every<DnsServiceDiscovery> = { names: ['a'], type: DnsRecordType.A, port: 80, refreshInterval: Duration.seconds(30) };
const STATIC: Every<StaticConfig> = { targets: ['10.0.0.1:80'], labels: { a: 'b' } };
const TLS: Every<TlsConfig> = {
  ca: 'a', serverName: 'a', insecureSkipVerify: true, minVersion: TlsVersion.TLS12, maxVersion: TlsVersion.TLS13,
};
const RELABELINGS = [
  Relabeling.replace({ sourceLabels: ['a'], separator: '-', regex: '(.+)', targetLabel: 'b', replacement: '$1' }),
  Relabeling.hashMod({ sourceLabels: ['a'], targetLabel: 'c', modulus: 2 }),
];

const JOB: Every<ScrapeJobProps> = {
  ...SETTINGS,
  jobName: 'everything',
  kubernetesServiceDiscovery: [KUBERNETES],
  dnsServiceDiscovery: [DNS],
  staticConfigs: [STATIC],
  relabelings: RELABELINGS,
  metricRelabelings: RELABELINGS,
  scheme: ScrapeScheme.HTTPS,
  metricsPath: '/stats',
  params: { a: ['b'] },
  authorization: ScrapeAuthorization.serviceAccountToken(),
  tlsConfig: TLS,
  honorLabels: true,
  honorTimestamps: true,
  trackTimestampsStaleness: true,
  fallbackScrapeProtocol: ScrapeProtocol.PROMETHEUS_TEXT_0_0_4,
  enableCompression: true,
  followRedirects: true,
  enableHttp2: true,
  nativeHistogramBucketLimit: 1,
  nativeHistogramMinBucketFactor: 1.1,
};

const CONFIGURATION: Every<ScrapeConfigurationProps> = { ...SETTINGS, externalLabels: { a: 'b' }, jobs: [new ScrapeJob(JOB)] };

const ONLY_SCRAPES = 'a collector scrapes and writes to its destination; it takes global and scrape_configs';
const NO_RULES = 'rules are evaluated by the workspace';
const NO_FILES = 'a collector has no file system to write to';
const ONE_TOKEN = 'a collector has one credentials file, which is a bearer token';
const NO_SECRETS = 'a collector knows no secrets, and a template is no place for one';
const NO_OTHER_FILES = 'the token is the one file that AWS documents; the text of a certificate has a property';
const OWN_CLUSTER = 'a collector discovers targets in its own cluster, with the access it has there';
const NO_PROXY = 'a collector reaches its targets through its own network interfaces';

const TYPED_DISCOVERIES = ['kubernetes_sd_configs', 'dns_sd_configs', 'static_configs'];

/** The fields without a property, those inside them included, each with the reason. They can be given as additional fields. */
const NO_PROPERTY: Readonly<Record<string, string>> = {
  ...reason(ONLY_SCRAPES, '', [
    'runtime', 'alerting', 'rule_files', 'scrape_config_files', 'storage', 'tracing', 'remote_write', 'remote_read', 'otlp',
  ]),
  ...reason(NO_RULES, 'global.', ['evaluation_interval', 'rule_query_offset']),
  ...reason('a collector answers no queries', 'global.', ['query_max_duration', 'query_max_samples_read', 'query_max_series']),
  ...reason(NO_FILES, 'global.', ['query_log_file', 'scrape_failure_log_file']),
  ...reason(NO_FILES, 'scrape_configs.', ['scrape_failure_log_file']),
  ...reason(ONE_TOKEN, 'scrape_configs.', ['basic_auth', 'oauth2', 'bearer_token', 'authorization.credentials', 'authorization.credentials_ref']),
  ...reason('Bearer, the default, is the only one', 'scrape_configs.', ['authorization.type']),
  ...reason('the old name of authorization.credentials_file', 'scrape_configs.', ['bearer_token_file']),
  ...reason(NO_PROXY, 'scrape_configs.', ['proxy_url', 'no_proxy', 'proxy_from_environment', 'proxy_connect_header']),
  ...reason('AWS documents no headers of one\'s own', 'scrape_configs.', ['http_headers']),
  ...reason(NO_OTHER_FILES, 'scrape_configs.tls_config.', ['ca_file', 'cert_file', 'key_file']),
  ...reason(NO_SECRETS, 'scrape_configs.tls_config.', ['cert', 'key', 'ca_ref', 'cert_ref', 'key_ref']),
  ...reason(OWN_CLUSTER, 'scrape_configs.kubernetes_sd_configs.', ['api_server', 'kubeconfig_file', ...Object.keys(HTTP_CLIENT_FIELDS)]),
  ...reason('a collector is not a pod, so it has no namespace', 'scrape_configs.kubernetes_sd_configs.', ['namespaces.own_namespace']),
  ...reason(
    'a collector finds targets in Kubernetes, by DNS and in static lists', 'scrape_configs.',
    DISCOVERY_NAMES.filter(name => !TYPED_DISCOVERIES.includes(name)),
  ),
};

function reason(text: string, owner: string, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map(name => [`${owner}${name}`, text]));
}

function isWithout(field: string): boolean {
  return Object.keys(NO_PROPERTY).some(path => field === path || field.startsWith(`${path}.`));
}

/** The paths of what is written in a document. */
function pathsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(item => pathsIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = path === '' ? key : `${path}.${key}`;
    return [field, ...pathsIn(item, field)];
  });
}

const PROMETHEUS = fieldsOfPrometheus();
const WRITTEN = new Set(pathsIn(parse(new ScrapeConfiguration(CONFIGURATION).toYaml())));

test('every field of Prometheus has a typed property or a reason to have none', () => {
  expect(PROMETHEUS.filter(field => !WRITTEN.has(field) && !isWithout(field))).toEqual([]);
});

test('no field has both a property and a reason to have none', () => {
  expect([...WRITTEN].filter(isWithout)).toEqual([]);
});

test('every reason belongs to a field of Prometheus', () => {
  expect(Object.keys(NO_PROPERTY).filter(field => !PROMETHEUS.includes(field))).toEqual([]);
});

test('every field that is written exists in Prometheus', () => {
  const rules = new ScrapeConfiguration(CONFIGURATION).problems().map(({ ruleId }) => ruleId);

  expect(rules).not.toContain('unknown-field');
});
