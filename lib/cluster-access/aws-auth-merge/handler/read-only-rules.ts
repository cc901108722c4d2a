import { Failure } from '../../../aws/failure';
import type { PolicyRule } from '../../../kubernetes/policy-rule';

const VERBS = ['get', 'list', 'watch'];

/** With the verb get, these run commands in a pod or connect to it. */
const BEYOND_READING = ['pods/exec', 'pods/attach', 'pods/portforward'];

const FIELDS = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs', 'verbs'];

/**
 * Returns the rules if they allow a collector to read: nothing is written by one, and neither secrets nor everything is read by one. A
 * function with the rights of an administrator grants no more than this either.
 *
 * @throws Failure
 */
export function readOnlyRules(rules: unknown): readonly PolicyRule[] {
  if (Array.isArray(rules) && rules.every(isReadOnly)) return rules;
  throw new Failure('Rules must be a list of rules that only get, list and watch, and neither secrets nor all resources');
}

function isReadOnly(rule: unknown): rule is PolicyRule {
  if (typeof rule !== 'object' || rule === null) return false;
  const fields = Object.entries(rule);
  if (!fields.every(([name, value]) => FIELDS.includes(name) && isTextList(value))) return false;
  const { apiGroups = [], resources = [], verbs = [] } = rule as Partial<PolicyRule>;
  return verbs.length > 0 && verbs.every(verb => VERBS.includes(verb)) && !apiGroups.includes('*') && resources.every(isReadable);
}

function isReadable(resource: string): boolean {
  return !resource.includes('*') && resource !== 'secrets' && !BEYOND_READING.includes(resource);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
