import { Failure } from '../aws/failure';
import { annotate, type KubernetesObject } from './kubernetes-object';
import { addMapping, isMapped, removeMapping, UneditableMapRoles, type RoleMapping } from './map-roles';
import { refuseSuperseded, withEventTime, withRemovalTime } from './event-times';
import { ANNOTATION_PREFIX, isOwned, sharesOf, withoutShare, withShare } from './owners';

/** The ConfigMap that maps IAM roles and users to users of a cluster. */
export interface AwsAuth extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** The state before the first entry, kept only where removing the entry would not restore it. */
interface Before {
  /** The text of `mapRoles`; absent when there was no such key. */
  readonly mapRoles?: string;
  /** There was no ConfigMap. */
  readonly noConfigMap?: boolean;
}

const BEFORE = `${ANNOTATION_PREFIX}before`;

/** An object's annotations have 256 KiB together. */
const MAX_REMEMBERED_LENGTH = 64 * 1024;

/** The part of one owner in the ConfigMap, for an event about it. */
export interface MappingOwner {
  readonly owner: string;
  readonly mapping: RoleMapping;
  /** When the event was sent, in milliseconds since 1970. */
  readonly sentAt?: number;
}

/**
 * Returns the ConfigMap with the mapping in it. An owner is noted only for an entry that was written here: an entry that existed before
 * belongs to somebody else, and stays when the owner goes.
 *
 * @throws Superseded
 */
export function withMapping(current: AwsAuth | undefined, { owner, mapping, sentAt }: MappingOwner): AwsAuth {
  refuseSuperseded(current, owner, sentAt);
  const withOwner = (owned: AwsAuth) => withEventTime(withShare(owned, owner, shareOf(mapping)), owner, sentAt);
  const configMap = current ?? { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth', namespace: 'kube-system' } };
  const text = configMap.data?.mapRoles;
  if (text !== undefined && isMapped(text, mapping)) {
    return hasOwner(configMap, mapping) ? withOwner(configMap) : configMap;
  }
  const mapRoles = addMapping(text ?? '', mapping);
  const needsMemory = !isOwned(configMap) && !restores(mapRoles, mapping, text) && (text ?? '').length <= MAX_REMEMBERED_LENGTH;
  const before: Before = current === undefined ? { noConfigMap: true } : { mapRoles: text };
  const remembering = needsMemory ? annotate(configMap, { [BEFORE]: JSON.stringify(before) }) : configMap;
  return withOwner({ ...remembering, data: { ...configMap.data, mapRoles } });
}

/**
 * Returns the ConfigMap without what the owner wrote; nothing when it was created here and is empty again. An entry goes with the last of
 * its owners, and only while it is what was written.
 *
 * @param report called where the entry stays, because no edit of the text leaves all other entries as they are
 * @throws Superseded
 */
export function withoutMapping(
  current: AwsAuth,
  { owner, mapping, sentAt }: MappingOwner,
  report?: (left: UneditableMapRoles) => void,
): AwsAuth | undefined {
  refuseSuperseded(current, owner, sentAt);
  if (!sharesOf(current).has(owner)) return current;

  const left = withRemovalTime(withoutShare(current, owner), owner, sentAt);
  const before = beforeOf(left);
  const data = hasOwner(left, mapping) ? left.data : dataWithout(left.data, mapping, isOwned(left) ? undefined : before, report);
  if (isOwned(left)) return { ...left, data };

  const restored = annotate({ ...left, data }, { [BEFORE]: undefined });
  return before?.noConfigMap === true && isBlank(restored) ? undefined : restored;
}

function dataWithout(
  data: AwsAuth['data'],
  mapping: RoleMapping,
  before: Before | undefined,
  report?: (left: UneditableMapRoles) => void,
): AwsAuth['data'] {
  const { mapRoles, ...others } = data ?? {};
  if (mapRoles === undefined) return data;
  // Nobody changed the list since: the text from before comes back as it was.
  if (before !== undefined && mapRoles === textWith(before, mapping)) {
    return before.mapRoles === undefined ? others : { ...data, mapRoles: before.mapRoles };
  }
  try {
    return { ...data, mapRoles: removeMapping(mapRoles, mapping) };
  } catch (error) {
    if (!(error instanceof UneditableMapRoles)) throw error;
    report?.(error);
    return data;
  }
}

/** Returns the text before the first edit, or `undefined` if somebody changed the annotation so that it cannot have been that text. */
function textWith({ mapRoles = '' }: Before, mapping: RoleMapping): string | undefined {
  try {
    return addMapping(mapRoles, mapping);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Returns true if removing the mapping gives the text back. */
function restores(mapRoles: string, mapping: RoleMapping, text: string | undefined): boolean {
  try {
    return removeMapping(mapRoles, mapping) === text;
  } catch (error) {
    if (error instanceof UneditableMapRoles) return false;
    throw error;
  }
}

/** Returns true if an owner wrote this entry: two stacks that ask for the same entry share it. */
function hasOwner(configMap: AwsAuth, mapping: RoleMapping): boolean {
  return [...sharesOf(configMap).values()].includes(shareOf(mapping));
}

function shareOf({ rolearn, username }: RoleMapping): string {
  return JSON.stringify({ rolearn, username });
}

/** Returns `undefined` if somebody changed the annotation. */
function beforeOf({ metadata }: AwsAuth): Before | undefined {
  try {
    const { mapRoles, noConfigMap } = JSON.parse(metadata.annotations?.[BEFORE] ?? '') as Before;
    return mapRoles === undefined || typeof mapRoles === 'string' ? { mapRoles, noConfigMap } : undefined;
  } catch {
    return undefined;
  }
}

function isBlank({ data, binaryData, metadata }: AwsAuth): boolean {
  return [data, binaryData, metadata.labels, metadata.annotations].every(record => Object.keys(record ?? {}).length === 0);
}
