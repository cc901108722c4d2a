import { parse } from 'yaml';
import { Duration, Size } from 'aws-cdk-lib';
import {
  DnsRecordType, KubernetesRole, MetricNameEscapingScheme, MetricNameValidationScheme, Relabeling, ScrapeAuthorization,
  ScrapeConfiguration, ScrapeJob, type ScrapeJobProps, ScrapeProtocol, ScrapeScheme, type ScrapeSettings, TlsVersion,
} from '../../lib';

/** Every setting once; the compiler misses none. */
const SETTINGS: Required<ScrapeSettings> = {
  scrapeInterval: Duration.seconds(90),
  scrapeTimeout: Duration.seconds(20),
  scrapeProtocols: [ScrapeProtocol.PROMETHEUS_PROTO, ScrapeProtocol.OPEN_METRICS_TEXT_1_0_0],
  bodySizeLimit: Size.mebibytes(10),
  sampleLimit: 1,
  targetLimit: 2,
  labelLimit: 3,
  labelNameLengthLimit: 4,
  labelValueLengthLimit: 5,
  keepDroppedTargets: 6,
  metricNameValidationScheme: MetricNameValidationScheme.LEGACY,
  metricNameEscapingScheme: MetricNameEscapingScheme.UNDERSCORES,
  scrapeNativeHistograms: true,
  alwaysScrapeClassicHistograms: true,
  convertClassicHistogramsToNhcb: false,
  extraScrapeMetrics: true,
};

const RENDERED_SETTINGS = {
  scrape_interval: '1m30s',
  scrape_timeout: '20s',
  scrape_protocols: ['PrometheusProto', 'OpenMetricsText1.0.0'],
  body_size_limit: '10MB',
  sample_limit: 1,
  target_limit: 2,
  label_limit: 3,
  label_name_length_limit: 4,
  label_value_length_limit: 5,
  keep_dropped_targets: 6,
  metric_name_validation_scheme: 'legacy',
  metric_name_escaping_scheme: 'underscores',
  scrape_native_histograms: true,
  always_scrape_classic_histograms: true,
  convert_classic_histograms_to_nhcb: false,
  extra_scrape_metrics: true,
};

/** Every property once; the compiler misses none. */
const JOB: Required<Omit<ScrapeJobProps, 'additionalFields'>> = {
  ...SETTINGS,
  jobName: 'everything',
  kubernetesServiceDiscovery: [{ role: KubernetesRole.POD }],
  dnsServiceDiscovery: [{ names: ['a.example'] }],
  staticConfigs: [{ targets: ['10.0.0.1:80'] }],
  relabelings: [Relabeling.labelDrop('x')],
  metricRelabelings: [Relabeling.labelKeep('y')],
  scheme: ScrapeScheme.HTTPS,
  metricsPath: '/stats',
  params: { module: ['one', 'two'] },
  authorization: ScrapeAuthorization.serviceAccountToken(),
  tlsConfig: { insecureSkipVerify: true },
  honorLabels: true,
  honorTimestamps: false,
  trackTimestampsStaleness: true,
  fallbackScrapeProtocol: ScrapeProtocol.PROMETHEUS_TEXT_0_0_4,
  enableCompression: false,
  followRedirects: false,
  enableHttp2: false,
  nativeHistogramBucketLimit: 7,
  nativeHistogramMinBucketFactor: 1.1,
};

const RENDERED_JOB = {
  ...RENDERED_SETTINGS,
  job_name: 'everything',
  kubernetes_sd_configs: [{ role: 'pod' }],
  dns_sd_configs: [{ names: ['a.example'] }],
  static_configs: [{ targets: ['10.0.0.1:80'] }],
  relabel_configs: [{ regex: 'x', action: 'labeldrop' }],
  metric_relabel_configs: [{ regex: 'y', action: 'labelkeep' }],
  scheme: 'https',
  metrics_path: '/stats',
  params: { module: ['one', 'two'] },
  authorization: { credentials_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
  tls_config: { insecure_skip_verify: true },
  honor_labels: true,
  honor_timestamps: false,
  track_timestamps_staleness: true,
  fallback_scrape_protocol: 'PrometheusText0.0.4',
  enable_compression: false,
  follow_redirects: false,
  enable_http2: false,
  native_histogram_bucket_limit: 7,
  native_histogram_min_bucket_factor: 1.1,
};

/** Fields whose name in Prometheus is another than the property's. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  kubernetesServiceDiscovery: 'kubernetes_sd_configs',
  dnsServiceDiscovery: 'dns_sd_configs',
  relabelings: 'relabel_configs',
  metricRelabelings: 'metric_relabel_configs',
};

function fieldOf(property: string): string {
  return OTHER_NAMES[property] ?? property.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function globalOf(settings: ScrapeSettings): unknown {
  return (parse(new ScrapeConfiguration({ ...settings, jobs: [] }).toYaml()) as { global: unknown }).global;
}

describe('a scrape job', () => {
  test('has nothing but its name by default', () => {
    expect(new ScrapeJob({ jobName: 'bare' })._render()).toEqual({ job_name: 'bare' });
  });

  test('returns its name', () => {
    expect(new ScrapeJob({ jobName: 'payments' }).jobName).toBe('payments');
  });

  test('has every property in its field', () => {
    expect(new ScrapeJob(JOB)._render()).toEqual(RENDERED_JOB);
  });

  test.each(Object.entries(JOB))('has %s in the field of Prometheus with that name', (property, value) => {
    const rendered = new ScrapeJob({ jobName: 'job', ...{ [property]: value } })._render();

    expect(Object.keys(rendered).filter(field => field !== 'job_name')).toEqual(property === 'jobName' ? [] : [fieldOf(property)]);
  });

  test('has a fixed order of fields, independent of the order of its properties', () => {
    const reversed = Object.fromEntries(Object.entries(JOB).reverse()) as unknown as ScrapeJobProps;

    expect(JSON.stringify(new ScrapeJob(reversed)._render())).toBe(JSON.stringify(new ScrapeJob(JOB)._render()));
  });

  test('starts with its name and ends with its relabelings', () => {
    const fields = Object.keys(new ScrapeJob(JOB)._render());

    expect(fields[0]).toBe('job_name');
    expect(fields.slice(-2)).toEqual(['relabel_configs', 'metric_relabel_configs']);
  });

  test('has additional fields unchanged, and they replace its own', () => {
    const additionalFields = { scheme: 'http', proxy_url: 'http://10.0.0.9:3128', nested: { as: ['it', 'is'] } };

    expect(new ScrapeJob({ jobName: 'job', scheme: ScrapeScheme.HTTPS, additionalFields })._render())
      .toEqual({ job_name: 'job', ...additionalFields });
  });
});

describe('the settings of all jobs', () => {
  test('have every property in its field', () => {
    expect(globalOf(SETTINGS)).toEqual(RENDERED_SETTINGS);
  });

  test.each(Object.entries(SETTINGS))('have %s in the field of Prometheus with that name', (property, value) => {
    expect(Object.keys(globalOf({ [property]: value }) as object)).toEqual([fieldOf(property)]);
  });
});

describe('the TLS settings of a job', () => {
  test('have every property in its field', () => {
    const tlsConfig = {
      ca: 'PEM', serverName: 'metrics.example', insecureSkipVerify: false, minVersion: TlsVersion.TLS12, maxVersion: TlsVersion.TLS13,
    };

    expect(new ScrapeJob({ jobName: 'job', tlsConfig })._render().tls_config).toEqual({
      ca: 'PEM', server_name: 'metrics.example', insecure_skip_verify: false, min_version: 'TLS12', max_version: 'TLS13',
    });
  });
});

describe('Kubernetes service discovery', () => {
  test.each([
    [KubernetesRole.NODE, 'node'],
    [KubernetesRole.SERVICE, 'service'],
    [KubernetesRole.POD, 'pod'],
    [KubernetesRole.ENDPOINTS, 'endpoints'],
    [KubernetesRole.ENDPOINTSLICE, 'endpointslice'],
    [KubernetesRole.INGRESS, 'ingress'],
  ])('has the role %s', (role, expected) => {
    expect(new ScrapeJob({ jobName: 'job', kubernetesServiceDiscovery: [{ role }] })._render().kubernetes_sd_configs)
      .toEqual([{ role: expected }]);
  });

  test('has every property in its field', () => {
    const job = new ScrapeJob({
      jobName: 'job',
      kubernetesServiceDiscovery: [{
        role: KubernetesRole.ENDPOINTS,
        namespaces: ['payments', 'orders'],
        selectors: [
          { role: KubernetesRole.POD, label: 'app=web' },
          { role: KubernetesRole.SERVICE, field: 'metadata.name=web' },
        ],
        attachMetadata: { node: true, namespace: true, deployment: true, job: false, cronjob: true },
        additionalFields: { api_server: 'https://10.0.0.1' },
      }],
    });

    expect(job._render().kubernetes_sd_configs).toEqual([{
      role: 'endpoints',
      namespaces: { names: ['payments', 'orders'] },
      selectors: [{ role: 'pod', label: 'app=web' }, { role: 'service', field: 'metadata.name=web' }],
      attach_metadata: { node: true, namespace: true, deployment: true, job: false, cronjob: true },
      api_server: 'https://10.0.0.1',
    }]);
  });
});

describe('DNS service discovery', () => {
  test('has every property in its field', () => {
    const dnsServiceDiscovery = [{
      names: ['broker.example'], type: DnsRecordType.A, port: 11001, refreshInterval: Duration.minutes(1), additionalFields: { x: 1 },
    }];

    expect(new ScrapeJob({ jobName: 'job', dnsServiceDiscovery })._render().dns_sd_configs)
      .toEqual([{ names: ['broker.example'], type: 'A', port: 11001, refresh_interval: '1m', x: 1 }]);
  });
});

describe('static targets', () => {
  test('have labels of their own', () => {
    expect(new ScrapeJob({ jobName: 'job', staticConfigs: [{ targets: ['10.0.0.1:80'], labels: { team: 'a' } }] })._render().static_configs)
      .toEqual([{ targets: ['10.0.0.1:80'], labels: { team: 'a' } }]);
  });
});
