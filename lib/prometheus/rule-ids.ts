const CONFIG = 'https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go';
const RELABEL = 'https://github.com/prometheus/prometheus/blob/v3.14.0/model/relabel/relabel.go';
const TARGET = 'https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/target.go';
const DISCOVERY = 'https://github.com/prometheus/prometheus/tree/v3.14.0/discovery';
const KUBERNETES = 'https://github.com/prometheus/prometheus/blob/v3.14.0/discovery/kubernetes/kubernetes.go';
const HTTP = 'https://github.com/prometheus/common/blob/v0.70.1/config/http_config.go';
const MODEL = 'https://github.com/prometheus/common/tree/v0.70.1/model';
const YAML = 'https://github.com/yaml/go-yaml/tree/v2.4.4';

/** Every rule of Prometheus's, with the place where Prometheus has it. The names are what users see, and stay. */
export const PROMETHEUS_RULES = {
  'prometheus/yaml-syntax': YAML,
  'prometheus/yaml-alias': YAML,
  'prometheus/yaml-merge': YAML,
  'prometheus/unknown-field': YAML,
  'prometheus/duplicate-key': YAML,
  'prometheus/wrong-type': YAML,
  'prometheus/empty-section': CONFIG,
  'prometheus/missing-field': CONFIG,
  'prometheus/invalid-value': CONFIG,
  'prometheus/exclusive-fields': CONFIG,
  'prometheus/invalid-duration': MODEL,
  'prometheus/invalid-size': 'https://github.com/alecthomas/units/blob/master/bytes.go',
  'prometheus/invalid-label-name': MODEL,
  'prometheus/invalid-url': HTTP,
  'prometheus/invalid-path': CONFIG,
  'prometheus/invalid-regex': RELABEL,
  'prometheus/timeout-above-interval': CONFIG,
  'prometheus/job-name-empty': CONFIG,
  'prometheus/job-name-duplicate': CONFIG,
  'prometheus/name-duplicate': CONFIG,
  'prometheus/scrape-protocols': CONFIG,
  'prometheus/name-scheme': CONFIG,
  'prometheus/relabel-action': RELABEL,
  'prometheus/relabel-fields': RELABEL,
  'prometheus/relabel-label-name': RELABEL,
  'prometheus/http-authentication': HTTP,
  'prometheus/http-tls': HTTP,
  'prometheus/http-proxy': HTTP,
  'prometheus/http-header': HTTP,
  'prometheus/kubernetes-role': KUBERNETES,
  'prometheus/kubernetes-access': KUBERNETES,
  'prometheus/kubernetes-selector': KUBERNETES,
  'prometheus/discovery': DISCOVERY,
  'prometheus/static-target': TARGET,
  'prometheus/too-many-problems': YAML,
  'advice/not-judged': TARGET,
  'advice/newer-prometheus': 'https://github.com/prometheus/prometheus/blob/v3.14.0/CHANGELOG.md',
} as const;

export type PrometheusRule = keyof typeof PROMETHEUS_RULES;
