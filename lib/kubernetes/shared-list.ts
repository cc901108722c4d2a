import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../aws/failure';
import type { KubernetesObject } from './kubernetes-object';
import { isOwned, OWNER_PREFIX, sharesOf, withoutShare, withShare } from './owners';

/** An object with a list to which several owners, and people too, may have added. */
type Holder<F extends string> = KubernetesObject & { readonly [field in F]?: readonly unknown[] };

/** The object with the owner's items in the list, which are its share. */
export function withItems<F extends string, T extends Holder<F>>(object: T, field: F, owner: string, items: readonly unknown[]): T {
  const kept = itemsOfOthers(object, field, owner);
  const added = items.filter(item => !includes(kept, item));
  return withShare({ ...object, [field]: [...kept, ...added] }, owner, JSON.stringify(items));
}

/**
 * Returns the object without the owner's items, or `undefined` if it was the last owner and the list has no other items. Items that
 * people added are kept.
 */
export function withoutItems<F extends string, T extends Holder<F>>(object: T, field: F, owner: string): T | undefined {
  if (!sharesOf(object).has(owner)) return object;
  const kept = itemsOfOthers(object, field, owner);
  const left = withoutShare(object, owner);
  if (isOwned(left)) return { ...left, [field]: kept };
  return kept.length > 0 ? left : undefined;
}

/**
 * Returns the items of the list that do not belong to the owner alone. A share only lists items that may be removed with it: adding the
 * items of a share would give everybody who can write annotations the permissions of this function.
 */
function itemsOfOthers<F extends string>(object: Holder<F>, field: F, owner: string): unknown[] {
  const shares = [...sharesOf(object).keys()].map(name => ({ name, items: itemsIn(object, name) }));
  const own = shares.filter(({ name }) => name === owner).flatMap(({ items }) => items);
  const others = shares.filter(({ name }) => name !== owner).flatMap(({ items }) => items);
  return (object[field] ?? []).filter(item => !includes(own, item) || includes(others, item));
}

function itemsIn(object: KubernetesObject, owner: string): unknown[] {
  const share = sharesOf(object).get(owner) ?? '';
  try {
    return JSON.parse(share) as unknown[];
  } catch {
    throw new Failure(`the annotation ${OWNER_PREFIX}${owner} of ${object.kind} ${object.metadata.name} is not what was written there: `
      + `'${share.slice(0, 60)}'; delete it`);
  }
}

function includes(items: readonly unknown[], item: unknown): boolean {
  return items.some(other => isDeepStrictEqual(other, item));
}
