import { gunzipSync } from 'node:zlib';
import { fieldsOf, isFields, partOf, type SourceDocument } from '../source-document';
import { helmParts } from './helm-values';
import { dropped, fieldOf, found, joined, NO_PARTS, type FindEmbedded, type FoundParts } from './part';

/** Objects about metrics that have no counterpart, with the way out. */
const NO_COUNTERPART: Readonly<Record<string, string>> = {
  Probe: 'Probes are not converted; write a scrape job for the prober, with the probed targets as parameters',
  ScrapeConfig: 'ScrapeConfig objects are not converted; write a scrape job in its place',
  AlertmanagerConfig: 'AlertmanagerConfig objects are not converted; write their routes and receivers into the alert manager definition',
  Instrumentation: 'auto-instrumentation has no counterpart in a collector, which scrapes targets only',
};

/** Finds what can be converted in a Kubernetes object. */
export function objectParts(document: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const { kind } = fieldsOf(document.value);
  const name = objectName(document);
  switch (kind) {
    case 'ServiceMonitor':
    case 'PodMonitor': return found({ kind: 'monitors', document });
    case 'OpenTelemetryCollector': return joined([found({ kind: 'collector', document, owner: name }), targetAllocator(document, name)]);
    case 'PrometheusRule': {
      const spec = fieldOf(document, 'spec');
      return spec === undefined ? NO_PARTS : found({ kind: 'rule-file', document: spec, owner: name });
    }
    case 'Prometheus':
    case 'PrometheusAgent': return prometheusSettings(document, name);
    case 'ConfigMap': return dataParts(document, findEmbedded);
    case 'Secret': return dataParts(document, findEmbedded);
    case 'HelmRelease': return joined([fieldOf(document, 'spec', 'values')].filter(isDefined).map(values => helmParts(values, findEmbedded)));
    case 'Application': return applicationParts(document, findEmbedded);
    default: {
      const reason = NO_COUNTERPART[String(kind)];
      return reason === undefined ? { ...NO_PARTS, skippedObjects: 1 } : dropped(document, [], name, reason);
    }
  }
}

/** `PrometheusRule monitoring/node`. */
function objectName({ value }: SourceDocument): string {
  const { kind, metadata } = fieldsOf(value);
  const { namespace, name } = fieldsOf(metadata);
  return `${String(kind)} ${[namespace, name].filter(part => typeof part === 'string').join('/')}`.trim();
}

/** A target allocator makes jobs of monitors in the cluster. */
function targetAllocator(document: SourceDocument, name: string): FoundParts {
  const { enabled, prometheusCR } = fieldsOf(fieldOf(document, 'spec', 'targetAllocator')?.value);
  if (enabled !== true || fieldsOf(prometheusCR).enabled !== true) return NO_PARTS;
  return dropped(document, ['spec', 'targetAllocator'], `${name} spec.targetAllocator`,
    'a collector has no target allocator; convert the monitors that it selects: kubectl get servicemonitors,podmonitors -A -o yaml | amp-collector convert -');
}

/** The values of Argo CD's application, as fields or as text. */
function applicationParts(document: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const helm = fieldOf(document, 'spec', 'source', 'helm');
  if (helm === undefined) return { ...NO_PARTS, skippedObjects: 1 };
  const { values, valuesObject } = fieldsOf(helm.value);
  return joined([
    ...isFields(valuesObject) ? [helmParts(partOf(helm, ['valuesObject'], valuesObject), findEmbedded)] : [],
    ...typeof values === 'string' ? [findEmbedded(helm, ['values'], values)] : [],
  ]);
}

/** The texts of a ConfigMap or Secret. */
function dataParts(document: SourceDocument, findEmbedded: FindEmbedded): FoundParts {
  const { kind, data, stringData, binaryData } = fieldsOf(document.value);
  const texts = (field: string, values: unknown, decode: (text: string) => string) => Object.entries(fieldsOf(values))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([key, text]) => findEmbedded(document, [field, key], decode(text)));
  return joined([
    ...texts('data', data, kind === 'Secret' ? decoded : text => text),
    ...texts('stringData', stringData, text => text),
    ...texts('binaryData', binaryData, decoded),
  ]);
}

/** A configuration is at most some hundred kilobytes. */
const LARGEST = 16 * 1024 * 1024;

/** The text of base64, compressed or not; empty if it is neither. */
function decoded(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  try {
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: LARGEST }) : bytes).toString('utf8');
  } catch {
    return '';
  }
}

/** The settings that a Prometheus object has for all jobs. */
function prometheusSettings(document: SourceDocument, name: string): FoundParts {
  const { scrapeInterval, scrapeTimeout, externalLabels } = fieldsOf(fieldsOf(document.value).spec);
  const settings = { scrape_interval: scrapeInterval, scrape_timeout: scrapeTimeout, external_labels: externalLabels };
  const global = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== null));
  const others = dropped(document, ['spec'], name, 'scrapeInterval, scrapeTimeout and externalLabels are converted; a collector has no other settings of a Prometheus object');
  if (Object.keys(global).length === 0) return others;
  const settingsPart = { value: { global, scrape_configs: [] }, file: document.file, placeOf: () => document.placeOf(['spec']) };
  return joined([found({ kind: 'scrape-configuration', document: settingsPart, owner: name }), others]);
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
