import type { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { throwUnusable } from '../../private/errors';
import { indent, writeYaml, writeYamlInline } from './write-yaml';
import { yamlLibrary } from './yaml-library';

/**
 * A text with jobs added at the end of its list of jobs. What was given stays as it is, to the letter.
 */
export function appendJobs(text: string, jobs: readonly object[]): string {
  if (jobs.length === 0) return text;
  const { parseDocument, isMap, isSeq } = yamlLibrary();
  const document = parseDocument(text, { version: '1.1', merge: true, uniqueKeys: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return refuse(error.message);

  const root: unknown = document.contents;
  if (isNull(root)) return appendToNothing(text, document, jobs);
  if (!isMap(root)) return refuse('the document is not a map');
  const list = root.get('scrape_configs', true);
  if (list === undefined) return appendKey(text, root, jobs);
  if (isSeq(list)) return list.flow ? appendInline(text, list, jobs) : appendItems(text, list, jobs);
  if (!isNull(list)) return refuse('scrape_configs is not a list');
  return splice(text, ...extent(list), ` ${writeYamlInline(jobs)} `);
}

/** The list is written out line by line: its new items go below the last, as far to the right. */
function appendItems(text: string, list: YAMLSeq, jobs: readonly object[]): string {
  const [start, end] = extent(list);
  return insertLines(text, end, indent(writeYaml(jobs), columnOf(text, start)));
}

/** The list stands in brackets, and so do its new items. */
function appendInline(text: string, list: YAMLSeq, jobs: readonly object[]): string {
  return insertInline(text, list, writeYamlInline(jobs).slice(1, -1));
}

/** There is no list yet. */
function appendKey(text: string, root: YAMLMap, jobs: readonly object[]): string {
  if (root.flow) return insertInline(text, root, `scrape_configs: ${writeYamlInline(jobs)}`);
  const [start, end] = extent(root);
  return insertLines(text, end, indent(`scrape_configs:\n${indent(writeYaml(jobs), 2)}`, columnOf(text, start)));
}

/** The document has comments and marks at most: the key goes before the mark of its end. */
function appendToNothing(text: string, { contents, range }: Document.Parsed, jobs: readonly object[]): string {
  const [start, end] = extent(contents);
  return insertLines(splice(text, start, end, ''), range[1] - (end - start), `scrape_configs:\n${indent(writeYaml(jobs), 2)}`);
}

/** New items go right behind the last, before what may follow it: a comma, a comment, a line break. */
function insertInline(text: string, collection: YAMLSeq | YAMLMap, items: string): string {
  const last = collection.items.at(-1);
  const offset = last === undefined ? extent(collection)[0] + 1 : endOf(last);
  return splice(text, offset, offset, last === undefined ? items : `, ${items}`);
}

function endOf(item: unknown): number {
  return yamlLibrary().isPair(item) ? Math.max(endOf(item.key), endOf(item.value)) : extent(item)[1];
}

/** Inserts whole lines below the line in which the offset lies, so that a comment at its end stays there. */
function insertLines(text: string, offset: number, lines: string): string {
  if (text.trim() === '' || offset === 0 || text[offset - 1] === '\n') return splice(text, offset, offset, lines);
  const lineEnd = text.indexOf('\n', offset);
  return lineEnd < 0 ? `${text}\n${lines}` : splice(text, lineEnd + 1, lineEnd + 1, lines);
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Where a node's own text begins and ends; nothing where there is no text. */
function extent(node: unknown): [start: number, end: number] {
  const range = yamlLibrary().isNode(node) ? node.range : undefined;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

function isNull(node: unknown): node is Scalar<null> | null {
  const { isScalar } = yamlLibrary();
  return node === null || (isScalar(node) && node.value === null);
}

function refuse(message: string): never {
  return throwUnusable('the scrape configuration', { path: '', message: `no job can be added: ${message}` });
}
