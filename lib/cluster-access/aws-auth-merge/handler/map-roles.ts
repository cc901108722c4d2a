import { isSameRole } from './role-arn';
import { appendItem, listValues, removeItem } from './yaml-list';

/** One entry of `mapRoles`, as this handler writes it: a user name and no groups. */
export interface RoleMapping {
  readonly rolearn: string;
  readonly username: string;
}

/** Whether the authenticator already gives the role this user name: the last mapping of a role is the one that counts. */
export function isMapped(text: string, mapping: RoleMapping): boolean {
  const last = listValues(text).findLast(value => isSameRole(fieldOf(value, 'rolearn'), mapping.rolearn));
  return fieldOf(last, 'username') === mapping.username;
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

/** The text of a field, its name in any case as Go's JSON decoder takes it; empty when there is none. */
function fieldOf(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const field: unknown = Object.entries(value).findLast(([key]) => key.toLowerCase() === name)?.[1];
  return typeof field === 'string' ? field : '';
}

function isExactly(value: unknown, mapping: RoleMapping): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 2
    && isSameRole(fieldOf(value, 'rolearn'), mapping.rolearn) && fieldOf(value, 'username') === mapping.username;
}
