import { fileKindOf } from '../../validation/file-kind';
import { fieldsOf, isFields, listOf, partOf, type Fields, type SourceDocument } from '../source-document';
import { dropped, fieldOf, found, joined, listUnder, NO_PARTS, type FindEmbedded, type FoundParts } from './part';
import { yamlNodeOf } from './yaml-node';

/** Keys that are components of a chart, and no values of another chart. */
const COMPONENTS = new Set(['prometheus', 'alertmanager', 'server', 'config']);

/** Finds what can be converted in the values of the charts `kube-prometheus-stack`, `prometheus` and `opentelemetry-collector`. */
export function helmParts(values: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const subcharts = Object.entries(fieldsOf(values.value)).filter(([name, value]) =>
    isFields(value) && (!COMPONENTS.has(name) || (name === 'prometheus' && ('serverFiles' in value || 'extraScrapeConfigs' in value)))
    && fileKindOf(yamlNodeOf(value))?.id === 'helm-values');
  return joined([
    ...fieldOf(values, 'config', 'receivers') === undefined ? [] : [found({ kind: 'collector', document: partOf(values, ['config'], fieldsOf(values.value).config) })],
    prometheusSpec(values, findEmbedded),
    additionalMonitors(values),
    rules(values),
    communityChart(values, findEmbedded),
    alertmanager(values, findEmbedded),
    ...subcharts.map(([name, value]) => helmParts(partOf(values, [name], value), findEmbedded)),
  ]);
}

function prometheusSpec(values: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const spec = fieldOf(values, 'prometheus', 'prometheusSpec');
  if (spec === undefined) return NO_PARTS;
  const { scrapeInterval, scrapeTimeout, externalLabels, additionalScrapeConfigs, additionalScrapeConfigsSecret } = fieldsOf(spec.value);
  const global = withoutEmpty({ scrape_interval: scrapeInterval, scrape_timeout: scrapeTimeout, external_labels: externalLabels });
  const jobs = listOf(additionalScrapeConfigs);
  return joined([
    ...jobs.length === 0 && Object.keys(global).length === 0
      ? []
      : [found({
          kind: 'scrape-configuration',
          document: withGlobal(listUnder('scrape_configs', partOf(spec, ['additionalScrapeConfigs'], jobs), jobs), global),
        })],
    ...typeof additionalScrapeConfigs === 'string' ? [findEmbedded(spec, ['additionalScrapeConfigs'], additionalScrapeConfigs)] : [],
    ...isEnabled(additionalScrapeConfigsSecret)
      ? [dropped(spec, ['additionalScrapeConfigsSecret'], 'prometheus.prometheusSpec.additionalScrapeConfigsSecret',
          'the scrape jobs are in a Secret; convert that too: kubectl get secret NAME -o yaml | amp-collector convert -')]
      : [],
  ]);
}

function isEnabled(section: unknown): boolean {
  return isFields(section) && section.enabled !== false && Object.keys(section).length > 0;
}

/** The chart makes objects of these. */
function additionalMonitors(values: SourceDocument): FoundParts {
  const monitors = [['additionalServiceMonitors', 'ServiceMonitor'], ['additionalPodMonitors', 'PodMonitor']] as const;
  return joined(monitors.flatMap(([field, kind]) => {
    const list = fieldOf(values, 'prometheus', field);
    return list === undefined
      ? []
      : listOf(list.value).map(fieldsOf).map(({ name, namespace, additionalLabels, labels, ...spec }, index) => found({
          kind: 'monitors',
          document: {
            value: { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name, namespace }, spec },
            file: values.file,
            placeOf: ([, ...inner]) => list.placeOf([index, ...inner]),
          },
        }));
  }));
}

function rules(values: SourceDocument): FoundParts {
  const map = fieldOf(values, 'additionalPrometheusRulesMap');
  const list = fieldOf(values, 'additionalPrometheusRules');
  const { defaultRules } = fieldsOf(values.value);
  return joined([
    ...map === undefined
      ? []
      : Object.entries(fieldsOf(map.value)).map(([name, value]) => found({ kind: 'rule-file', document: partOf(map, [name], value), owner: name })),
    ...list === undefined
      ? []
      : listOf(list.value).map((value, index) => found({ kind: 'rule-file', document: partOf(list, [index], value), owner: String(fieldsOf(value).name) })),
    ...isFields(defaultRules) && defaultRules.create !== false
      ? [dropped(values, ['defaultRules'], 'defaultRules', 'the rules are templates of the chart; convert the output of helm template for them')]
      : [],
  ]);
}

/** The chart `prometheus` has whole files in its values. */
function communityChart(values: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const { serverFiles, extraScrapeConfigs } = fieldsOf(values.value);
  const global = fieldsOf(fieldsOf(fieldsOf(values.value).server).global);
  const configuration = fieldsOf(fieldsOf(serverFiles)['prometheus.yml']);
  const hasConfiguration = Array.isArray(configuration.scrape_configs);
  const files = fieldOf(values, 'serverFiles');
  return joined([
    ...files === undefined || !hasConfiguration
      ? Object.keys(global).length === 0 ? [] : [found({ kind: 'scrape-configuration', document: withGlobal(listUnder('scrape_configs', values, []), global) })]
      : [found({ kind: 'scrape-configuration', document: withGlobal(partOf(files, ['prometheus.yml'], configuration), { ...global, ...fieldsOf(configuration.global) }) })],
    ...typeof extraScrapeConfigs === 'string' ? [findEmbedded(values, ['extraScrapeConfigs'], extraScrapeConfigs)] : [],
    ...Object.entries(fieldsOf(serverFiles)).filter(([, value]) => Array.isArray(fieldsOf(value).groups))
      .map(([name, value]) => found({ kind: 'rule-file', document: partOf(values, ['serverFiles', name], value), owner: name })),
  ]);
}

function alertmanager(values: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const config = fieldOf(values, 'alertmanager', 'config');
  const text = fieldOf(values, 'alertmanager', 'stringConfig');
  return joined([
    ...config !== undefined && isFields(config.value) && 'receivers' in config.value ? [found({ kind: 'alertmanager-configuration', document: config })] : [],
    ...config !== undefined && typeof config.value === 'string' ? [findEmbedded(values, ['alertmanager', 'config'], config.value)] : [],
    ...text !== undefined && typeof text.value === 'string' ? [findEmbedded(values, ['alertmanager', 'stringConfig'], text.value)] : [],
  ]);
}

function withGlobal(document: SourceDocument, global: Fields): SourceDocument {
  return Object.keys(global).length === 0 ? document : { ...document, value: { global, ...fieldsOf(document.value) } };
}

/** Charts write "" and {} for a setting that is not made. */
function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) =>
    value !== undefined && value !== null && value !== '' && !(isFields(value) && Object.keys(value).length === 0)));
}
