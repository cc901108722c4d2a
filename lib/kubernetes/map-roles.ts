import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../aws/failure';
import { isSameRole } from '../aws/role-arn';
import { trimSpace } from '../prometheus/values/trim-space';
import { additions, removals } from './list-edits';
import { readJson, UnreadableYaml, type Json, type JsonObject } from './yaml-json';
import { isNoList } from './yaml-list';

/** One entry of `mapRoles` as it is written here: a user name and no groups. */
export interface RoleMapping {
  readonly rolearn: string;
  readonly username: string;
}

/** An entry of `mapRoles`. */
export interface RoleEntry extends RoleMapping {
  readonly groups: readonly string[];
}

/** The text can be read, but no edit of it leaves all other entries as they are. */
export class UneditableMapRoles extends Failure {
  constructor() {
    super('mapRoles in the ConfigMap aws-auth cannot be edited without changing other entries and was left untouched');
  }
}

/** Returns all entries as the authenticator of a cluster reads them, in the order of the text. */
export function roleEntries(text: string): readonly RoleEntry[] {
  return itemsOf(text).map(entryFrom);
}

/** Returns the entry that applies to a role, which is its last. */
export function entryOf(entries: readonly RoleEntry[], rolearn: string): RoleEntry | undefined {
  return entries.findLast(entry => isSameRole(entry.rolearn, rolearn));
}

/** Returns true if the authenticator already gives the role this user name. */
export function isMapped(text: string, mapping: RoleMapping): boolean {
  return entryOf(roleEntries(text), mapping.rolearn)?.username === mapping.username;
}

/**
 * Returns the text with the mapping added, as its last entry where that is possible. Every other byte stays, and every other entry is read
 * as before.
 *
 * @throws UneditableMapRoles
 */
export function addMapping(text: string, { rolearn, username }: RoleMapping): string {
  const items = itemsOf(text);
  const item: JsonObject = new Map([['rolearn', rolearn], ['username', username]]);
  for (const { text: candidate, following } of additions(text, { rolearn, username })) {
    const isRight = means(candidate, items.toSpliced(items.length - following, 0, item)) && isMapped(candidate, { rolearn, username });
    if (isRight) return candidate;
  }
  throw new UneditableMapRoles();
}

/**
 * Returns the text without the mapping, if an entry holds exactly that: the role, the user name and no other field. The inverse of
 * `addMapping`, except where a placeholder such as `null` made room for the list.
 *
 * @throws UneditableMapRoles
 */
export function removeMapping(text: string, mapping: RoleMapping): string {
  const items = itemsOf(text);
  const index = items.findLastIndex(item => isExactly(item, mapping));
  if (index < 0) return text;
  for (const candidate of removals(text, index, { rolearn: mapping.rolearn, username: mapping.username })) {
    if (candidate === text || means(candidate, items.toSpliced(index, 1))) return candidate;
  }
  throw new UneditableMapRoles();
}

/** The items of the list; none where the authenticator takes the text for no list without reading it as YAML. */
function itemsOf(text: string): readonly Json[] {
  if (isNoList(trimSpace(text))) return [];
  const json = jsonOf(text);
  if (json === null) return [];
  if (Array.isArray(json)) return json as readonly Json[];
  throw new Failure('mapRoles in the ConfigMap aws-auth is not a YAML list and was left untouched');
}

function jsonOf(text: string): Json {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof UnreadableYaml)) throw error;
    throw new Failure(`mapRoles in the ConfigMap aws-auth is not valid YAML and was left untouched: ${error.message}`);
  }
}

/** Returns true if the text is read as these items and nothing else. */
function means(text: string, items: readonly Json[]): boolean {
  try {
    return isDeepStrictEqual(itemsOf(text), items);
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** Fields of another type are ignored, as Go's decoder ignores them. */
function entryFrom(item: Json): RoleEntry {
  const rolearn = fieldsOf(item, 'rolearn').findLast(isText) ?? '';
  const username = fieldsOf(item, 'username').findLast(isText) ?? '';
  return { rolearn, username, groups: fieldsOf(item, 'groups').reduce(withGroups, []) };
}

/** The decoder reuses the list of an earlier key: an item that is not a string leaves the earlier item in place. */
function withGroups(groups: readonly string[], value: Json): readonly string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map((group: Json, index) => isText(group) ? group : groups[index] ?? '') : groups;
}

/**
 * The values of a field, of which the last counts. Go's decoder ignores the case of names, and reads them in the order of their bytes.
 *
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
function fieldsOf(item: Json, field: string): Json[] {
  if (!(item instanceof Map)) return [];
  return [...item as JsonObject]
    .filter(([name]) => name.length === field.length && name.toUpperCase().toLowerCase() === field)
    .sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map(([, value]) => value);
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

function isExactly(item: Json, mapping: RoleMapping): boolean {
  if (!(item instanceof Map) || item.size !== 2) return false;
  const { rolearn, username } = entryFrom(item);
  return isSameRole(rolearn, mapping.rolearn) && username === mapping.username;
}
