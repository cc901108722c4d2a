import { readYaml } from '../../lib/prometheus/yaml/read';
import { describeOtherFile } from '../../lib/validation/file-kind';
import type { WantedText } from '../../lib/validation/file-kinds';
import { validateConfiguration } from '../../lib/validation/validate';

const SCRAPE: WantedText = 'scrape-configuration';
const RULES: WantedText = 'rule-file';
const ALERTS: WantedText = 'alert-manager-definition';

function describeText(text: string, wanted: WantedText): string | undefined {
  const { root } = readYaml(text);
  return root && describeOtherFile(root, wanted);
}

const JOBS = 'scrape_configs: [{ job_name: a }]';
const OTEL = `receivers: { prometheus: { config: { ${JOBS} } } }\nexporters: { debug: {} }\nservice: { pipelines: {} }`;
const CONFIG_MAP = `apiVersion: v1\nkind: ConfigMap\ndata:\n  rules.yml: |\n    groups: []\n  prometheus.yml: |\n    ${JOBS}\n`;

test.each<[kind: string, text: string, wanted: WantedText, name: string, part: string]>([
  ['OpenTelemetry', OTEL, SCRAPE, 'an OpenTelemetry Collector configuration', 'receivers.prometheus.config'],
  ['an OpenTelemetry object', `apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nspec: {}`, SCRAPE, 'a Kubernetes OpenTelemetryCollector', 'spec.config'],
  ['a ConfigMap', CONFIG_MAP, SCRAPE, 'a Kubernetes ConfigMap', 'data["prometheus.yml"]'],
  ['a ConfigMap of rules', CONFIG_MAP, RULES, 'a Kubernetes ConfigMap', 'data["rules.yml"]'],
  ['a ServiceMonitor', 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: {}', SCRAPE, 'a Kubernetes ServiceMonitor', 'a scrape job'],
  ['a PodMonitor', 'apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nspec: {}', SCRAPE, 'a Kubernetes PodMonitor', 'a scrape job'],
  ['a PrometheusRule', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: { groups: [] }', RULES, 'a Kubernetes PrometheusRule', 'its spec'],
  ['another object', 'apiVersion: apps/v1\nkind: Deployment\nspec: {}', SCRAPE, 'a Kubernetes Deployment', 'another file'],
  ['a list of kubectl', 'apiVersion: v1\nkind: List\nitems: []', SCRAPE, 'a list of Kubernetes objects (List)', 'one of its items'],
  ['a rule file', 'groups: [{ name: a, rules: [] }]', SCRAPE, 'a rule file', 'another file'],
  ['unit tests', 'rule_files: [a.yml]\ntests:\n- interval: 1m\n', SCRAPE, 'a file of unit tests for rules', 'another file'],
  ['unit tests beside rules', 'rule_files: [a.yml]\ntests: []\n', RULES, 'a file of unit tests for rules', 'the rule files that it names'],
  ['a scrape configuration', JOBS, RULES, 'a scrape configuration', 'another file'],
  ['an Alertmanager configuration', 'route: { receiver: a }\nreceivers: [{ name: a }]', ALERTS, 'an Alertmanager configuration', 'alertmanager_config: |'],
  ['an Alertmanager configuration as jobs', 'route: { receiver: a }\nreceivers: [{ name: a }]', SCRAPE, 'an Alertmanager configuration', 'another file'],
  ['a definition of the service', 'alertmanager_config: |\n  route: {}\n', SCRAPE, 'an alert manager definition', 'another file'],
  ['Helm values of the community chart', `serverFiles: { prometheus.yml: { ${JOBS} } }`, SCRAPE, 'a values file of a Helm chart', 'serverFiles'],
  ['Helm values of kube-prometheus-stack', 'prometheus: { prometheusSpec: { additionalScrapeConfigs: [] } }', SCRAPE, 'a values file of a Helm chart', 'additionalScrapeConfigs'],
  ['a CloudFormation template', 'Resources: { A: { Type: "AWS::APS::Scraper" } }', SCRAPE, 'a CloudFormation template', 'ConfigurationBlob'],
  ['a list of jobs', '- job_name: a\n- job_name: b', SCRAPE, 'a list of scrape jobs', 'under the key scrape_configs'],
  ['a single job', 'job_name: a\nstatic_configs: []', SCRAPE, 'a single scrape job', 'an item of the list scrape_configs'],
  ['a list of rule groups', '- name: a\n  rules: []', RULES, 'a list of rule groups', 'under the key groups'],
  ['a list of rules', '- alert: A\n  expr: up == 0', RULES, 'a list of rules', 'rules of a group'],
  ['a Compose file', 'services: { prometheus: { image: prom/prometheus } }', SCRAPE, 'a Compose file', 'another file'],
  ['a path', 'prometheus.yml', SCRAPE, '"prometheus.yml", which looks like a path', 'fromFile'],
  ['a path of folders', './config/prometheus', SCRAPE, '"./config/prometheus", which looks like a path', 'fromFile'],
])('%s is described in one sentence', (_, text, wanted, name, part) => {
  const sentence = describeText(text, wanted);
  expect(sentence).toContain(`the text is ${name}, and not a`);
  expect(sentence).toContain(part);
});

test.each<[kind: string, item: string, isConvertible: boolean]>([
  ['monitors', 'kind: ServiceMonitor', true], ['pods', 'kind: Pod', false],
])('for a list of %s, the conversion is named only if there is one', (_, item, isConvertible) => {
  const text = `apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, ${item} }]`;
  expect(describeText(text, SCRAPE)?.includes('amp-collector convert')).toBe(isConvertible);
});

test.each<[string, string, WantedText]>([
  ['a scrape configuration', JOBS, SCRAPE],
  ['a scrape configuration with a field too many', `${JOBS}\nservices: { a: { image: a } }`, SCRAPE],
  ['global alone', 'global: {}', SCRAPE],
  ['a merged document', '<<: { scrape_configs: [] }', SCRAPE],
  ['a rule file', 'groups: []', RULES],
  ['a definition', 'alertmanager_config: a', ALERTS],
  ['an unknown mapping', 'scrape_config: []', SCRAPE],
  ['a sentence', 'no yaml at all', SCRAPE],
  ['a number', '12', SCRAPE],
])('%s is accepted as a possible configuration', (_, text, wanted) => {
  expect(describeText(text, wanted)).toBeUndefined();
});

test('nothing else is reported about a file of another kind', () => {
  expect(validateConfiguration(CONFIG_MAP).problems.map(({ ruleId }) => ruleId)).toEqual(['other-file']);
});
