import type { Problem } from '../../validation/problem';
import { embeddedDocuments, fieldsOf, isFields, type Fields, type Path, type SourceDocument } from '../source-document';

/** Finds the configurations of OpenTelemetry collectors anywhere in a document. */
export interface CollectorConfiguration {
  readonly value: Fields;
  readonly document: SourceDocument;
  readonly path: Path;
}

/** Deeper than any chart nests its values. */
const DEEPEST = 12;

/** The configurations in a document, and the reasons for which texts that look like one cannot be read. */
export interface FoundConfigurations {
  readonly configurations: readonly CollectorConfiguration[];
  readonly problems: readonly Problem[];
}

/**
 * Finds the configurations in a document: the document itself, or what a Kubernetes object (OpenTelemetryCollector, ConfigMap) or the
 * values of a Helm chart hold, as fields or as text.
 */
export function findConfigurations(document: SourceDocument, value: unknown = document.value, path: Path = []): FoundConfigurations {
  if (path.length > DEEPEST) return joined([]);
  if (typeof value === 'string') return value.includes('receivers:') ? inText(document, path, value) : joined([]);
  if (Array.isArray(value)) return joined((value as unknown[]).map((item, index) => findConfigurations(document, item, [...path, index])));
  if (!isFields(value)) return joined([]);
  if (isFields(value.receivers)) return { configurations: [{ value, document, path }], problems: [] };
  return joined(Object.entries(value).map(([key, item]) => findConfigurations(document, item, [...path, key])));
}

function inText(outer: SourceDocument, path: Path, text: string): FoundConfigurations {
  const { documents, problems } = embeddedDocuments(outer, path, text);
  return joined([{ configurations: [], problems }, ...documents.map(inner => findConfigurations(inner))]);
}

function joined(results: readonly FoundConfigurations[]): FoundConfigurations {
  return { configurations: results.flatMap(({ configurations }) => configurations), problems: results.flatMap(({ problems }) => problems) };
}

/** Receivers with the name `prometheus`, or `prometheus/` and a name of the user's. */
export function prometheusReceivers({ value }: CollectorConfiguration): string[] {
  return Object.keys(fieldsOf(value.receivers)).filter(name => /^prometheus(?:\/|$)/.test(name));
}
