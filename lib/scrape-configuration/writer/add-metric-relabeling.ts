import { throwUnusable } from '../../private/errors';
import { endOf, isMergeKey, isNull, type YamlMapping, type YamlNode } from '../../prometheus/yaml/node';
import { readYaml } from '../../prometheus/yaml/read';
import { haveSameMeaning } from '../../prometheus/yaml/same-meaning';
import { columnOf, insertLinesBelow, splice } from './insert-text';
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
  const jobs = jobsOf(content);
  // From the last to the first: an edit moves what is behind it.
  const edited = jobs.toReversed().reduce((current, job) => withRelabeling(current, job, relabeling), content);
  const rule = readYaml(writeYaml(relabeling)).root;
  const after = jobsOf(edited);
  const isAsExpected = rule !== undefined && after.length === jobs.length && haveSameRest(content, edited)
    && jobs.every((job, index) => addsOnly(job, after[index] as YamlMapping, rule));
  return isAsExpected ? mark + edited : refuse('every way to write it changes what Prometheus reads elsewhere in the text');
}

function jobsOf(text: string): YamlMapping[] {
  const { root, failure } = readYaml(text);
  if (failure) return refuse(`line ${failure.line}, column ${failure.column}: ${failure.message}`);
  const list = root?.kind === 'mapping' ? root.entries.find(({ key }) => isKey(key, JOBS))?.value : undefined;
  if (list?.kind !== 'sequence') return refuse(`${JOBS} is not a list`);
  return list.items.map(job => job.kind === 'mapping' ? job : refuse(`the job in line ${job.line} is not a mapping`));
}

function isKey(key: YamlNode, name: string): boolean {
  return key.kind === 'scalar' && key.value === name;
}

function withRelabeling(text: string, job: YamlMapping, relabeling: object): string {
  const list = job.entries.find(({ key }) => isKey(key, LIST))?.value;
  if (list === undefined) return withList(text, job, relabeling);
  if (isNull(list)) return splice(text, list.start, list.end, `${list.start === list.end ? ' ' : ''}${writeYamlInline([relabeling])}`);
  if (list.kind !== 'sequence') return refuse(`${LIST} in line ${list.line} is not a list that can be edited`);
  if (!list.isFlow) return insertLinesBelow(text, endOf(list), indent(writeYaml([relabeling]), columnOf(text, list.start)));
  return insertInline(text, list.start, list.items.at(-1), writeYamlInline([relabeling]).slice(1, -1));
}

function withList(text: string, job: YamlMapping, relabeling: object): string {
  if (job.entries.some(({ key }) => isMergeKey(key))) return refuse(`the job in line ${job.line} has a merge key (<<), which may have ${LIST}`);
  if (job.isFlow) return insertInline(text, job.start, job.entries.at(-1)?.value, `${LIST}: ${writeYamlInline([relabeling])}`);
  return insertLinesBelow(text, endOf(job), indent(writeYaml({ [LIST]: [relabeling] }), columnOf(text, job.start)));
}

function insertInline(text: string, start: number, last: YamlNode | undefined, item: string): string {
  const position = last === undefined ? start + 1 : endOf(last);
  return splice(text, position, position, last === undefined ? item : `, ${item}`);
}

/** Returns whether the relabeling is the only difference of a job, at the end of its list. */
function addsOnly(before: YamlMapping, after: YamlMapping, rule: YamlNode): boolean {
  const list = after.entries.find(({ key }) => isKey(key, LIST))?.value;
  const given = before.entries.find(({ key }) => isKey(key, LIST))?.value;
  const items = given?.kind === 'sequence' ? given.items : [];
  return list?.kind === 'sequence' && isSame([...items, rule], list.items) && isSame(others(before, LIST), others(after, LIST));
}

function haveSameRest(before: string, after: string): boolean {
  const [left, right] = [before, after].map(text => others(readYaml(text).root as YamlMapping, JOBS));
  return left !== undefined && right !== undefined && isSame(left, right);
}

function others({ entries }: YamlMapping, name: string): YamlNode[] {
  return entries.filter(({ key }) => !isKey(key, name)).flatMap(({ key, value }) => [key, value]);
}

function isSame(left: readonly YamlNode[], right: readonly YamlNode[]): boolean {
  return left.length === right.length && left.every((node, index) => haveSameMeaning(node, right[index] as YamlNode));
}

function refuse(message: string): never {
  return throwUnusable('the scrape configuration', { path: '', message: `no metric relabeling can be added: ${message}` });
}
