import { isSameRole } from '../aws/role-arn';
import { appendItem, listValues, removeItem } from './yaml-list';

/** One entry of `mapRoles`, as this handler writes it: a user name and no groups. */
export interface RoleMapping {
  readonly rolearn: string;
  readonly username: string;
}

/** An entry of `mapRoles`, whoever wrote it. */
export interface RoleEntry extends RoleMapping {
  readonly groups: readonly string[];
}

/** All entries, in the order of the text. */
export function roleEntries(text: string): readonly RoleEntry[] {
  return listValues(text).map((value) => {
    const groups = fieldOf(value, 'groups');
    return { rolearn: textOf(value, 'rolearn'), username: textOf(value, 'username'), groups: Array.isArray(groups) ? groups.map(String) : [] };
  });
}

/** The entry by which the authenticator lets a role in: the last one of the role is the one that counts. */
export function entryOf(entries: readonly RoleEntry[], rolearn: string): RoleEntry | undefined {
  return entries.findLast(entry => isSameRole(entry.rolearn, rolearn));
}

/** Whether the authenticator already gives the role this user name. */
export function isMapped(text: string, mapping: RoleMapping): boolean {
  return entryOf(roleEntries(text), mapping.rolearn)?.username === mapping.username;
}

/** The text with the mapping as its last entry; every other byte stays. */
export function addMapping(text: string, { rolearn, username }: RoleMapping): string {
  return appendItem(text, { rolearn, username });
}

/**
 * The text without the mapping, if it holds exactly that: the role, the user name and no other field. The inverse of
 * `addMapping`, except where a placeholder such as `null` made room for the list.
 */
export function removeMapping(text: string, mapping: RoleMapping): string {
  const index = listValues(text).findLastIndex(value => isExactly(value, mapping));
  return index < 0 ? text : removeItem(text, index);
}

/** A field, its name in any case as Go's JSON decoder takes it. */
function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).findLast(([key]) => key.toLowerCase() === name)?.[1];
}

/** The text of a field; empty when there is none. */
function textOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}

function isExactly(value: unknown, mapping: RoleMapping): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 2
    && isSameRole(textOf(value, 'rolearn'), mapping.rolearn) && textOf(value, 'username') === mapping.username;
}
