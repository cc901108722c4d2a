import * as fc from 'fast-check';
import { emit, quoted, type Tree } from './emit';
import { ODD_SCALARS } from './scalars';

/*
 * Scrape configurations as users might write them: most values are right, some are at a limit, few are nonsense.
 */

type Fields = Readonly<Record<string, fc.Arbitrary<Tree>>>;

const odd = fc.constantFrom(...ODD_SCALARS);
const leaf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values).map(quoted);
const list = (item: fc.Arbitrary<Tree>, maxLength = 3): fc.Arbitrary<Tree> => fc.array(item, { maxLength });

/** A mapping with a few of the fields; rarely one of them holds something odd. */
function struct(fields: Fields, required: readonly string[] = [], maxLength = 4): fc.Arbitrary<Tree> {
  const names = Object.keys(fields).filter(name => !required.includes(name));
  return fc.subarray(names, { maxLength: Math.min(maxLength, names.length) }).chain((chosen) => {
    const members = [...required, ...chosen].map(name => [name, fields[name] ?? odd] as const);
    return fc.record(Object.fromEntries(members.map(([name, value]) => [
      name, fc.oneof({ weight: 80, arbitrary: value }, { weight: 1, arbitrary: odd }),
    ])));
  });
}

/** Names of any kind to values of one kind. */
const dictionary = (key: fc.Arbitrary<string>, value: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> => fc.dictionary(key, value, { maxKeys: 3 });

const boolean = leaf('true', 'false', 'yes', 'no', 'on', 'Off');
const duration = leaf('30s', '1m', '15s', '1m30s', '5m', '10s', '0', '0s', '1h', '2m', '90s', '1d', '1w', '100ms', '1h30m15s500ms');
const limit = leaf('0', '1', '100', '50000', '1e3', '0x10', '010', '1_000');
const size = leaf('0', '10MB', '1GB', '50MiB', '1KB', '512KiB', '1.5GB');
const labelName = text('a', 'cluster', 'job', 'instance', '__name__', '__address__', '__scheme__', '__metrics_path__', '__param_target', '__tmp_hash', 'pod',
  '__meta_kubernetes_pod_name', '__meta_kubernetes_namespace', '__meta_kubernetes_pod_label_app', 'a.b', 'x-y', 'é', '__scrape_interval__', '__scrape_timeout__');
const labelValue = text('prod', 'eu-west-1', '1', 'true', '', 'a b', 'x:y', 'é', '10.0.0.1:9100', '$X', '$$', 'https', '/metrics', '2m', '5s', '0');
const labels = dictionary(leaf('cluster', 'env', 'a', 'job', '__scheme__', '__metrics_path__', 'x.y', '__address__', '__scrape_timeout__'), labelValue);
const file = text('/etc/ca.crt', '/var/run/secrets/kubernetes.io/serviceaccount/token', 'token', '');
const url = text('https://kubernetes.default.svc', 'http://proxy:3128', 'http://a.b/c?d=e', '/relative', '', 'http://[::1]:80', 'localhost:9090');
const secret = text('s3cr3t', '', 'a b', '123');
const scheme = leaf('utf8', 'legacy', '""');
const escaping = leaf('allow-utf-8', 'underscores', 'dots', 'values', '""');
const protocols = fc.shuffledSubarray(['PrometheusProto', 'OpenMetricsText1.0.0', 'OpenMetricsText0.0.1', 'PrometheusText1.0.0', 'PrometheusText0.0.4'],
  { minLength: 1 });

const tls = struct({
  ca_file: file, cert_file: file, key_file: file, server_name: text('a.b', ''), insecure_skip_verify: boolean,
  min_version: leaf('TLS10', 'TLS11', 'TLS12', 'TLS13'), max_version: leaf('TLS12', 'TLS13'), ca: secret, cert: secret, key: secret,
}, [], 3);

const PROXY: Fields = {
  proxy_url: url, no_proxy: text('localhost,10.0.0.0/8', ''), proxy_from_environment: boolean,
  proxy_connect_header: dictionary(leaf('X-A', 'X-B'), list(secret)),
};

const HTTP_CLIENT: Fields = {
  ...PROXY,
  basic_auth: struct({
    username: secret, username_file: file, password: secret, password_file: file, username_ref: secret, password_ref: secret,
  }),
  authorization: struct({
    type: text('Bearer', 'bearer', 'Basic', '', 'Custom'), credentials: secret, credentials_file: file, credentials_ref: secret,
  }),
  oauth2: struct({
    ...PROXY, client_id: secret, client_secret: secret, client_secret_file: file, token_url: url, scopes: list(text('a', 'b')),
    endpoint_params: dictionary(leaf('a', 'b'), secret), tls_config: tls, grant_type: text('client_credentials', ''),
  }, ['client_id', 'token_url']),
  bearer_token: secret, bearer_token_file: file, tls_config: tls, follow_redirects: boolean, enable_http2: boolean,
  http_headers: dictionary(
    leaf('X-A', 'x-b', 'Authorization', 'User-Agent', 'X-Amz-Date'), struct({ values: list(secret), secrets: list(secret), files: list(file) }),
  ),
};

const regex = text('(.*)', '(.+)', 'a|b', 'true', '([^:]+)(?::\\d+)?;(\\d+)', '__meta_kubernetes_pod_label_(.+)', '', '.*', 'up|go_.*', '(?i)prod', '(?P<x>a)',
  'a)|(b', '(a', '[a', '\\d{1001}', '(?=a)', '\\p{Greek}+', '10\\.0\\..*', 'job|instance|__.*', 'prod|eu-west-1|.*9100');
const template = text('$1', '${1}', '$1:10249', '${1}-${2}', 'x', '', '$0', '$$', 'http', '/a$1', 'a b', 'é');

/** Rules that fit their actions, and rules made of any fields. */
const relabeling = fc.oneof(
  struct({
    source_labels: list(labelName), separator: text(';', '', '/', ','), regex, modulus: limit,
    target_label: fc.oneof(labelName, text('$1', '${1}_x', 'a$1', '${1}.x')), replacement: template,
    action: leaf('replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase', 'keepequal', 'dropequal', 'Replace', 'KEEP'),
  }, [], 6),
  struct({ source_labels: list(labelName), target_label: labelName, replacement: template, regex, separator: text(';', '-') }, ['source_labels', 'target_label']),
  struct({ source_labels: list(labelName), action: leaf('keep', 'drop'), regex }, ['source_labels', 'action', 'regex']),
  struct({ action: leaf('labelmap', 'labeldrop', 'labelkeep'), regex, replacement: template }, ['action', 'regex'], 1),
  struct({ source_labels: list(labelName), action: leaf('lowercase', 'uppercase', 'keepequal', 'dropequal'), target_label: labelName },
    ['source_labels', 'action', 'target_label']),
  struct({ source_labels: list(labelName), action: leaf('hashmod'), target_label: labelName, modulus: limit }, ['source_labels', 'action', 'target_label', 'modulus']),
);

const KUBERNETES_ROLES = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'];
const kubernetes = struct({
  ...HTTP_CLIENT,
  role: leaf(...KUBERNETES_ROLES), api_server: url, kubeconfig_file: file,
  namespaces: struct({ names: list(text('default', 'kube-system', 'Not_DNS')), own_namespace: boolean }),
  selectors: list(struct({
    role: leaf(...KUBERNETES_ROLES), label: text('app=web', 'a in (b,c),!d', 'x notin (y)', 'a==b', 'bad key=x', 'n>1', ''),
    field: text('metadata.name=x', 'spec.nodeName!=a,status.phase=Running', 'x', ''),
  }, ['role']), 2),
  attach_metadata: struct({ node: boolean, namespace: boolean, deployment: boolean, job: boolean, cronjob: boolean }),
}, ['role'], 2);

const target = text('localhost:9090', '10.0.0.1', '10.0.0.1:9100', 'a/b', '', 'http://a', '[::1]:80', 'kubernetes.default.svc:443', 'é');
const staticGroup = struct({ targets: list(target), labels }, ['targets']);
const dns = struct({
  names: list(text('a.b', '_http._tcp.x')), type: leaf('A', 'SRV', 'a', 'AAAA', 'MX', 'NS', 'TXT'), port: leaf('80', '0', '-1', '99999'),
  refresh_interval: duration,
}, ['names']);

const jobName = text('a', 'b', 'node-exporter', 'kube-system/pods', '1', 'with space');
const JOB: Fields = {
  ...HTTP_CLIENT,
  job_name: jobName, honor_labels: boolean, honor_timestamps: boolean, track_timestamps_staleness: boolean,
  params: dictionary(leaf('module', 'target', 'match[]'), list(text('a', 'b', ''))),
  scrape_interval: duration, scrape_timeout: duration, scrape_protocols: protocols,
  fallback_scrape_protocol: text('PrometheusText0.0.4', 'OpenMetricsText1.0.0', ''),
  scrape_native_histograms: boolean, always_scrape_classic_histograms: boolean, convert_classic_histograms_to_nhcb: boolean,
  scrape_failure_log_file: file, metrics_path: text('/metrics', '/m', 'metrics', ''), scheme: text('http', 'https', 'ftp', ''), enable_compression: boolean,
  body_size_limit: size,
  sample_limit: limit, target_limit: limit, label_limit: limit, label_name_length_limit: limit, label_value_length_limit: limit,
  native_histogram_bucket_limit: limit, native_histogram_min_bucket_factor: leaf('1.1', '0', '2', '-1', '1e2'),
  keep_dropped_targets: limit,
  metric_name_validation_scheme: scheme, metric_name_escaping_scheme: escaping, extra_scrape_metrics: boolean,
  relabel_configs: list(relabeling), metric_relabel_configs: list(relabeling),
  static_configs: list(staticGroup, 2), kubernetes_sd_configs: list(kubernetes, 2), dns_sd_configs: list(dns, 1),
};

const global = struct({
  scrape_interval: duration, scrape_timeout: duration, scrape_protocols: protocols, evaluation_interval: duration,
  rule_query_offset: duration, query_log_file: file, scrape_failure_log_file: file, external_labels: labels, body_size_limit: size,
  sample_limit: limit, target_limit: limit, label_limit: limit, label_name_length_limit: limit, label_value_length_limit: limit,
  keep_dropped_targets: limit,
  metric_name_validation_scheme: scheme, metric_name_escaping_scheme: escaping,
  scrape_native_histograms: boolean, convert_classic_histograms_to_nhcb: boolean, always_scrape_classic_histograms: boolean,
  extra_scrape_metrics: boolean,
}, [], 5);

/** Whole configurations, as YAML. */
export const documents: fc.Arbitrary<string> = struct({
  global,
  scrape_configs: list(struct(JOB, ['job_name'], 6), 3),
}, ['scrape_configs'], 1).map(tree => emit(tree));
