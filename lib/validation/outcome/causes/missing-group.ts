import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../../located-message';
import { groupsOf, parseRegex } from '../regex/regex-tree';

const REFERENCE = /\$(?:\$|(?<name>\w+)|\{(?<braced>\w+)\})/g;

/** Finds a reference to a group that the regex does not have. It is always empty. */
export function missingGroup({ value }: EffectiveRelabeling): LocatedMessage | undefined {
  const [action, regex, replacement] = ['action', 'regex', 'replacement'].map(field => value.text(field));
  if ((action !== 'replace' && action !== 'labelmap') || regex === undefined || replacement?.includes('$') !== true) return undefined;
  if (replacement === '$1' && /\((?!\?)/.test(regex)) return undefined;
  const tree = parseRegex(regex);
  if (tree === undefined) return undefined;
  const { count, names } = groupsOf(tree);
  for (const { 0: reference, groups } of replacement.matchAll(REFERENCE)) {
    const name = groups?.name ?? groups?.braced ?? '0';
    if (names.has(name) || (/^\d+$/.test(name) && Number(name) <= count)) continue;
    const isDefault = !value.has('regex');
    return { place: value.placeOf('replacement'), message: messageFor(reference, name, { count, isDefault }, replacement) };
  }
  return undefined;
}

function messageFor(
  reference: string, name: string, { count, isDefault }: { readonly count: number; readonly isDefault: boolean }, replacement: string,
): string {
  const [, number, rest] = /^(\d+)([A-Za-z_]\w*)$/.exec(name) ?? [];
  const has = `the regex has ${count === 0 ? 'no group' : count === 1 ? 'one group' : `${count} groups`}`;
  if (number !== undefined && rest !== undefined && Number(number) <= count) {
    const right = replacement.replaceAll(reference, `\${${number}}${rest}`);
    return `${reference} is empty: it refers to a group named "${name}"; write ${right}`;
  }
  if (isDefault && /^\d+$/.test(name)) return `${reference} is empty: without a regex there is one group, for all source labels; add a regex with a group for each`;
  const add = /^\d+$/.test(name) ? 'add the source label and a group for it, or remove the reference' : 'correct the reference';
  return `${reference} is empty: ${has}${/^\d+$/.test(name) ? '' : ` and none named "${name}"`}; ${add}`;
}
