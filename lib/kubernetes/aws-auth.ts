import { annotate, type KubernetesObject } from './kubernetes-object';
import { addMapping, isMapped, removeMapping, type RoleMapping } from './map-roles';
import { ANNOTATION_PREFIX, isOwned, sharesOf, withoutShare, withShare } from './owners';

/** The ConfigMap in which a cluster keeps who may enter it. */
export interface AwsAuth extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** What was there before the first entry, kept only where taking the entry out again would not bring it back. */
interface Before {
  /** The text of `mapRoles`; absent when there was no such key. */
  readonly mapRoles?: string;
  /** There was no ConfigMap. */
  readonly noConfigMap?: boolean;
}

const BEFORE = `${ANNOTATION_PREFIX}before`;

/**
 * The ConfigMap with the mapping in it. An owner is noted only for an entry that was written here: one that was there
 * already is somebody else's, and stays when the owner goes.
 */
export function withMapping(current: AwsAuth | undefined, owner: string, mapping: RoleMapping): AwsAuth {
  const configMap = current ?? { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth', namespace: 'kube-system' } };
  const text = configMap.data?.mapRoles;
  if (text !== undefined && isMapped(text, mapping)) {
    return hasOwner(configMap, mapping) ? withShare(configMap, owner, shareOf(mapping)) : configMap;
  }
  const mapRoles = addMapping(text ?? '', mapping);
  const needsMemory = !isOwned(configMap) && (text === undefined || removeMapping(mapRoles, mapping) !== text);
  const before: Before = current === undefined ? { noConfigMap: true } : { mapRoles: text };
  const remembering = needsMemory ? annotate(configMap, { [BEFORE]: JSON.stringify(before) }) : configMap;
  return withShare({ ...remembering, data: { ...configMap.data, mapRoles } }, owner, shareOf(mapping));
}

/**
 * The ConfigMap without what the owner wrote; nothing when it was made here and is empty again. An entry goes with the
 * last of its owners, and only while it is what was written.
 */
export function withoutMapping(current: AwsAuth, owner: string, mapping: RoleMapping): AwsAuth | undefined {
  if (!sharesOf(current).has(owner)) return current;

  const left = withoutShare(current, owner);
  const before = beforeOf(left);
  const data = hasOwner(left, mapping) ? left.data : dataWithout(left.data, mapping, isOwned(left) ? undefined : before);
  if (isOwned(left)) return { ...left, data };

  const restored = annotate({ ...left, data }, { [BEFORE]: undefined });
  return before?.noConfigMap === true && isBlank(restored) ? undefined : restored;
}

function dataWithout(data: AwsAuth['data'], mapping: RoleMapping, before: Before | undefined): AwsAuth['data'] {
  const { mapRoles, ...others } = data ?? {};
  if (mapRoles === undefined) return data;
  // Nobody changed the list since: what was there before comes back as it was.
  if (before !== undefined && mapRoles === addMapping(before.mapRoles ?? '', mapping)) {
    return before.mapRoles === undefined ? others : { ...data, mapRoles: before.mapRoles };
  }
  return { ...data, mapRoles: removeMapping(mapRoles, mapping) };
}

/** Entries are one to an owner as a rule; two stacks that ask for the same entry share it. */
function hasOwner(configMap: AwsAuth, mapping: RoleMapping): boolean {
  return [...sharesOf(configMap).values()].includes(shareOf(mapping));
}

function shareOf({ rolearn, username }: RoleMapping): string {
  return JSON.stringify({ rolearn, username });
}

/** Nothing, where somebody changed what is remembered. */
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
