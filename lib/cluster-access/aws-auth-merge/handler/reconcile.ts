import { withMapping, withoutMapping, type AwsAuth, type MappingOwner } from '../../../kubernetes/aws-auth';
import type { Desired, Rbac } from './desired';
import { editObject } from '../../../kubernetes/edit-object';
import { pathOf, type KubernetesApi, type Place } from '../../../kubernetes/kubernetes-api';
import { isByEvent, refuseSuperseded, withClosingTime } from '../../../kubernetes/event-times';
import type { KubernetesObject } from '../../../kubernetes/kubernetes-object';
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

/**
 * Removes what `grant` wrote to these objects, and keeps what existed before. An event that is delivered twice may have written all of it
 * in another run.
 */
export async function undo(api: KubernetesApi, desired: Desired, touched: ReadonlySet<string>): Promise<string[]> {
  const isAllOurs = isByEvent(await api.read(AWS_AUTH), desired.owner, desired.sentAt);
  const steps = stepsOf(closing(desired)).filter(({ place }) => isAllOurs || touched.has(pathOf(place)));
  return run(steps.reverse(), step => step.revoke(api));
}

/** Notes that the owner is gone, so that an event of its which comes again writes nothing. */
export async function close(api: KubernetesApi, { owner, sentAt }: Desired): Promise<void> {
  if (sentAt === undefined) return;
  await editObject<AwsAuth>(api, AWS_AUTH, current => current && withClosingTime(current, owner, sentAt));
}

/** A failed event is over: another run of it, which was sent at the same time, writes nothing any more. */
export function closing({ sentAt, ...desired }: Desired): Desired {
  return { ...desired, sentAt: sentAt === undefined ? undefined : sentAt + 1 };
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
        note = `; the entry for ${owner.mapping.rolearn} stays, remove it by hand: ${message}`;
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
