import { fieldsOf, listOf, type Fields } from '../source-document';
import type { Endpoint } from './monitor';
import { relabelingOf, relabelingsOf, selectorText, usesRoleSelector } from './relabelings';

/** Fields of an endpoint that Prometheus has under another spelling. */
export const ENDPOINT_FIELDS: Readonly<Record<string, string>> = {
  honorLabels: 'honor_labels',
  honorTimestamps: 'honor_timestamps',
  trackTimestampsStaleness: 'track_timestamps_staleness',
  interval: 'scrape_interval',
  scrapeTimeout: 'scrape_timeout',
  path: 'metrics_path',
  params: 'params',
  proxyUrl: 'proxy_url',
  noProxy: 'no_proxy',
  proxyFromEnvironment: 'proxy_from_environment',
  followRedirects: 'follow_redirects',
  enableHttp2: 'enable_http2',
};

/** Fields of the monitor itself that Prometheus has under another spelling. */
export const MONITOR_FIELDS: Readonly<Record<string, string>> = {
  sampleLimit: 'sample_limit',
  targetLimit: 'target_limit',
  labelLimit: 'label_limit',
  labelNameLengthLimit: 'label_name_length_limit',
  labelValueLengthLimit: 'label_value_length_limit',
  bodySizeLimit: 'body_size_limit',
  keepDroppedTargets: 'keep_dropped_targets',
  scrapeProtocols: 'scrape_protocols',
  fallbackScrapeProtocol: 'fallback_scrape_protocol',
  nativeHistogramBucketLimit: 'native_histogram_bucket_limit',
  scrapeNativeHistograms: 'scrape_native_histograms',
  scrapeClassicHistograms: 'always_scrape_classic_histograms',
  convertClassicHistogramsToNHCB: 'convert_classic_histograms_to_nhcb',
};

const TLS_FIELDS: Readonly<Record<string, string>> = {
  insecureSkipVerify: 'insecure_skip_verify', serverName: 'server_name', caFile: 'ca_file', certFile: 'cert_file', keyFile: 'key_file',
};

/** The scrape job of an endpoint, with Prometheus's field names. */
export function jobFields(endpoint: Endpoint): Fields {
  const { monitor, fields, index } = endpoint;
  const { kind, namespace, name, spec } = monitor;
  return defined({
    job_name: `${kind === 'ServiceMonitor' ? 'serviceMonitor' : 'podMonitor'}/${namespace}/${name}/${index}`,
    ...renamed(fields, ENDPOINT_FIELDS),
    honor_labels: fields.honorLabels === true,
    scheme: typeof fields.scheme === 'string' && fields.scheme !== '' ? fields.scheme.toLowerCase() : undefined,
    authorization: authorizationOf(fields),
    tls_config: tlsOf(fields.tlsConfig),
    ...renamed(spec, MONITOR_FIELDS),
    native_histogram_min_bucket_factor: numberOf(spec.nativeHistogramMinBucketFactor),
    kubernetes_sd_configs: [discoveryOf(endpoint)],
    relabel_configs: relabelingsOf(endpoint),
    metric_relabel_configs: fields.metricRelabelings === undefined ? undefined : listOf(fields.metricRelabelings).map(relabelingOf),
  });
}

function discoveryOf(endpoint: Endpoint): Fields {
  const { kind, namespace, spec } = endpoint.monitor;
  const role = kind === 'ServiceMonitor' ? 'endpoints' : 'pod';
  const { any, matchNames } = fieldsOf(spec.namespaceSelector);
  const named = listOf(matchNames);
  const roles = role === 'pod' ? ['pod'] : [role, 'service'];
  const label = selectorText(endpoint);
  return defined({
    role,
    namespaces: any === true ? undefined : { names: named.length > 0 ? named : [namespace] },
    selectors: usesRoleSelector(endpoint) && label !== '' ? roles.map(name => ({ role: name, label })) : undefined,
    attach_metadata: fieldsOf(spec.attachMetadata).node === true ? { node: true } : undefined,
  });
}

function authorizationOf({ bearerTokenFile }: Fields): Fields | undefined {
  return typeof bearerTokenFile === 'string' && bearerTokenFile !== '' ? { credentials_file: bearerTokenFile } : undefined;
}

/** Certificates in Secrets and ConfigMaps are reported elsewhere. */
function tlsOf(value: unknown): Fields | undefined {
  const { minVersion, maxVersion, ...fields } = fieldsOf(value);
  const tls = defined({ ...renamed(fields, TLS_FIELDS), min_version: minVersion, max_version: maxVersion });
  return Object.keys(tls).length === 0 ? undefined : tls;
}

/** A quantity, which Kubernetes writes as text. */
function numberOf(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  // Charts write "" for a setting that is not made.
  return Object.fromEntries(Object.entries(names).map(([name, field]) => [field, fields[name] === '' ? undefined : fields[name]]));
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
