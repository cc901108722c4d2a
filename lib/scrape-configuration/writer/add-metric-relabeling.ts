import { throwUnusable } from '../../private/errors';
import { endOf, isMergeKey, isNull, type YamlMapping, type YamlNode } from '../../prometheus/yaml/node';
import { readYaml } from '../../prometheus/yaml/read';
import { haveAllSameMeaning } from '../../prometheus/yaml/same-meaning';
import { applyEdits, columnOf, linesBelow, type TextEdit } from './insert-text';
import { indent, writeYaml, writeYamlInline } from './write-yaml';

const JOBS = 'scrape_configs';
const LIST = 'metric_relabel_configs';
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Adds a metric relabeling to a text, at the end of the list of each job. The rest of the text stays as it is.
 *
 * The reader that validates the text, which agrees with Prometheus's, reads it before and after. Throws if an edit changes another value.
 */
export function addMetricRelabeling(text: string, relabeling: object): string {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const content = text.slice(mark.length);
  const { root, jobs } = readJobs(content);
  if (root === undefined) return text;
  const written = { list: writeYaml({ [LIST]: [relabeling] }), item: writeYaml([relabeling]), inline: writeYamlInline([relabeling]) };
  const edited = applyEdits(content, jobs.map(job => relabelingEdit(content, job, written)));
  const rule = readYaml(writeYaml(relabeling)).root;
  const after = readJobs(edited);
  const isAsExpected = rule !== undefined && after.root !== undefined && after.jobs.length === jobs.length
    && haveAllSameMeaning(others(root, JOBS), others(after.root, JOBS))
    && jobs.every((job, index) => addsOnly(job, after.jobs[index] as YamlMapping, rule));
  return isAsExpected ? mark + edited : refuse('every way to write it changes what Prometheus reads elsewhere in the text');
}

/** Returns the root of the document and its jobs; no root without a list of jobs. */
function readJobs(text: string): { readonly root?: YamlMapping; readonly jobs: readonly YamlMapping[] } {
  const { root, failure: syntax, forbidden } = readYaml(text);
  const failure = syntax ?? forbidden;
  if (failure) return refuse(`line ${failure.line}, column ${failure.column}: ${failure.message}`);
  if (root === undefined || isNull(root)) return { jobs: [] };
  if (root.kind !== 'mapping') return refuse('the document is not a mapping');
  if (root.entries.some(({ key }) => isMergeKey(key))) return refuse(`the document has a merge key (<<), which may have ${JOBS}`);
  const list = root.entries.find(({ key }) => isKey(key, JOBS))?.value;
  if (list === undefined || isNull(list)) return { jobs: [] };
  if (list.kind !== 'sequence') return refuse(`${JOBS} is not a list`);
  return { root, jobs: list.items.map(job => job.kind === 'mapping' ? job : refuse(`the job in line ${job.line} is not a mapping`)) };
}

function isKey(key: YamlNode, name: string): boolean {
  return key.kind === 'scalar' && key.value === name;
}

/** The relabeling as YAML: a list with its key, an item, and a list in brackets. */
interface WrittenRelabeling {
  readonly list: string;
  readonly item: string;
  readonly inline: string;
}

function relabelingEdit(text: string, job: YamlMapping, written: WrittenRelabeling): TextEdit {
  const list = job.entries.find(({ key }) => isKey(key, LIST))?.value;
  if (list === undefined) return listEdit(text, job, written);
  const { start, end } = list;
  if (isNull(list)) return { start, end, inserted: `${start === end ? ' ' : ''}${written.inline}` };
  if (list.kind !== 'sequence') return refuse(`${LIST} in line ${list.line} is not a list that can be edited`);
  if (!list.isFlow) return linesBelow(text, endOf(list), indent(written.item, columnOf(text, start)));
  return inlineEdit(start, list.items.at(-1), written.inline.slice(1, -1));
}

function listEdit(text: string, job: YamlMapping, { list, inline }: WrittenRelabeling): TextEdit {
  if (job.entries.some(({ key }) => isMergeKey(key))) return refuse(`the job in line ${job.line} has a merge key (<<), which may have ${LIST}`);
  if (job.isFlow) return inlineEdit(job.start, job.entries.at(-1)?.value, `${LIST}: ${inline}`);
  return linesBelow(text, endOf(job), indent(list, columnOf(text, job.start)));
}

function inlineEdit(start: number, last: YamlNode | undefined, item: string): TextEdit {
  const position = last === undefined ? start + 1 : endOf(last);
  return { start: position, end: position, inserted: last === undefined ? item : `, ${item}` };
}

/** Returns whether the relabeling is the only difference of a job, at the end of its list. */
function addsOnly(before: YamlMapping, after: YamlMapping, rule: YamlNode): boolean {
  const list = after.entries.find(({ key }) => isKey(key, LIST))?.value;
  const given = before.entries.find(({ key }) => isKey(key, LIST))?.value;
  const items = given?.kind === 'sequence' ? given.items : [];
  return list?.kind === 'sequence' && haveAllSameMeaning([...items, rule], list.items) && haveAllSameMeaning(others(before, LIST), others(after, LIST));
}

function others({ entries }: YamlMapping, name: string): YamlNode[] {
  return entries.filter(({ key }) => !isKey(key, name)).flatMap(({ key, value }) => [key, value]);
}

function refuse(message: string): never {
  return throwUnusable('the scrape configuration', { path: '', message: `no metric relabeling can be added: ${message}` });
}
