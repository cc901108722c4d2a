import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, LineCounter } from 'yaml';
import { formatPath } from '../private/property-problem';
import { throwUnusable } from '../private/errors';
import { ProblemSeverity, type Problem } from '../validation/problem';
import { yamlLibrary } from '../scrape-configuration/writer/yaml-library';
import { keepTexts } from './scalar-texts';

/** The fields of an object as users wrote it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The steps to a value in a document. */
export type Path = ReadonlyArray<string | number>;

/** One document of a YAML text, with the places of its values. */
export interface SourceDocument {
  readonly value: unknown;
  readonly file?: string;
  /** Line and column of a value, or of the closest value around it. */
  readonly placeOf: (path: Path) => { readonly line?: number; readonly column?: number };
}

/** The documents of a text, and the reasons for which some cannot be read. */
export interface SourceDocuments {
  readonly documents: readonly SourceDocument[];
  readonly problems: readonly Problem[];
}

/** Reads all documents of a text. */
export function readDocuments(text: string, file?: string): SourceDocuments {
  const { parseAllDocuments, LineCounter } = yamlLibrary();
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { version: '1.1', merge: true, lineCounter: lines, prettyErrors: false });
  const documents = Array.isArray(parsed) ? parsed as Document.Parsed[] : [];
  const read = documents.map((document): SourceDocuments => {
    const [error] = document.errors;
    if (error === undefined) return valueOf(document, lines, file);
    const { line, col } = lines.linePos(error.pos[0]);
    return { documents: [], problems: [syntaxProblem(reasonOf(error), file, line, col)] };
  });
  return { documents: read.flatMap(result => result.documents), problems: read.flatMap(result => result.problems) };
}

/** The object as a document without places. */
export function objectDocument(value: unknown): SourceDocument {
  return { value, placeOf: () => ({}) };
}

/**
 * Reads all documents of files; of a folder those of its `.yml`, `.yaml` and `.json` files, subfolders included.
 *
 * Throws if a file cannot be read.
 */
export function readFiles(paths: readonly string[]): SourceDocuments {
  const read = paths.flatMap(filesAt).map(file => readDocuments(readFileSync(file, 'utf8'), file));
  return { documents: read.flatMap(result => result.documents), problems: read.flatMap(result => result.problems) };
}

/** A value within a document as a separate document, with the same places. */
export function partOf(document: SourceDocument, path: Path, value: unknown): SourceDocument {
  return { value, file: document.file, placeOf: inner => document.placeOf([...path, ...inner]) };
}

/** The documents of a text within a document. Its places start at the line after the key, where block scalars start. */
export function embeddedDocuments(outer: SourceDocument, path: Path, text: string): SourceDocuments {
  const start = outer.placeOf(path).line;
  const placeAt = (line?: number) => start === undefined || line === undefined ? {} : { line: start + line };
  const { documents, problems } = readDocuments(text);
  return {
    documents: documents.map(({ value, placeOf }): SourceDocument =>
      ({ value, file: outer.file, placeOf: innerPath => placeAt(placeOf(innerPath).line) })),
    problems: problems.map(({ line, column: _, ...problem }) =>
      ({ ...problem, path: formatPath(path), ...outer.file !== undefined && { file: outer.file }, ...placeAt(line) })),
  };
}

/** A problem at a value of a document. */
export function problemIn(
  document: SourceDocument, path: Path, ruleId: string, severity: ProblemSeverity, message: string, subject?: string,
): Problem {
  const place = document.placeOf(path);
  return { ruleId, severity, path: [subject, formatPath(path)].filter(Boolean).join(' '), message, ...document.file !== undefined && { file: document.file }, ...place };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list, or none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value as unknown[] : [];
}

/** The fields at a key, or none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** Reading aliases may take more memory than a machine has; the library refuses such a text. */
function valueOf(document: Document.Parsed, lines: LineCounter, file: string | undefined): SourceDocuments {
  try {
    keepTexts(document);
    const value: unknown = document.toJS();
    const isEmpty = value === null || value === undefined;
    return { documents: isEmpty ? [] : [{ value, file, placeOf: path => placeIn(document, lines, path) }], problems: [] };
  } catch (error) {
    return { documents: [], problems: [syntaxProblem(reasonOf(error), file, 1, 1)] };
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.includes('call stack') ? 'the text is nested too deeply' : message;
}

function placeIn(document: Document.Parsed, lines: LineCounter, path: Path): { line?: number; column?: number } {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
    if (range) {
      const { line, col } = lines.linePos(range[0]);
      return { line, column: col };
    }
  }
  return {};
}

function syntaxProblem(message: string, file: string | undefined, line: number, column: number): Problem {
  return {
    ruleId: 'yaml-syntax', severity: ProblemSeverity.ERROR, path: '', message: message.split('\n')[0] ?? message,
    ...file !== undefined && { file }, line, column,
  };
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(name => /\.(?:ya?ml|json)$/.test(name)).sort().map(name => join(path, name));
  } catch (error) {
    return throwUnusable('the input', { path: '', message: `cannot read '${path}': ${error instanceof Error ? error.message : String(error)}` });
  }
}
