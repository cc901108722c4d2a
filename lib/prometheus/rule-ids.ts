const CONFIG = 'https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go';
const RELABEL = 'https://github.com/prometheus/prometheus/blob/v3.16.0/model/relabel/relabel.go';
const TARGET = 'https://github.com/prometheus/prometheus/blob/v3.16.0/scrape/target.go';
const DISCOVERY = 'https://github.com/prometheus/prometheus/tree/v3.16.0/discovery';
const KUBERNETES = 'https://github.com/prometheus/prometheus/blob/v3.16.0/discovery/kubernetes/kubernetes.go';
const HTTP = 'https://github.com/prometheus/common/blob/v0.72.1/config/http_config.go';
const MODEL = 'https://github.com/prometheus/common/tree/v0.72.1/model';
const ALERTMANAGER = 'https://github.com/prometheus/alertmanager/blob/v0.35.0';
const RULEFMT = 'https://github.com/prometheus/prometheus/blob/v3.16.0/model/rulefmt/rulefmt.go';
const YAML = 'https://github.com/yaml/go-yaml/tree/v2.4.4';

/** The rules of Prometheus by id, each with the page or source that it follows. Users see the ids. */
export const PROMETHEUS_RULES = {
  'yaml-syntax': YAML,
  'yaml-alias': YAML,
  'yaml-merge': YAML,
  'unknown-field': YAML,
  'duplicate-key': YAML,
  'wrong-type': YAML,
  'empty-section': CONFIG,
  'missing-field': CONFIG,
  'invalid-value': CONFIG,
  'exclusive-fields': CONFIG,
  'invalid-duration': MODEL,
  'invalid-size': 'https://github.com/alecthomas/units/blob/master/bytes.go',
  'invalid-label-name': MODEL,
  'invalid-url': HTTP,
  'invalid-regex': RELABEL,
  'timeout-above-interval': CONFIG,
  'job-name-empty': CONFIG,
  'job-name-duplicate': CONFIG,
  'name-duplicate': CONFIG,
  'scrape-protocols': CONFIG,
  'name-scheme': CONFIG,
  'relabel-action': RELABEL,
  'relabel-fields': RELABEL,
  'relabel-label-name': RELABEL,
  'http-authentication': HTTP,
  'http-tls': HTTP,
  'http-proxy': HTTP,
  'http-header': HTTP,
  'kubernetes-role': KUBERNETES,
  'kubernetes-access': KUBERNETES,
  'kubernetes-selector': KUBERNETES,
  'invalid-discovery': DISCOVERY,
  'invalid-static-target': TARGET,
  'invalid-matcher': `${ALERTMANAGER}/matcher/compat/parse.go`,
  'invalid-root-route': `${ALERTMANAGER}/config/config.go`,
  'invalid-time-interval': `${ALERTMANAGER}/timeinterval/timeinterval.go`,
  'undefined-receiver': `${ALERTMANAGER}/config/config.go`,
  'undefined-time-interval': `${ALERTMANAGER}/config/config.go`,
  'invalid-expression': 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
  'invalid-rule-template': 'https://prometheus.io/docs/prometheus/latest/configuration/template_reference/',
  'invalid-record-name': RULEFMT,
  'group-name-empty': RULEFMT,
  'group-name-duplicate': RULEFMT,
  'too-many-problems': YAML,
  'not-validated': TARGET,
} as const;

export type PrometheusRule = keyof typeof PROMETHEUS_RULES;

/** Returns whether the id is one of {@link PROMETHEUS_RULES}. */
export function isPrometheusRule(id: string): id is PrometheusRule {
  return Object.hasOwn(PROMETHEUS_RULES, id);
}
