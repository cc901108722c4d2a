import type { YamlMapping, YamlNode } from '../prometheus/yaml/node';
import { has, resolved, valueOf } from './mapping-values';

/** A kind of text that this library takes. */
export type WantedText = 'scrape-configuration' | 'rule-file' | 'alert-manager-definition';

/** The part of a file to specify, by what is wanted; nothing where the file has none. */
export type Parts = Readonly<Partial<Record<WantedText, string>>>;

/** A kind of file that people have. */
export interface FileKind {
  readonly id: FileKindId;
  /** With its article. */
  readonly name: string;
  readonly parts?: Parts;
}

/** Identifies a kind of file. */
export type FileKindId = WantedText | 'open-telemetry' | 'cloudformation-template' | 'helm-values' | 'compose' | 'alertmanager-configuration'
  | 'scrape-job' | 'unit-tests' | 'kubernetes-object' | 'kubernetes-list' | 'scrape-jobs' | 'rule-groups' | 'rules' | 'list' | 'path';

/** The part of an OpenTelemetry Collector configuration that is a scrape configuration. */
export const PROMETHEUS_RECEIVER = 'the value of receivers.prometheus.config, with each $$ written as $';

/** The kinds of mappings, without Kubernetes objects. */
export const FILE_KINDS: ReadonlyArray<FileKind & { readonly isOne: (root: YamlMapping) => boolean }> = [
  {
    id: 'open-telemetry',
    name: 'an OpenTelemetry Collector configuration',
    isOne: root => valueOf(root, 'receivers')?.kind === 'mapping' && (has(root, 'exporters') || has(root, 'service') || has(valueOf(root, 'receivers'), 'prometheus')),
    parts: { 'scrape-configuration': PROMETHEUS_RECEIVER },
  },
  {
    id: 'cloudformation-template',
    name: 'a CloudFormation template',
    isOne: root => has(root, 'AWSTemplateFormatVersion') || has(root, 'Resources'),
    parts: {
      'scrape-configuration': 'the ScrapeConfiguration.ConfigurationBlob of its AWS::APS::Scraper',
      'rule-file': 'the Data of its AWS::APS::RuleGroupsNamespace',
      'alert-manager-definition': 'the AlertManagerDefinition of its AWS::APS::Workspace',
    },
  },
  {
    id: 'helm-values',
    name: 'a values file of a Helm chart',
    isOne: isHelmValues,
    parts: {
      'scrape-configuration': 'the value of serverFiles["prometheus.yml"], or additionalScrapeConfigs under the key scrape_configs',
      'rule-file': 'the value of serverFiles["alerting_rules.yml"], or one of additionalPrometheusRulesMap',
      'alert-manager-definition': 'the value of alertmanager.config, as text under alertmanager_config',
    },
  },
  {
    id: 'compose',
    name: 'a Compose file',
    isOne: (root) => {
      const services = valueOf(root, 'services');
      return services?.kind === 'mapping' && services.entries.some(({ value }) => has(resolved(value), 'image') || has(resolved(value), 'build'));
    },
  },
  { id: 'alert-manager-definition', name: 'an alert manager definition', isOne: root => has(root, 'alertmanager_config') },
  {
    id: 'alertmanager-configuration',
    name: 'an Alertmanager configuration',
    isOne: root => has(root, 'route') && valueOf(root, 'receivers')?.kind === 'sequence',
    parts: { 'alert-manager-definition': 'it as text under the key alertmanager_config: |' },
  },
  {
    id: 'unit-tests',
    name: 'a file of unit tests for rules',
    isOne: root => valueOf(root, 'tests')?.kind === 'sequence' && !has(root, 'groups'),
    parts: { 'rule-file': 'the rule files that it names' },
  },
  { id: 'rule-file', name: 'a rule file', isOne: root => valueOf(root, 'groups')?.kind === 'sequence' },
  { id: 'scrape-configuration', name: 'a scrape configuration', isOne: root => valueOf(root, 'scrape_configs')?.kind === 'sequence' },
  {
    id: 'scrape-job',
    name: 'a single scrape job', isOne: root => has(root, 'job_name'),
    parts: { 'scrape-configuration': 'it as an item of the list scrape_configs' },
  },
];

const HELM_KEYS = [
  'serverFiles', 'extraScrapeConfigs', 'prometheusSpec', 'additionalScrapeConfigs', 'additionalPrometheusRulesMap', 'additionalPrometheusRules',
  'additionalServiceMonitors', 'additionalPodMonitors', 'kube-prometheus-stack', 'defaultRules',
];

/** Values of a chart: at the root, under the name of a component, or all of it under the name of the chart. */
function isHelmValues(root: YamlMapping): boolean {
  const isChart = (values: YamlNode | undefined) => HELM_KEYS.some(key => has(values, key))
    || ['prometheus', 'server'].some(component => values?.kind === 'mapping' && HELM_KEYS.some(key => has(valueOf(values, component), key)))
    || hasReceivers(values, 'config') || hasConfiguration(values, 'alertmanager');
  return isChart(root) || root.entries.some(({ value }) => isChart(resolved(value)));
}

/** The values of the OpenTelemetry chart have the collector's configuration under `config`. */
function hasReceivers(values: YamlNode | undefined, key: string): boolean {
  const config = values?.kind === 'mapping' ? valueOf(values, key) : undefined;
  return config?.kind === 'mapping' && valueOf(config, 'receivers')?.kind === 'mapping';
}

/** The values of kube-prometheus-stack have Alertmanager's configuration under `alertmanager.config`. */
function hasConfiguration(values: YamlNode | undefined, key: string): boolean {
  const component = values?.kind === 'mapping' ? valueOf(values, key) : undefined;
  const config = component?.kind === 'mapping' ? valueOf(component, 'config') : undefined;
  return has(config, 'route') || has(config, 'receivers');
}
