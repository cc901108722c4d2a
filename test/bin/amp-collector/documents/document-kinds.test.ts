import { kindOf, recognizeKind } from '../../../../bin/amp-collector/documents/document-kinds';

const JOBS = 'scrape_configs: []\n';
const GROUPS = 'groups: []\n';

test.each([
  ['a scrape configuration', JOBS, 'a scrape configuration'],
  ['a scrape configuration that is not valid YAML', `${JOBS}\tx`, 'a scrape configuration'],
  ['a rule file', GROUPS, 'a rule file'],
  ['a rule file as JSON', '{"groups": []}', 'a rule file'],
  ['a rule file that is not valid YAML', `${GROUPS}a: [`, 'a rule file'],
  ['a scrape configuration whose root is wrong', 'scrape_configs:\n', 'a scrape configuration'],
  ['a PrometheusRule after another object', 'apiVersion: v1\nkind: Secret\n---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n', 'a rule file'],
  ['a PrometheusRule', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {groups: []}\n', 'a rule file'],
  ['a PrometheusRule as JSON', '{"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "spec": {"groups": []}}', 'a rule file'],
  ['an alert manager definition', 'alertmanager_config: |\n  route: {receiver: a}\n', 'an alert manager definition'],
  ['a scrape configuration whose key has a typo', 'scrape_config:\n- job_name: a\n', 'a scrape configuration'],
  ['an alert manager definition whose key has a typo', 'alertmanager_confg: |\n  route: {receiver: a}\n', 'an alert manager definition'],
  ['an Alertmanager configuration', 'receivers: [{name: a}]\nroute: {receiver: a}\n', 'an alert manager definition'],
])('%s is recognized', (_, text, title) => {
  expect(recognizeKind(text)?.title).toBe(title);
});

test.each(['group: a\n', 'scrapeConfigs: []\n', 'alertmanagerConfig: {}\n', 'scrape_config_files: []\nrule_files: []\n', 'my_config: {}\n', ''])(
  'a file of another kind is not recognized: %j', (text) => {
    expect(recognizeKind(text)).toBeUndefined();
  });

test.each([
  ['a list of rules', '- {alert: A, expr: up}\n', 'a rule file', /a list of rules.*under the key rules of a group/],
  ['a list of rule groups', '- {name: g, rules: []}\n', 'a rule file', /under the key groups/],
  ['a list of jobs', '- {job_name: a}\n', 'a scrape configuration', /under the key scrape_configs/],
  ['an AlertmanagerConfig', 'apiVersion: v1\nkind: AlertmanagerConfig\nspec: {}\n', 'an alert manager definition', /its route and receivers/],
  ['a ConfigMap with rules', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n    groups: []\n', 'a rule file', /the value of data\["a\.yml"\]/],
  ['a ConfigMap with jobs', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n    scrape_configs: []\n', 'a scrape configuration', /the value of data\["a\.yml"\]/],
  ['a Compose file', 'services: {a: {image: b}}\n', 'a scrape configuration', /a Compose file/],
  ['an OpenTelemetry configuration', 'receivers: {prometheus: {}}\nexporters: {}\n', 'a scrape configuration', /receivers\.prometheus\.config/],
])('%s is not recognized, and described in one sentence where it is named', (_, text, title, message) => {
  const document = { name: 'a.yml', file: 'a.yml', text };

  expect(recognizeKind(text)).toBeUndefined();
  expect(kindOf(document).title).toBe(title);
  expect(kindOf(document).validate(document, {})).toEqual([expect.objectContaining({ message: expect.stringMatching(message) as string })]);
});
