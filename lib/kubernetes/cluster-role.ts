import type { PolicyRule } from './policy-rule';
import { Failure } from '../aws/failure';
import type { KubernetesObject } from './kubernetes-object';
import { isOwned } from './owners';
import { withItems, withoutItems } from './shared-list';

export interface ClusterRole extends KubernetesObject {
  readonly rules?: readonly PolicyRule[];
}

export interface ClusterRoleBinding extends KubernetesObject {
  readonly subjects?: readonly Subject[];
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
}

interface Subject {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

const API_GROUP = 'rbac.authorization.k8s.io';

const LABELS = { 'app.kubernetes.io/managed-by': 'cdk-managed-prometheus' };

/** The role with the owner's rules in it: it grants what all of its owners ask for together. */
export function withRules(current: ClusterRole | undefined, name: string, owner: string, rules: readonly PolicyRule[]): ClusterRole {
  const role = current ?? { apiVersion: `${API_GROUP}/v1`, kind: 'ClusterRole', metadata: { name, labels: LABELS } };
  if (current !== undefined) refuseForeign(current);
  return withItems(role, 'rules', owner, rules);
}

/** The role without the owner's rules; nothing when that was its last owner. */
export function withoutRules(current: ClusterRole, owner: string): ClusterRole | undefined {
  return withoutItems(current, 'rules', owner);
}

/** The binding of the user to the role, for this owner too. */
export function withSubject(
  current: ClusterRoleBinding | undefined,
  name: string,
  owner: string,
  username: string,
  roleName: string,
): ClusterRoleBinding {
  const roleRef = { apiGroup: API_GROUP, kind: 'ClusterRole', name: roleName };
  const binding = current ?? { apiVersion: `${API_GROUP}/v1`, kind: 'ClusterRoleBinding', metadata: { name, labels: LABELS }, roleRef };
  if (current !== undefined) refuseForeign(current);
  if (binding.roleRef.kind !== roleRef.kind || binding.roleRef.name !== roleName) {
    throw new Failure(`ClusterRoleBinding ${name} binds to ${binding.roleRef.kind} ${binding.roleRef.name}, which cannot be changed; `
      + `choose another name for the binding to ClusterRole ${roleName}`);
  }
  const subject: Subject = { apiGroup: API_GROUP, kind: 'User', name: username };
  return withItems(binding, 'subjects', owner, [subject]);
}

/** The binding without the owner's user; nothing when that was its last owner. */
export function withoutSubject(current: ClusterRoleBinding, owner: string): ClusterRoleBinding | undefined {
  return withoutItems(current, 'subjects', owner);
}

function refuseForeign(object: KubernetesObject): void {
  if (isOwned(object)) return;
  throw new Failure(`${object.kind} ${object.metadata.name} exists and was made by somebody else; choose another name, or delete it first`);
}
