import * as fc from 'fast-check';

/*
 * Generated monitors. `recorded-monitors.json` has some, with the jobs that prometheus-operator makes of them: its packages need another
 * version of Prometheus than the judge, so they are a separate program.
 *
 *     npx esbuild --bundle --platform=node test/judge/print-monitors.ts | node - 100 1 > monitors.jsonl
 *     (cd test/judge/operator && go mod tidy && go run . < ../../../monitors.jsonl > ../../../configurations.jsonl)
 */

const label = fc.constantFrom('app', 'app.kubernetes.io/name', 'tier', 'k8s-app', 'a/b.c-d', 'job');
const value = fc.constantFrom('api', 'web-1', 'v1.2', 'a.b', '');
const name = fc.constantFrom('cluster', 'team', 'instance', 'job', '__address__', '__meta_kubernetes_pod_name', 'tmp_1');
const port = fc.constantFrom('http', 'metrics', 'web-2');
const portNumber = fc.integer({ min: 1, max: 9999 });
const labels = fc.dictionary(label, value, { maxKeys: 3 });

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

const relabeling = fc.oneof(
  fc.record({
    sourceLabels: optional(fc.array(name, { minLength: 1, maxLength: 2 })), separator: optional(fc.constantFrom(';', '', '-')), targetLabel: name,
    regex: optional(fc.constantFrom('(.+)', '(.*);(.*)', 'a|b', '')), replacement: optional(fc.constantFrom('$1', '${1}', 'fixed', '')),
    action: optional(fc.constantFrom('replace', 'Replace')),
  }),
  fc.record({ sourceLabels: fc.array(name, { minLength: 1, maxLength: 2 }), regex: fc.constantFrom('a', '(a|b);true'), action: fc.constantFrom('keep', 'drop', 'Keep', 'Drop') }),
  fc.record({ sourceLabels: fc.array(name, { minLength: 1, maxLength: 1 }), modulus: fc.integer({ min: 1, max: 9 }), targetLabel: name, action: fc.constantFrom('hashmod', 'HashMod') }),
  fc.record({ regex: fc.constantFrom('__meta_(.+)', 'tmp_.*'), action: fc.constantFrom('labeldrop', 'LabelKeep', 'labelmap', 'LabelMap') }),
  fc.record({ sourceLabels: fc.array(name, { minLength: 1, maxLength: 1 }), targetLabel: name, action: fc.constantFrom('lowercase', 'Uppercase') }),
);

const endpointFields = {
  path: optional(fc.constantFrom('/metrics', '/a/b', '')),
  scheme: optional(fc.constantFrom('http', 'https', 'HTTP', 'HTTPS')),
  params: optional(fc.dictionary(fc.constantFrom('module', 'match[]'), fc.array(fc.constantFrom('a', 'b c', '{a="b"}'), { minLength: 1, maxLength: 2 }), { maxKeys: 2 })),
  interval: optional(fc.constantFrom('30s', '1m', '1m30s', '1h')),
  scrapeTimeout: optional(fc.constantFrom('5s', '10s')),
  honorLabels: optional(fc.boolean()),
  honorTimestamps: optional(fc.boolean()),
  trackTimestampsStaleness: optional(fc.boolean()),
  followRedirects: optional(fc.boolean()),
  enableHttp2: optional(fc.boolean()),
  filterRunning: optional(fc.boolean()),
  relabelings: optional(fc.array(relabeling, { maxLength: 3 })),
  metricRelabelings: optional(fc.array(relabeling, { maxLength: 2 })),
  tlsConfig: optional(fc.record({
    insecureSkipVerify: optional(fc.boolean()), serverName: optional(fc.constantFrom('example.com')), minVersion: optional(fc.constantFrom('TLS12', 'TLS13')),
  })),
  proxyUrl: optional(fc.constant('http://proxy:8080')),
};

const monitorFields = {
  jobLabel: optional(label),
  podTargetLabels: optional(fc.array(label, { maxLength: 2 })),
  selector: fc.record({
    matchLabels: optional(labels),
    matchExpressions: optional(fc.array(fc.oneof(
      fc.record({ key: label, operator: fc.constantFrom('In', 'NotIn'), values: fc.array(value, { minLength: 1, maxLength: 2 }) }),
      fc.record({ key: label, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    ), { maxLength: 2 })),
  }),
  selectorMechanism: optional(fc.constantFrom('RelabelConfig', 'RoleSelector')),
  namespaceSelector: optional(fc.oneof(fc.constant({}), fc.constant({ any: true }), fc.constant({ matchNames: ['a', 'b'] }), fc.constant({ any: true, matchNames: ['a'] }))),
  attachMetadata: optional(fc.record({ node: optional(fc.boolean()) })),
  sampleLimit: optional(fc.constantFrom(0, 1000)),
  targetLimit: optional(fc.constantFrom(0, 10)),
  labelLimit: optional(fc.constantFrom(0, 30)),
  labelNameLengthLimit: optional(fc.constantFrom(0, 200)),
  labelValueLengthLimit: optional(fc.constantFrom(0, 200)),
  keepDroppedTargets: optional(fc.constantFrom(0, 100)),
  bodySizeLimit: optional(fc.constantFrom('10MB', '0')),
  scrapeProtocols: optional(fc.constantFrom(['PrometheusText0.0.4'], ['PrometheusProto', 'OpenMetricsText1.0.0'])),
  fallbackScrapeProtocol: optional(fc.constantFrom('PrometheusText0.0.4')),
  nativeHistogramBucketLimit: optional(fc.constantFrom(0, 160)),
  nativeHistogramMinBucketFactor: optional(fc.constantFrom('1.1', '2')),
  scrapeNativeHistograms: optional(fc.boolean()),
  scrapeClassicHistograms: optional(fc.boolean()),
  convertClassicHistogramsToNHCB: optional(fc.boolean()),
};

const metadata = fc.record({ name: fc.constantFrom('api', 'a.b-c'), namespace: fc.constantFrom('default', 'shop') });

const serviceMonitor = fc.record({
  apiVersion: fc.constant('monitoring.coreos.com/v1'), kind: fc.constant('ServiceMonitor'), metadata,
  spec: fc.record({
    ...monitorFields,
    targetLabels: optional(fc.array(label, { maxLength: 2 })),
    endpoints: fc.array(fc.record({
      ...endpointFields, port: optional(port), targetPort: optional(fc.oneof(port, portNumber)),
      bearerTokenFile: optional(fc.constant('/var/run/secrets/kubernetes.io/serviceaccount/token')),
    }), { minLength: 1, maxLength: 2 }),
  }),
});

const podMonitor = fc.record({
  apiVersion: fc.constant('monitoring.coreos.com/v1'), kind: fc.constant('PodMonitor'), metadata,
  spec: fc.record({
    ...monitorFields,
    podMetricsEndpoints: fc.array(fc.record({
      ...endpointFields, port: optional(port), portNumber: optional(portNumber),
      targetPort: optional(fc.oneof(port, portNumber)),
    }), { minLength: 1, maxLength: 2 }),
  }),
});

/** Monitors with any of the fields that both sides know. */
export function monitors(count: number, seed: number): object[] {
  const samples = fc.sample(fc.oneof(serviceMonitor, podMonitor), { numRuns: count, seed });
  return samples.map(monitor => JSON.parse(JSON.stringify(monitor)) as object);
}
