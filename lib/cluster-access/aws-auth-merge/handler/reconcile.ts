import { withMapping, withoutMapping, type AwsAuth, type MappingOwner } from '../../../kubernetes/aws-auth';
import type { Desired, Rbac } from './desired';
import { editObject } from '../../../kubernetes/edit-object';
import { ApiError, pathOf, type KubernetesApi, type Place } from '../../../kubernetes/kubernetes-api';
import { isByEvent, refuseSuperseded, withClosingTime } from '../../../kubernetes/event-times';
import type { KubernetesObject } from '../../../kubernetes/kubernetes-object';
import { sharesOf } from '../../../kubernetes/owners';
import { withoutRules, withoutSubject, withRules, withSubject, type ClusterRole, type ClusterRoleBinding } from '../../../kubernetes/cluster-role';

const AWS_AUTH: Place = { collection: '/api/v1/namespaces/kube-system/configmaps', name: 'aws-auth' };

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** One object that is changed for an owner, and how to take the change back. Either way may be run again at any time. */
interface Step {
  readonly place: Place;
  readonly grant: (api: KubernetesApi) => Promise<string>;
  readonly revoke: (api: KubernetesApi) => Promise<string>;
}

/** Maps the role. The permissions of its user are granted first, so that it never has access without them. */
export async function grant(api: KubernetesApi, desired: Desired): Promise<string[]> {
  refuseSuperseded(await api.read(AWS_AUTH), desired.owner, desired.sentAt);
  return await run(stepsOf(desired), step => step.grant(api));
}

/** Removes what `grant` wrote for this owner, and nothing else. */
export function revoke(api: KubernetesApi, desired: Desired): Promise<string[]> {
  return run(stepsOf(desired).reverse(), step => step.revoke(api));
}

/** The result of a failed event: everything that it requests, an entry that another event wrote, or no entry. */
export type Remainder = 'granted' | 'of another event' | 'none';

/**
 * Ends a failed event, of which another run may have succeeded or still be at work. The entry is written last: an entry of this event
 * proves that a run granted everything. Without an entry, no run of the event writes one from now on. One write decides between the two.
 */
export async function conclude(api: KubernetesApi, desired: Desired): Promise<Remainder> {
  const { owner, sentAt } = desired;
  if (sentAt === undefined) return 'none';
  let remainder = remainderIn(await api.read(AWS_AUTH), desired);
  try {
    await editObject<AwsAuth>(api, AWS_AUTH, (current) => {
      remainder = remainderIn(current, desired);
      return current && withClosingTime(current, owner, sentAt + 1);
    });
  } catch (error) {
    // Another run cannot write an entry either.
    if (!(error instanceof ApiError && error.isDenied)) throw error;
  }
  return remainder;
}

function remainderIn(current: KubernetesObject | undefined, { owner, sentAt }: Desired): Remainder {
  if (current === undefined || !sharesOf(current).has(owner)) return 'none';
  return isByEvent(current, owner, sentAt) ? 'granted' : 'of another event';
}

/** Removes what `grant` wrote to these objects. The entry is left to `conclude`, except where events cannot be told apart by their time. */
export function undo(api: KubernetesApi, desired: Desired, touched: ReadonlySet<string>): Promise<string[]> {
  const isOurs = ({ place }: Step) => touched.has(pathOf(place)) && (place !== AWS_AUTH || desired.sentAt === undefined);
  return run(stepsOf(desired).filter(isOurs).reverse(), step => step.revoke(api));
}

/** Notes that the owner is gone, so that an older event of its which comes again writes nothing. */
export async function close(api: KubernetesApi, { owner, sentAt }: Desired): Promise<void> {
  if (sentAt === undefined) return;
  await editObject<AwsAuth>(api, AWS_AUTH, current => current && withClosingTime(current, owner, sentAt));
}

async function run(steps: readonly Step[], act: (step: Step) => Promise<string>): Promise<string[]> {
  const log: string[] = [];
  for (const step of steps) log.push(`${pathOf(step.place)} ${await act(step)}`);
  return log;
}

function stepsOf(desired: Desired): Step[] {
  const { mapping, rbac, owner } = desired;
  return [
    ...(rbac === undefined ? [] : rbacSteps(rbac, owner, mapping.username)),
    {
      place: AWS_AUTH,
      grant: api => editObject<AwsAuth>(api, AWS_AUTH, current => withMapping(current, desired)),
      revoke: revokeMapping(desired),
    },
  ];
}

/** An entry that cannot be removed safely is kept and logged: a deletion that failed for it would never succeed. */
function revokeMapping(owner: MappingOwner): Step['revoke'] {
  return async (api) => {
    let note = '';
    const outcome = await editObject<AwsAuth>(api, AWS_AUTH, (current) => {
      note = '';
      return current && withoutMapping(current, owner, ({ message }) => {
        note = `; the entry for ${owner.mapping.rolearn} stays, remove it manually: ${message}`;
      });
    });
    return outcome + note;
  };
}

function rbacSteps({ clusterRoleName, clusterRoleBindingName, rules }: Rbac, owner: string, username: string): Step[] {
  return [
    step<ClusterRole>(
      { collection: `${RBAC}/clusterroles`, name: clusterRoleName },
      current => withRules(current, clusterRoleName, owner, rules),
      current => withoutRules(current, owner),
    ),
    step<ClusterRoleBinding>(
      { collection: `${RBAC}/clusterrolebindings`, name: clusterRoleBindingName },
      current => withSubject(current, clusterRoleBindingName, owner, username, clusterRoleName),
      current => withoutSubject(current, owner),
    ),
  ];
}

function step<T extends KubernetesObject>(
  place: Place,
  add: (current: T | undefined) => T,
  remove: (current: T) => T | undefined,
): Step {
  return {
    place,
    grant: api => editObject<T>(api, place, add),
    revoke: api => editObject<T>(api, place, current => current && remove(current)),
  };
}
