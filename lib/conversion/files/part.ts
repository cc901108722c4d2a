import { noteIn, type ConversionNote } from '../conversion-note';
import { fieldsOf, partOf, type Path, type SourceDocument } from '../source-document';

/** The kinds of parts that are converted. */
export type PartKind = 'collector' | 'monitors' | 'scrape-configuration' | 'rule-file' | 'alertmanager-configuration';

/** A part of the input that can be converted. */
export interface Part {
  readonly kind: PartKind;
  /** For a rule file, with `groups` at its root; for a scrape configuration, with `scrape_configs`. */
  readonly document: SourceDocument;
  /** The text of the part, if the input contains it as a separate text. */
  readonly text?: string;
  /** The name of the object that holds it, such as `PrometheusRule monitoring/node`. */
  readonly owner?: string;
}

/** Finds the parts of a text within a document. */
export type FindEmbedded = (outer: SourceDocument, path: readonly string[], text: string) => FoundParts;

/** The parts of a document, and those that have no counterpart. */
export interface FoundParts {
  readonly parts: readonly Part[];
  readonly notes: readonly ConversionNote[];
  /** Kubernetes objects of kinds that have nothing to do with metrics. */
  readonly skippedObjects: number;
}

export const NO_PARTS: FoundParts = { parts: [], notes: [], skippedObjects: 0 };

export function found(...parts: Part[]): FoundParts {
  return { ...NO_PARTS, parts };
}

export function joined(results: readonly FoundParts[]): FoundParts {
  return {
    parts: results.flatMap(({ parts }) => parts),
    notes: results.flatMap(({ notes }) => notes),
    skippedObjects: results.reduce((sum, { skippedObjects }) => sum + skippedObjects, 0),
  };
}

/** A part that has no counterpart, with the reason. */
export function dropped(document: SourceDocument, path: Path, subject: string, message: string): FoundParts {
  return { ...NO_PARTS, notes: [noteIn('dropped', document, path, subject, message)] };
}

/** A list as the only field of a document, with the places of its items. */
export function listUnder(field: string, document: SourceDocument, list: unknown): SourceDocument {
  return { value: { [field]: list }, file: document.file, placeOf: ([, ...inner]) => document.placeOf(inner) };
}

/** The document at a field; nothing if there is none. */
export function fieldOf(document: SourceDocument, ...path: string[]): SourceDocument | undefined {
  let { value } = document;
  for (const name of path) value = fieldsOf(value)[name];
  return value === undefined || value === null ? undefined : partOf(document, path, value);
}
