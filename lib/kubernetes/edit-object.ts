import { isDeepStrictEqual } from 'node:util';
import { ApiError, type KubernetesApi, type Place } from './kubernetes-api';
import type { KubernetesObject } from './kubernetes-object';
import { CONFLICT, retry } from '../aws/retry';

export type Outcome = 'unchanged' | 'created' | 'updated' | 'deleted';

/**
 * Reads an object, changes it and writes it back, from the start again for as long as other writers come in between.
 * The change gets and returns nothing for an object that does not exist.
 */
export function editObject<T extends KubernetesObject>(
  api: KubernetesApi,
  place: Place,
  change: (current: T | undefined) => T | undefined,
): Promise<Outcome> {
  const edit = async (): Promise<Outcome> => {
    const current = await api.read(place) as T | undefined;
    const next = change(current);
    if (isDeepStrictEqual(current, next)) return 'unchanged';
    if (next === undefined) {
      if (current !== undefined) await api.remove(place, current);
      return 'deleted';
    }
    if (current === undefined) {
      await api.create(place, next);
      return 'created';
    }
    await api.replace(place, next);
    return 'updated';
  };
  return retry(edit, error => error instanceof ApiError && error.isConflict, CONFLICT, api.deadline);
}
