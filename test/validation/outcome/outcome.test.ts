import { CollectorDestination } from '../../../lib';
import { validateConfiguration } from '../../../lib/validation/validate';
import { ClusterCompute, type ValidationTarget } from '../../../lib/validation/validation-target';

const GLOBAL = 'global: { scrape_interval: 30s, external_labels: { cluster: shop } }\n';

/** A job for pods with a label, with further relabelings. */
function podJob(...relabelings: readonly string[]): string {
  return jobOf('pod', '{ source_labels: [__meta_kubernetes_pod_label_app], action: keep, regex: web }', ...relabelings);
}

function jobOf(role: string, ...relabelings: readonly string[]): string {
  return `${GLOBAL}scrape_configs:\n- job_name: app\n  kubernetes_sd_configs: [{ role: ${role} }]\n  relabel_configs:\n${
    relabelings.map(relabeling => `  - ${relabeling}\n`).join('')}`;
}

/** A job that only has a rule for the address. */
function address(sources: string, regex: string, replacement: string): string {
  return podJob(`{ source_labels: [${sources}], regex: '${regex}', replacement: '${replacement}', target_label: __address__ }`);
}

/** Rule and place of each problem, relative to the job. */
function problems(text: string, target: ValidationTarget = {}): string[] {
  return validateConfiguration(text, target).problems.map(({ ruleId, path, severity }) =>
    `${severity} ${ruleId} at ${path.replace('scrape_configs[0].', '')}`);
}

const PORT = '__meta_kubernetes_pod_annotation_prometheus_io_port';
const IP_AND_PORT = `__meta_kubernetes_pod_ip, ${PORT}`;

describe.each<[kind: string, broken: string, expected: string[], fixed: string]>([
  ['$$ of OpenTelemetry, Terraform and Compose',
    address(IP_AND_PORT, '(.+);(.+)', '$$1:$$2'), ['warning foreign-syntax at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['$$ in a label that is not an address',
    podJob('{ source_labels: [__meta_kubernetes_pod_name], target_label: pod, replacement: $$1 }'), ['warning foreign-syntax at relabel_configs[1].replacement'],
    podJob('{ source_labels: [__meta_kubernetes_pod_name], target_label: pod, replacement: $1 }')],
  ['backslashes of a shell',
    address(IP_AND_PORT, '(.+);(.+)', '\\$1:\\$2'), ['warning foreign-syntax at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['$$$$, escaped for two programs',
    address(IP_AND_PORT, '(.+);(.+)', '$$$$1:$$$$2'), ['warning foreign-syntax at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['references in braces alone',
    address(IP_AND_PORT, '(.+);(.+)', '{1}:{2}'), ['warning foreign-syntax at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '${1}:${2}')],
  ['references that a shell replaced by nothing, in a path',
    podJob('{ source_labels: [__meta_kubernetes_pod_name], regex: (.+), target_label: __metrics_path__, replacement: /pods//metrics }'),
    ['warning lost-reference at relabel_configs[1].replacement'],
    podJob('{ source_labels: [__meta_kubernetes_pod_name], regex: (.+), target_label: __metrics_path__, replacement: /pods/$1/metrics }')],
  ['references that a shell replaced by nothing, in an address',
    address('__meta_kubernetes_pod_ip', '(.+)', ':10249'), ['warning lost-reference at relabel_configs[1].replacement'],
    address('__meta_kubernetes_pod_ip', '(.+)', '$1:10249')],
  ['a value that JavaScript did not have',
    address(IP_AND_PORT, '(.+);(.+)', 'undefined:$2'), ['warning lost-reference at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['a reference to a second group without a regex',
    podJob(`{ source_labels: [${IP_AND_PORT}], replacement: "$1:$2", target_label: __address__ }`), ['warning missing-group at relabel_configs[1].replacement'],
    address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['a port after a port',
    address(`__address__, ${PORT}`, '(.+);(.+)', '$1:$2'), ['warning no-scrape-address at relabel_configs[1].replacement'],
    address(`__address__, ${PORT}`, '([^:]+)(?::\\d+)?;(\\d+)', '$1:$2')],
  ['a character that no name has',
    podJob('{ source_labels: [__meta_kubernetes_namespace], action: keep, regex: Shop }'), ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_namespace], action: keep, regex: shop }')],
  ['another separator than that between the values',
    podJob('{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], action: keep, regex: shop/web.* }'),
    ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], action: keep, regex: shop/web.*, separator: / }')],
  ['the name of a port as its number',
    podJob('{ source_labels: [__meta_kubernetes_pod_container_port_number], action: keep, regex: metrics }'), ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_container_port_name], action: keep, regex: metrics }')],
  ['a variable of another environment in a selector',
    `${GLOBAL}scrape_configs: [{ job_name: app, kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod, field: spec.nodeName=$NODE_NAME }] }] }]\n`,
    ['warning foreign-syntax at kubernetes_sd_configs[0].selectors[0].field'],
    `${GLOBAL}scrape_configs: [{ job_name: app, kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod, field: status.phase=Running }] }] }]\n`],
  ['a variable of another environment in a static target',
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["$NODE_IP:9100"] }] }]\n`,
    ['error foreign-syntax at static_configs[0].targets[0]'],
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:9100"] }] }]\n`],
  ['a static target without a host',
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: [":9100"] }] }]\n`,
    ['error no-scrape-address at static_configs[0].targets[0]'],
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:9100"] }] }]\n`],
  ['a static target that is a URL, which Prometheus refuses itself',
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["http://10.0.0.1:9100"] }] }]\n`,
    ['error invalid-static-target at static_configs[0].targets[0]'],
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:9100"] }] }]\n`],
  ['a name in a static target, with a relabeling of another label',
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["web:80"] }], relabel_configs: [{ target_label: x, replacement: y }] }]\n`,
    ['error unresolvable-name at static_configs[0].targets[0]'],
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["web:80", "10.0.0.1:80"] }], `
    + 'relabel_configs: [{ source_labels: [__address__], action: drop, regex: "web.*" }] }]\n'],
  ['an interval that is not a duration',
    podJob('{ target_label: __scrape_interval__, replacement: often }'), ['warning short-relabeled-interval at relabel_configs[1].replacement'],
    podJob('{ target_label: __scrape_interval__, replacement: 60s }')],
  ['references of sed',
    address(IP_AND_PORT, '(.+);(.+)', '\\1:\\2'), ['warning foreign-syntax at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['a variable of another environment in a replacement',
    address(PORT, '(.+)', '$NODE_IP:$1'), ['warning foreign-syntax at relabel_configs[1].replacement'],
    address(`__meta_kubernetes_pod_host_ip, ${PORT}`, '(.+);(.+)', '$1:$2')],
  ['a placeholder of a Helm chart',
    podJob('{ target_label: cluster, replacement: "{{ .Values.cluster }}" }'), ['warning foreign-syntax at relabel_configs[1].replacement'],
    podJob('{ target_label: cluster, replacement: shop }')],
  ['a reference to a group that the regex lacks',
    address(PORT, '(.+)', '${1}:${2}'), ['warning missing-group at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '${1}:${2}')],
  ['a reference that takes the text after it for its name',
    podJob('{ source_labels: [__meta_kubernetes_pod_name], regex: (.+), target_label: pod, replacement: $1_pod }'),
    ['warning missing-group at relabel_configs[1].replacement'],
    podJob('{ source_labels: [__meta_kubernetes_pod_name], regex: (.+), target_label: pod, replacement: "${1}_pod" }')],
  ['backslashes that a template literal removed',
    address(`__address__, ${PORT}`, '([^:]+)(?::d+)?;(d+)', '$1:$2'), ['warning lost-escape at relabel_configs[1].regex'],
    address(`__address__, ${PORT}`, '([^:]+)(?::\\d+)?;(\\d+)', '$1:$2')],
  ['references that a template literal replaced, in an address',
    address('__address__', '([^:]+)(?::\\d+)?', '1:10249'), ['warning lost-reference at relabel_configs[1].replacement'],
    address('__address__', '([^:]+)(?::\\d+)?', '$1:10249')],
  ['references that a shell replaced by its process id',
    address(IP_AND_PORT, '(.+);(.+)', '481:482'), ['warning lost-reference at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['references that a template literal replaced, in a path',
    podJob(`{ source_labels: [${PORT}], regex: (.+), target_label: __metrics_path__, replacement: /probes/1/metrics }`),
    ['warning lost-reference at relabel_configs[1].replacement'],
    podJob(`{ source_labels: [${PORT}], regex: (.+), target_label: __metrics_path__, replacement: /probes/$1/metrics }`)],
  ['a port alone',
    address(PORT, '(.+)', '$1'), ['warning no-scrape-address at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['an address without a host',
    address(PORT, '(.+)', ':$1'), ['warning no-scrape-address at relabel_configs[1].replacement'], address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['a URL as the address',
    address(IP_AND_PORT, '(.+);(.+)', 'http://$1:$2'), ['warning no-scrape-address at relabel_configs[1].replacement'],
    address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['a path in the address',
    address(IP_AND_PORT, '(.+);(.+)', '$1:$2/metrics'), ['warning no-scrape-address at relabel_configs[1].replacement'],
    address(IP_AND_PORT, '(.+);(.+)', '$1:$2')],
  ['two ports in the address',
    address('__address__', '(.+)', '$1:9100'), ['warning no-scrape-address at relabel_configs[1].replacement'],
    address('__address__', '(.+?)(?::\\d+)?', '$1:9100')],
  ['an address that a labeldrop deletes',
    podJob('{ action: labeldrop, regex: __.* }'), ['warning no-scrape-address at relabel_configs[1].regex'],
    podJob('{ action: labeldrop, regex: __meta_.* }')],
  ['an address that a labelkeep leaves out',
    podJob('{ action: labelkeep, regex: __meta_.*|job }'), ['warning no-scrape-address at relabel_configs[1].regex'],
    podJob('{ action: labelkeep, regex: __.*|job }')],
  ['a path with parameters',
    podJob('{ target_label: __metrics_path__, replacement: "/metrics?format=prometheus" }'), ['warning unusable-path at relabel_configs[1].replacement'],
    podJob('{ target_label: __metrics_path__, replacement: /metrics }')],
  ['a scheme that is none',
    podJob('{ target_label: __scheme__, replacement: tcp }'), ['warning unusable-scheme at relabel_configs[1].replacement'],
    podJob('{ target_label: __scheme__, replacement: https }')],
  ['an interval below what collectors support',
    podJob('{ target_label: __scrape_interval__, replacement: 15s }', '{ target_label: __scrape_timeout__, replacement: 5s }'),
    ['warning short-relabeled-interval at relabel_configs[1].replacement'],
    podJob('{ target_label: __scrape_interval__, replacement: 30s }', '{ target_label: __scrape_timeout__, replacement: 5s }')],
  ['a name that collectors do not resolve, in a constant',
    podJob('{ target_label: __address__, replacement: "web.shop.svc:8080" }'), ['error unresolvable-name at relabel_configs[1].replacement'],
    podJob('{ target_label: __address__, replacement: "10.0.0.1:8080" }')],
  ['the address of the collector itself',
    podJob('{ target_label: __address__, replacement: "127.0.0.1:8080" }'), ['warning loopback-address at relabel_configs[1].replacement'],
    podJob('{ target_label: __address__, replacement: "10.127.0.1:8080" }')],
  ['a static target at the collector itself',
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:80", "[::1]:80"] }] }]`, ['warning loopback-address at static_configs[0].targets[1]'],
    `${GLOBAL}scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:80", "[2001:db8::1]:80"] }] }]`],
  ['the other names of the API server',
    jobOf('node', '{ target_label: __scheme__, replacement: https }', '{ target_label: __address__, replacement: "kubernetes.default.svc.cluster.local:443" }'),
    ['error unresolvable-name at relabel_configs[1].replacement'],
    jobOf('node', '{ target_label: __scheme__, replacement: https }', '{ target_label: __address__, replacement: "kubernetes.default.svc:443" }')],
  ['a name that labels give',
    podJob('{ source_labels: [__meta_kubernetes_pod_name, __meta_kubernetes_namespace], separator: ., target_label: __address__ }'),
    ['warning unresolvable-name at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_ip], target_label: __address__ }')],
  ['role: service', jobOf('service', '{ source_labels: [__meta_kubernetes_service_label_app], action: keep, regex: web }'),
    ['error unresolvable-name at kubernetes_sd_configs[0].role'],
    jobOf('endpoints', '{ source_labels: [__meta_kubernetes_service_label_app], action: keep, regex: web }')],
  ['role: ingress', jobOf('ingress', '{ source_labels: [__meta_kubernetes_ingress_label_app], action: keep, regex: web }'),
    ['error unresolvable-name at kubernetes_sd_configs[0].role'],
    jobOf('ingress', '{ source_labels: [__meta_kubernetes_ingress_label_app], action: keep, regex: web }', '{ target_label: __address__, replacement: 10.0.0.1 }')],
  ['the kubelet by http', jobOf('node', '{ action: labelmap, regex: __meta_kubernetes_node_label_(.+) }'),
    ['warning kubelet-scheme at job_name'],
    jobOf('node', '{ action: labelmap, regex: __meta_kubernetes_node_label_(.+) }', '{ target_label: __scheme__, replacement: https }')],
  ['a label that discovery writes otherwise',
    podJob('{ source_labels: [__meta_kubernetes_pod_annotation_prometheus.io/scrape], action: keep, regex: "true" }'),
    ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: "true" }')],
  ['a plain word against two joined labels',
    podJob('{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], action: keep, regex: default }'),
    ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], action: keep, regex: default;.+ }')],
  ['True against "true"',
    podJob('{ source_labels: [__meta_kubernetes_pod_ready], action: keep, regex: True }'), ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_ready], action: keep, regex: "true" }')],
  ['True against an annotation that is written "true"',
    podJob('{ source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: True }'),
    ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: true }')],
  ['running as the phase of a pod',
    podJob('{ source_labels: [__meta_kubernetes_pod_phase], action: keep, regex: running }'), ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_phase], action: keep, regex: Running }')],
  ['text after the end of a value',
    podJob('{ source_labels: [__meta_kubernetes_pod_node_name], action: keep, regex: $NODE_NAME }'), ['warning rule-drops-everything at relabel_configs[1]'],
    podJob('{ source_labels: [__meta_kubernetes_pod_node_name], action: keep, regex: ip-10-0-0-1.*$ }')],
  ['a rule that never writes the address',
    podJob(`{ source_labels: [${PORT}, __meta_kubernetes_pod_ip], regex: \\d+, target_label: __address__, replacement: $1 }`),
    ['warning missing-group at relabel_configs[1].replacement'],
    podJob(`{ source_labels: [__meta_kubernetes_pod_ip, ${PORT}], regex: (.+);(\\d+), target_label: __address__, replacement: "$1:$2" }`)],
])('%s', (_, broken, expected, fixed) => {
  test('is reported once, with its cause', () => {
    expect(problems(broken)).toEqual(expected);
  });

  test('is not reported once it is fixed', () => {
    expect(problems(fixed)).toEqual([]);
  });
});

describe('access to the API server', () => {
  const job = (scheme: string) => `${GLOBAL}scrape_configs:\n- job_name: app\n  scheme: ${scheme}\n  kubernetes_sd_configs: [{ role: endpoints }]\n`
    + '  relabel_configs: [{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], '
    + 'action: keep, regex: default;kubernetes;https }]\n  metric_relabel_configs: [{ source_labels: [__name__], action: drop, regex: .*_bucket }]\n';

  test.each([['http', ['warning api-server-scheme at scheme']], ['https', []]])('by %s: %j', (scheme, expected) => {
    expect(problems(job(scheme))).toEqual(expected);
  });
});

describe('validation uses the facts about the cluster:', () => {
  const first = address('__address__', '([^:]+)(?::\\d+)?', '$1:9100');
  const annotated = address(`__address__, ${PORT}`, '([^:]+)(?::\\d+)?;(\\d+)', '$1:$2');
  const bracketed = address('__meta_kubernetes_pod_ip', '(.+)', '[$1]:9100');
  const last = address('__address__', '(.+?)(?::\\d+)?', '$1:9100');
  const kubeProxy = jobOf('pod', '{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], separator: /, action: keep, regex: kube-system/kube-proxy.+ }');
  const scheduler = '{ target_label: __metrics_path__, replacement: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics }';
  const controlPlane = jobOf('endpoints', '{ source_labels: [__meta_kubernetes_service_name], action: keep, regex: kubernetes }', '{ target_label: __address__, replacement: "kubernetes.default.svc:443" }',
    '{ target_label: __scheme__, replacement: https }', scheduler);

  test.each<[string, string, ValidationTarget['cluster'], string[]]>([
    ['the first colon ends an IPv4 address', first, {}, []],
    ['the first colon is inside of an IPv6 address', first, { isIpv6: true }, ['warning ipv6-address at relabel_configs[1].replacement']],
    ['the first colon is inside of an IPv6 address with a declared port', annotated, { isIpv6: true }, ['warning ipv6-address at relabel_configs[1].replacement']],
    ['brackets are right for IPv6 addresses alone', bracketed, { isIpv6: true }, []],
    ['brackets are wrong for IPv4 addresses', bracketed, {}, ['warning no-scrape-address at relabel_configs[1].replacement']],
    ['the last colon ends an IPv6 address', last, { isIpv6: true }, []],
    ['kube-proxy is there', kubeProxy, {}, []],
    ['kube-proxy is not a pod in EKS Auto Mode', kubeProxy, { compute: ClusterCompute.AUTO_MODE }, ['warning absent-component at kubernetes_sd_configs[0].role']],
    ['kube-proxy is not a pod on Fargate', kubeProxy, { compute: ClusterCompute.FARGATE }, ['warning absent-component at kubernetes_sd_configs[0].role']],
    ['other pods are there in EKS Auto Mode', podJob(), { compute: ClusterCompute.AUTO_MODE }, []],
    ['the scheduler has metrics', controlPlane, { kubernetesVersion: '1.28' }, []],
    ['the scheduler has no metrics', controlPlane, { kubernetesVersion: '1.27' }, ['warning absent-component at relabel_configs[3].replacement']],
  ])('%s', (_, text, cluster, expected) => {
    expect(problems(text, { cluster })).toEqual(expected);
  });
});

test('names are valid addresses if the destination is CloudWatch', () => {
  const text = podJob('{ target_label: __address__, replacement: "web.shop.svc:8080" }');
  expect(problems(text, { destination: CollectorDestination.CLOUD_WATCH }).filter(problem => problem.includes('name'))).toEqual([]);
});

test.each([
  ['a token in the replacement', podJob('{ target_label: __address__, replacement: "${Token[Host.12]}:8080" }')],
  ['a token in a filter', podJob('{ source_labels: [__meta_kubernetes_namespace], action: keep, regex: "${Token[Namespace.12]}" }', '{ target_label: __address__, replacement: a.b }')],
  ['a dynamic reference in the replacement', podJob('{ target_label: cluster, replacement: "{{resolve:ssm:name}}" }')],
  ['a target without the annotation', podJob('{ source_labels: [__meta_kubernetes_pod_annotation_example_com_host], target_label: __address__ }')],
  ['a filter that no text was found for', podJob('{ source_labels: [__meta_kubernetes_pod_ip], action: keep, regex: 192\\.168\\..* }', `{ source_labels: [${PORT}], target_label: __address__ }`)],
  ['names that only a regular expression with flags can tell', podJob('{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name], action: keep, regex: "(?i)DEFAULT.*" }')],
])('nothing is reported about %s', (_, text) => {
  expect(problems(text)).toEqual([]);
});
