import { embeddedDocuments, fieldsOf, isFields, type Fields, type Path, type SourceDocument } from '../source-document';

/** Finds the configurations of OpenTelemetry collectors anywhere in a document. */
export interface CollectorConfiguration {
  readonly value: Fields;
  readonly document: SourceDocument;
  readonly path: Path;
}

/** Deeper than any chart nests its values. */
const DEEPEST = 12;

/**
 * Returns the configurations in a document: the document itself, or what a Kubernetes object (OpenTelemetryCollector, ConfigMap) or
 * the values
 * of a Helm chart hold, as fields or as text.
 */
export function configurationsIn(document: SourceDocument, value: unknown = document.value, path: Path = []): CollectorConfiguration[] {
  if (path.length > DEEPEST) return [];
  if (typeof value === 'string') return value.includes('receivers:') ? embeddedDocuments(document, path, value).flatMap(inner => configurationsIn(inner)) : [];
  if (Array.isArray(value)) return (value as unknown[]).flatMap((item, index) => configurationsIn(document, item, [...path, index]));
  if (!isFields(value)) return [];
  if (isFields(value.receivers)) return [{ value, document, path }];
  return Object.entries(value).flatMap(([key, item]) => configurationsIn(document, item, [...path, key]));
}

/** Receivers with the name `prometheus`, or `prometheus/` and a name of the user's. */
export function prometheusReceivers({ value }: CollectorConfiguration): string[] {
  return Object.keys(fieldsOf(value.receivers)).filter(name => /^prometheus(?:\/|$)/.test(name));
}
