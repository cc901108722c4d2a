import { writeYaml } from '../../scrape-configuration/writer/write-yaml';
import { noteIn, type ConversionNote } from '../conversion-note';
import { fieldsOf, isFields, listOf, type Fields } from '../source-document';
import type { Converted } from './converted';
import type { Part } from './part';

/** Fields that Thanos adds to groups. */
const OF_THANOS = new Set(['partial_response_strategy']);

/** Merges the groups of rule files and PrometheusRules into one rule file, in which their names are unique. */
export function convertRuleFiles(parts: readonly Part[]): Converted {
  if (parts.length === 0) return { notes: [] };
  const notes: ConversionNote[] = [];
  const names = new Set<string>();
  const groups = parts.flatMap(({ document, owner }) => listOf(fieldsOf(document.value).groups).map((group, index) => {
    if (!isFields(group)) return group;
    const fields = withoutFieldsOfThanos(group, name => noteIn('dropped', document, ['groups', index, name], subjectOf(owner, group), `${name} is a setting of Thanos`), notes);
    const name = String(group.name);
    const unique = uniqueName(name, owner, names);
    names.add(unique);
    if (unique !== name) notes.push(noteIn('changed', document, ['groups', index, 'name'], subjectOf(owner, group), `several groups have the name; this one is called '${unique}'`));
    return { ...fields, name: unique };
  }));
  const value = { groups };
  const [only] = parts;
  const isUnchanged = parts.length === 1 && notes.length === 0 && only?.text !== undefined;
  return { notes, file: { kind: 'rule-file', value, text: isUnchanged ? only.text : writeYaml(value, 'the rule file') } };
}

function subjectOf(owner: string | undefined, { name }: Fields): string {
  return [owner, `the group '${String(name)}'`].filter(Boolean).join(', ');
}

function withoutFieldsOfThanos(group: Fields, note: (field: string) => ConversionNote, notes: ConversionNote[]): Fields {
  const removed = Object.keys(group).filter(field => OF_THANOS.has(field));
  notes.push(...removed.map(note));
  return Object.fromEntries(Object.entries(group).filter(([field]) => !OF_THANOS.has(field)));
}

function uniqueName(name: string, owner: string | undefined, names: ReadonlySet<string>): string {
  if (!names.has(name)) return name;
  const withOwner = owner === undefined ? name : `${name} (${owner.replace(/^PrometheusRule /, '')})`;
  let unique = withOwner;
  for (let number = 2; names.has(unique); number++) unique = `${withOwner} (${number})`;
  return unique;
}
