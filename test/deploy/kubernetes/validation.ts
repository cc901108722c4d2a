import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import { Status } from '../../kubernetes/fakes/object-store';
import type { Kind } from './kinds';

const RULE_FIELDS = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs', 'verbs'];

interface Manifest {
  readonly rules?: readonly PolicyRule[];
  readonly roleRef?: { readonly kind?: string; readonly name?: string };
}

/** The refusals of a real API server that matter to an RBAC manifest. */
export function validate({ kind, fields = [] }: Kind, name: string, object: object): void {
  const problems = [
    ...unknown(object, ['apiVersion', 'kind', 'metadata', ...fields]),
    ...((object as Manifest).rules ?? []).flatMap(rule => [...unknown(rule, RULE_FIELDS), ...ruleProblems(rule)]),
    ...kind === 'ClusterRoleBinding' ? roleRefProblems(object) : [],
  ];
  if (problems.length > 0) throw new Status(422, 'Invalid', `${kind} "${name}" is invalid: ${problems.join(', ')}`);
}

function unknown(object: object, known: readonly string[]): string[] {
  return Object.keys(object).filter(field => !known.includes(field)).map(field => `unknown field "${field}"`);
}

function ruleProblems({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: Partial<PolicyRule>): string[] {
  return [
    ...verbs === undefined || verbs.length === 0 ? ['verbs must contain at least one value'] : [],
    ...nonResourceURLs.length > 0 && resources.length > 0 ? ['rules cannot apply to both regular resources and non-resource URLs'] : [],
    ...nonResourceURLs.length === 0 && resources.length === 0 ? ['resource rules must supply at least one resource'] : [],
    ...nonResourceURLs.length === 0 && apiGroups.length === 0 ? ['resource rules must supply at least one api group'] : [],
  ];
}

function roleRefProblems({ roleRef }: Manifest): string[] {
  return [
    ...roleRef?.kind === 'ClusterRole' ? [] : [`roleRef.kind: Unsupported value: "${roleRef?.kind ?? ''}"`],
    ...roleRef?.name === undefined || roleRef.name === '' ? ['roleRef.name: Required value'] : [],
  ];
}
