import { Failure } from '../aws/failure';
import { annotate, type KubernetesObject } from './kubernetes-object';
import { ANNOTATION_PREFIX, sharesOf } from './owners';

/**
 * The time of the last event that changed the object for an owner. CloudFormation's events may be delivered twice, late, or while an older
 * one is still at work; an event that is older than the last one changes nothing.
 */
const EVENT_PREFIX = `${ANNOTATION_PREFIX}event-`;

/** No event is delivered, or still at work, so long after it was sent. */
const LONGEST_DELAY_MS = 10 * 60_000;

/** A later event was carried out already. */
export class Superseded extends Failure {
  constructor(readonly isRemoved: boolean) {
    super(`a later request of CloudFormation has ${isRemoved ? 'removed' : 'written'} the entry already, so this one changed nothing`);
  }
}

/** @throws Superseded if an event that was sent later changed the object for this owner. */
export function refuseSuperseded(object: KubernetesObject | undefined, owner: string, sentAt: number | undefined): void {
  const last = object === undefined ? undefined : timeOf(object, owner);
  if (object === undefined || last === undefined || sentAt === undefined || last <= sentAt) return;
  throw new Superseded(!sharesOf(object).has(owner));
}

/** Returns true if the owner has its share by this event. */
export function isByEvent(object: KubernetesObject | undefined, owner: string, sentAt: number | undefined): boolean {
  return object !== undefined && sentAt !== undefined && sharesOf(object).has(owner) && timeOf(object, owner) === sentAt;
}

/** Returns the object with the time of the event that gave the owner its share. */
export function withEventTime<T extends KubernetesObject>(object: T, owner: string, sentAt: number | undefined): T {
  const time = sentAt === undefined ? undefined : new Date(sentAt).toISOString();
  return withoutOldTimes(annotate(object, { [EVENT_PREFIX + owner]: time }), sentAt);
}

/** Returns the object with the time of the event that took the owner's share, for as long as an older event may come. */
export function withRemovalTime<T extends KubernetesObject>(object: T, owner: string, sentAt: number | undefined): T {
  const granted = timeOf(object, owner);
  const mayBeFollowed = granted !== undefined && sentAt !== undefined && sentAt - granted < LONGEST_DELAY_MS;
  return withEventTime(object, owner, mayBeFollowed ? sentAt : undefined);
}

/** Returns the object with the time of an event that left the owner without a share, for an older one that may still come. */
export function withClosingTime<T extends KubernetesObject>(object: T, owner: string, sentAt: number | undefined): T {
  if (sharesOf(object).has(owner) || sentAt === undefined) return object;
  return withEventTime(object, owner, Math.max(sentAt, timeOf(object, owner) ?? 0));
}

/** Returns the object without the times of owners that were deleted so long ago that no event of theirs can arrive anymore. */
function withoutOldTimes<T extends KubernetesObject>(object: T, now = Date.now()): T {
  const shares = sharesOf(object);
  const noted = Object.keys(object.metadata.annotations ?? {}).filter(key => key.startsWith(EVENT_PREFIX));
  const owners = noted.map(key => key.slice(EVENT_PREFIX.length));
  const old = owners.filter(owner => !shares.has(owner) && now - (timeOf(object, owner) ?? 0) >= LONGEST_DELAY_MS);
  return annotate(object, Object.fromEntries(old.map(owner => [EVENT_PREFIX + owner, undefined])));
}

/** Returns `undefined` if somebody changed the annotation. */
function timeOf({ metadata }: KubernetesObject, owner: string): number | undefined {
  const time = Date.parse(metadata.annotations?.[EVENT_PREFIX + owner] ?? '');
  return Number.isNaN(time) ? undefined : time;
}
