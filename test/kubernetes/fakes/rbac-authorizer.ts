import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';

/** A request for a resource. */
export interface Attributes {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly name: string;
}

const has = (allowed: readonly string[] | undefined, wanted: string) => allowed?.some(item => item === wanted || item === '*') ?? false;

/** A rule that names objects does not cover a request without a name, such as `create`. */
export function isAllowed(rules: readonly PolicyRule[], { verb, apiGroup, resource, name }: Attributes): boolean {
  return rules.some(rule => has(rule.verbs, verb) && has(rule.apiGroups, apiGroup) && has(rule.resources, resource)
    && (rule.resourceNames === undefined || rule.resourceNames.includes(name)));
}

/** Returns true if a user with the first rules may grant the others. */
export function covers(held: readonly PolicyRule[], granted: readonly PolicyRule[]): boolean {
  return granted.every(rule => rule.verbs.every(verb =>
    (rule.nonResourceURLs ?? []).every(url => held.some(own => has(own.verbs, verb) && has(own.nonResourceURLs, url)))
    && (rule.resources ?? []).every(resource => (rule.apiGroups ?? []).every(apiGroup =>
      isAllowed(held, { verb, apiGroup, resource, name: '' })))));
}
