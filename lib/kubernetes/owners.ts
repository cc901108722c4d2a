import { annotate, type KubernetesObject } from './kubernetes-object';

/**
 * Several collectors, perhaps of different stacks, share an object. Their needs are kept in the object itself: one
 * annotation for each owner, whose value is the owner's share. It changes in the same write as the object, so that no
 * crash comes between the two, and it needs no database.
 */
export const ANNOTATION_PREFIX = 'cdk-managed-prometheus/';

export const OWNER_PREFIX = `${ANNOTATION_PREFIX}owner-`;

/** The share of each owner, by the owner's id. */
export function sharesOf(object: KubernetesObject): ReadonlyMap<string, string> {
  const owned = Object.entries(object.metadata.annotations ?? {}).filter(([key]) => key.startsWith(OWNER_PREFIX));
  return new Map(owned.map(([key, share]) => [key.slice(OWNER_PREFIX.length), share]));
}

export function isOwned(object: KubernetesObject): boolean {
  return sharesOf(object).size > 0;
}

export function withShare<T extends KubernetesObject>(object: T, owner: string, share: string): T {
  return annotate(object, { [OWNER_PREFIX + owner]: share });
}

export function withoutShare<T extends KubernetesObject>(object: T, owner: string): T {
  return annotate(object, { [OWNER_PREFIX + owner]: undefined });
}
