import { throwUnusable } from '../../private/errors';
import { endOf, isMergeKey, isNull, type YamlMapping, type YamlNode, type YamlSequence } from '../../prometheus/yaml/node';
import { readYaml } from '../../prometheus/yaml/read';
import { haveAllSameMeaning } from '../../prometheus/yaml/same-meaning';
import { columnOf, insertBefore, insertLinesBelow, splice } from './insert-text';
import { indent, writeYaml, writeYamlInline } from './write-yaml';

const KEY = 'scrape_configs';
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Adds jobs to a text, at the end of its list of jobs. The rest of the text stays as it is.
 *
 * The reader that validates the text, which agrees with Prometheus's, reads it before and after: an edit that changes any value elsewhere
 * is not made. If a line below the list would change a value, as after a block scalar that the text does not end with a line break,
 * the jobs go before those of the list. If no edit is safe, an error is thrown.
 */
export function appendJobs(text: string, jobs: readonly object[]): string {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const content = text.slice(mark.length);
  const { root, failure: syntax, forbidden } = readYaml(content);
  const failure = syntax ?? forbidden;
  if (failure) return refuse(`line ${failure.line}, column ${failure.column}: ${failure.message}`);
  const added = readYaml(writeYaml(jobs)).root;
  for (const edited of edits(content, root, jobs)) {
    if (added?.kind === 'sequence' && addsOnly(root, readYaml(edited).root, added.items)) return mark + edited;
  }
  return refuse('every way to write it changes what Prometheus reads elsewhere in the text; '
    + 'write the list scrape_configs with one job per line, and end the text with a line break');
}

/** The possible edits, the preferred one first. */
function edits(text: string, root: YamlNode | undefined, jobs: readonly object[]): Iterable<string> {
  if (root === undefined || isNull(root)) return inEmptyDocument(text, root, jobs);
  if (root.kind !== 'mapping') return refuse('the document is not a mapping');
  const list = valueOf(root);
  if (list === undefined) return inMapping(text, root, jobs);
  if (list.kind === 'sequence') return inList(text, list, jobs);
  if (!isNull(list)) return refuse(`${KEY} is not a list`);
  return [splice(text, list.start, list.end, `${list.start === list.end ? ' ' : ''}${writeYamlInline(jobs)}`)];
}

function* inEmptyDocument(text: string, root: YamlNode | undefined, jobs: readonly object[]): Generator<string> {
  const { start, end } = root ?? { start: text.length, end: text.length };
  yield start === end ? insertLinesBelow(text, start, keyWithList(jobs)) : splice(text, start, end, `{${KEY}: ${writeYamlInline(jobs)}}`);
}

function* inMapping(text: string, root: YamlMapping, jobs: readonly object[]): Generator<string> {
  if (root.isFlow) {
    yield insertInline(text, root, root.entries.at(-1)?.value, `${KEY}: ${writeYamlInline(jobs)}`);
  } else {
    const lines = indent(keyWithList(jobs), columnOf(text, root.start));
    yield insertLinesBelow(text, endOf(root), lines);
    yield insertBefore(text, root.start, lines);
  }
}

function* inList(text: string, list: YamlSequence, jobs: readonly object[]): Generator<string> {
  if (list.isFlow) {
    yield insertInline(text, list, list.items.at(-1), writeYamlInline(jobs).slice(1, -1));
  } else {
    const lines = indent(writeYaml(jobs), columnOf(text, list.start));
    yield insertLinesBelow(text, endOf(list), lines);
    yield insertBefore(text, list.start, lines);
  }
}

/** Adds items directly after the last one, before a comma, a comment or a line break; in empty brackets at their beginning. */
function insertInline(text: string, { start }: YamlNode, last: YamlNode | undefined, items: string): string {
  const position = last === undefined ? start + 1 : endOf(last);
  return splice(text, position, position, last === undefined ? items : `, ${items}`);
}

function keyWithList(jobs: readonly object[]): string {
  return `${KEY}:\n${indent(writeYaml(jobs), 2)}`;
}

function isKey({ key }: YamlMapping['entries'][number]): boolean {
  return key.kind === 'scalar' && key.value === KEY;
}

function valueOf(root: YamlMapping): YamlNode | undefined {
  const value = root.entries.find(isKey)?.value;
  const merged = root.entries.filter(({ key }) => isMergeKey(key)).flatMap(entry => mappingsOf(entry.value));
  if (value === undefined && merged.some(({ entries }) => entries.some(isKey))) return refuse(`${KEY} comes from a merge key (<<)`);
  return value;
}

/** The mappings that a merge key names: one, an alias of one, or a list of both. */
function mappingsOf(node: YamlNode): YamlMapping[] {
  const target = node.kind === 'alias' ? node.target : node;
  if (target.kind === 'mapping') return [target];
  return node.kind === 'sequence' ? node.items.flatMap(item => item.kind === 'sequence' ? [] : mappingsOf(item)) : [];
}

/** Returns whether the jobs are the only difference, at the beginning or the end of the list. */
function addsOnly(before: YamlNode | undefined, after: YamlNode | undefined, added: readonly YamlNode[]): boolean {
  if (after?.kind !== 'mapping') return false;
  const entries = before?.kind === 'mapping' ? before.entries : [];
  const list = after.entries.find(isKey)?.value;
  const given = entries.find(isKey)?.value;
  const items = given?.kind === 'sequence' ? given.items : [];
  return list?.kind === 'sequence'
    && haveAllSameMeaning(others(entries), others(after.entries))
    && (haveAllSameMeaning([...items, ...added], list.items) || haveAllSameMeaning([...added, ...items], list.items));
}

function others(entries: YamlMapping['entries']): YamlNode[] {
  return entries.filter(entry => !isKey(entry)).flatMap(({ key, value }) => [key, value]);
}

function refuse(message: string): never {
  return throwUnusable('the scrape configuration', { path: '', message: `no job can be added: ${message}` });
}
