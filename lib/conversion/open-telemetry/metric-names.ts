import type { Fields } from '../source-document';

/** The parts of a histogram or summary are one metric to a processor, and several to a relabeling. */
const PARTS = '(_bucket|_sum|_count)?';
const PART_NAMES = ['_bucket', '_sum', '_count'];

/** Returns a regular expression of relabelings for a name, with the parts of a histogram. */
export function exactName(name: string): string {
  return `${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}${PARTS}`;
}

/** Returns a regular expression of relabelings for one of a processor. Processors search; relabelings match the whole name. */
export function unanchored(pattern: string): string {
  return alternatives(pattern).map((alternative) => {
    const { body, isFromStart, isToEnd } = anchorsOf(alternative);
    return `${isFromStart ? '' : '.*'}(?:${body})${isToEnd ? PARTS : '.*'}`;
  }).join('|');
}

/** Returns a relabeling that gives a metric and its parts another name. A dollar in the name is not a reference. */
export function renaming(name: string, newName: string): Fields {
  return nameRelabeling(exactName(name), `${literal(newName)}\${1}`);
}

/** A dollar in a replacement refers to a group. */
export function literal(value: unknown): string {
  return String(value).replaceAll('$', '$$$$');
}

/**
 * Returns the relabeling that renames what a regular expression finds, or nothing if the parts of histograms would get other names.
 *
 * A processor does not see the suffix of a part. The suffix is either outside of the expression, which ends in a text of its own
 * (`^(.*)_total$`), or in the last group, which stays at the end of the new name (`^node_(.*)$` to `host_${1}`). `node_bucket` counts as a
 * metric of its own.
 *
 * @param template the new name, with references to groups
 */
export function patternRenaming(pattern: string, template: string): Fields | undefined {
  if (alternatives(pattern).length !== 1 || !TEMPLATE.test(template)) return undefined;
  const { body: given, isFromStart, isToEnd } = anchorsOf(pattern);
  // A processor keeps a name whose replacement is empty.
  const body = /^(?:\$\{?\w+\}?)*$/.test(template) ? withoutEmptyGroup(given) : given;
  if (body === undefined) return undefined;
  const prefix = isFromStart ? '' : '.*?';
  const groups = groupsOf(body);
  if (endsWithGroup(body, template, groups)) return nameRelabeling(`${prefix}(?:${body})`, template);
  if (!isToEnd || !endsWithOwnText(body)) return undefined;
  return nameRelabeling(`${prefix}(?:${body})${PARTS}`, `${template}\${${groups + 1}}`);
}

function nameRelabeling(regex: string, replacement: string): Fields {
  return { source_labels: ['__name__'], regex, target_label: '__name__', replacement };
}

/** Characters of metric names, and references to groups. */
const TEMPLATE = /^(?:[\w:]|\$\{\w+\}|\$(?=\w))+$/;

/** An escaped character, a class, a group's opening, or any other character. */
const TOKEN = /\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w*:\]|[^\]\\])*\]?|\((?:\?P?<\w+>|\?[a-zA-Z-]*:)?|[^]/g;

/** The alternatives of an expression outside of any group. */
function alternatives(pattern: string): string[] {
  const found = [''];
  let depth = 0;
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token.startsWith('(')) depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${token}`);
  }
  return found;
}

interface Anchors {
  readonly body: string;
  readonly isFromStart: boolean;
  readonly isToEnd: boolean;
}

function anchorsOf(pattern: string): Anchors {
  const isFromStart = pattern.startsWith('^');
  const isToEnd = pattern.endsWith('$') && !/(?<!\\)(?:\\\\)*\\\$$/.test(pattern);
  return { body: pattern.slice(isFromStart ? 1 : 0, isToEnd ? -1 : undefined), isFromStart, isToEnd };
}

/** The number of capturing groups. */
function groupsOf(body: string): number {
  return Array.from(body.matchAll(TOKEN), ([token]) => token).filter(token => token === '(' || /^\(\?P?</.test(token)).length;
}

const LAST_GROUP = /(?<!\\)\((?:\?P?<(\w+)>)?\.[*+]\)$/;

/** Returns true if an expression ends with a group of everything, and the new name with that group. */
function endsWithGroup(body: string, template: string, groups: number): boolean {
  const [group, name] = LAST_GROUP.exec(body) ?? [];
  const [, braced, plain] = /\$(?:\{(\w+)\}|(\w+))$/.exec(template) ?? [];
  const reference = braced ?? plain;
  return group !== undefined && reference !== undefined && (reference === String(groups) || reference === name);
}

/** Returns true if an expression ends with a text that is not the end of a part's name. */
function endsWithOwnText(body: string): boolean {
  const [, end = ''] = /(?:^|[^\\\w])(\w+)$/.exec(body) ?? [];
  const text = end.toLowerCase();
  return text !== '' && !body.includes('\\Q') && !PART_NAMES.some(part => part.endsWith(text) || text.endsWith(part));
}

/** Requires text in the only group of an expression. Returns nothing if the group may be empty in another way. */
function withoutEmptyGroup(body: string): string | undefined {
  const [opening, ...others] = body.match(/(?<!\\)\((?:\?P?<\w+>)?\.[*+]\)/g) ?? [];
  return opening === undefined || others.length > 0 || groupsOf(body) !== 1 ? undefined : body.replace(opening, opening.replace('.*', '.+'));
}
