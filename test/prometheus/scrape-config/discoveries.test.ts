import { job, testErrors } from './test-errors';

const role = 'role missing (one of: pod, service, endpoints, endpointslice, node, ingress)';

describe('Kubernetes', () => {
  const custom = 'to use custom HTTP client configuration please provide the \'api_server\' URL explicitly';
  testErrors([
    ...['pod', 'service', 'endpoints', 'endpointslice', 'node', 'ingress'].map((name): readonly [string] => [`{role: ${name}}`]),
    ['{}', role],
    ['{role: ~}', role],
    ['{role: Pod}', 'unknown Kubernetes SD role "Pod"'],
    ['~', 'empty or null section in kubernetes_sd_configs'],
    ['{role: pod, api_server: http://a, tls_config: {ca: a}}'],
    ['{role: pod, tls_config: {}, follow_redirects: true}'],
    ['{role: pod, follow_redirects: false}', custom],
    ['{role: pod, authorization: {}}', custom],
    ['{role: pod, proxy_url: ""}', custom],
    ['{role: pod, api_server: ""}'],
    ['{role: pod, kubeconfig_file: a}'],
    ['{role: pod, kubeconfig_file: a, api_server: b}', 'cannot use \'kubeconfig_file\' and \'api_server\' simultaneously'],
    ['{role: pod, kubeconfig_file: a, enable_http2: false}', 'cannot use a custom HTTP client configuration together with \'kubeconfig_file\''],
    ['{role: pod, namespaces: {own_namespace: true, names: [a]}}'],
    ['{role: pod, api_server: a, namespaces: {own_namespace: true}}', 'cannot use \'api_server\' and \'namespaces.own_namespace\' simultaneously'],
    ['{role: pod, kubeconfig_file: a, namespaces: {own_namespace: true}}', 'cannot use \'kubeconfig_file\' and \'namespaces.own_namespace\' simultaneously'],
    ['{role: pod, namespaces: {names: a}}', 'cannot unmarshal !!str `a` into []string'],
    ['{role: pod, attach_metadata: {node: true, job: false}}'],
    ['{role: pod, attach_metadata: {foo: true}}', 'field foo not found in type kubernetes.AttachMetadataConfig'],
    ['{role: pod, api_server: a, tls_config: {cert_file: a, key: b}}', 'client cert file "a" specified without client key file'],
  ], text => job(`kubernetes_sd_configs: [${text}]`));
});

describe('Kubernetes selectors', () => {
  testErrors([
    ['pod, selectors: [{role: pod, label: a=b, field: c=d}, {role: node}]'],
    ['endpoints, selectors: [{role: pod}, {role: service}, {role: endpoints}]'],
    ['endpointslice, selectors: [{role: pod}, {role: service}, {role: endpointslice}]'],
    ['node, selectors: [{role: pod}]', 'node role supports only node selectors'],
    ['service, selectors: [{role: pod}]', 'service role supports only service selectors'],
    ['ingress, selectors: [{role: ingress}, {role: ingress}]', 'duplicated selector role: ingress'],
    ['pod, selectors: [~]', 'pod role supports only pod, node selectors'],
    ['pod, selectors: [{role: pod, field: a}]', 'invalid selector: \'a\'; can\'t understand \'a\''],
    ['pod, selectors: [{role: pod, label: "a,"}]', 'found \'\', expected: identifier after \',\''],
  ], text => job(`kubernetes_sd_configs: [{role: ${text}}]`));
});

describe('DNS', () => {
  const port = 'a port is required in DNS-SD configs for all record types except SRV';
  testErrors([
    ['{names: [a]}'],
    ['{names: [a], type: srv}'],
    ['{names: [a], type: a, port: 1}'],
    ['{names: [a], type: AAAA}', port],
    ['{names: [a], type: MX, port: 0}', port],
    ['{names: [a], type: NS, port: -1}'],
    ['{names: [a], type: TXT}', 'invalid DNS-SD records type TXT'],
    ['{names: [a], type: ~}', 'invalid DNS-SD records type '],
    ['{}', 'DNS-SD config must contain at least one SRV record name'],
    ['{names: []}', 'DNS-SD config must contain at least one SRV record name'],
  ], text => job(`dns_sd_configs: [${text}]`));
});
