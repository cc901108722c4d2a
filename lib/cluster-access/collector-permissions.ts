import type { IConstruct } from 'constructs';
import type { PolicyRule } from '../kubernetes/policy-rule';
import { warn, WARNINGS } from '../private/warnings';
import type { EffectiveConfiguration } from '../prometheus/scrape-config/effective';
import { validationLibrary } from '../validation/validation-library';

/** The user's choice of what a collector may read. */
export interface PermissionChoice {
  readonly documentedPermissions?: boolean;
  readonly undocumentedPermissions?: boolean;
}

const READ = ['get', 'list', 'watch'];

/**
 * The permissions that AWS documents for a collector, and that its access policy grants where access entries are used; without `describe`,
 * which is not a verb of Kubernetes.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export const DOCUMENTED_RULES: readonly PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['nodes', 'nodes/proxy', 'nodes/metrics', 'services', 'endpoints', 'pods', 'ingresses', 'configmaps'],
    verbs: READ,
  },
  { apiGroups: ['extensions', 'networking.k8s.io'], resources: ['ingresses', 'ingresses/status'], verbs: READ },
  { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  { apiGroups: ['metrics.eks.amazonaws.com'], resources: ['kcm/metrics', 'ksh/metrics'], verbs: ['get'] },
];

/**
 * Returns the rules of a collector's ClusterRole: those that its jobs need, as far as AWS documents them.
 *
 * @param configuration absent where it cannot be read, and all that AWS documents is granted
 */
export function collectorRules(configuration: EffectiveConfiguration | undefined, choice: PermissionChoice = {}): readonly PolicyRule[] {
  if (configuration === undefined) return DOCUMENTED_RULES;
  const documented = choice.documentedPermissions === true ? DOCUMENTED_RULES : validationLibrary().documentedNeeds(configuration);
  const further = choice.undocumentedPermissions === true ? validationLibrary().needsBeyondDocumented(configuration) : [];
  return mergeRules(documented, further.map(({ rule }) => rule));
}

/** Warns of permissions that a job needs and that AWS does not document, where the user did not choose to grant them. */
export function warnOfMissingPermissions(
  scope: IConstruct, configuration: EffectiveConfiguration | undefined, choice: PermissionChoice,
): void {
  if (choice.undocumentedPermissions === true || configuration === undefined) return;
  const missing = [...new Set(validationLibrary().needsBeyondDocumented(configuration).map(({ rule }) => describe(rule)))];
  if (missing.length === 0) return;
  warn(scope, WARNINGS.undocumentedPermissions,
    `jobs need permissions that AWS does not document for a collector, and that are not granted: ${missing.join('; ')}; `
    + 'to grant them, set undocumentedPermissions: true in the options of the access');
}

function describe({ verbs, resources = [], apiGroups = [], nonResourceURLs = [] }: PolicyRule): string {
  const groups = apiGroups.filter(group => group !== '');
  return `${verbs.join(', ')} ${[...resources, ...nonResourceURLs].join(', ')}${groups.length === 0 ? '' : ` (${groups.join(', ')})`}`;
}

/** Returns rules and further ones with no resource granted twice: resources of one API group with the same verbs are one rule. */
export function mergeRules(rules: readonly PolicyRule[], further: readonly PolicyRule[]): readonly PolicyRule[] {
  const merged = new Map<string, PolicyRule>();
  for (const rule of [...rules, ...further]) {
    const { verbs, apiGroups, resourceNames } = rule;
    const key = JSON.stringify([verbs, apiGroups, resourceNames]);
    const { resources, nonResourceURLs } = merged.get(key) ?? {};
    merged.set(key, {
      ...rule,
      ...rule.resources && { resources: [...new Set([...resources ?? [], ...rule.resources])] },
      ...rule.nonResourceURLs && { nonResourceURLs: [...new Set([...nonResourceURLs ?? [], ...rule.nonResourceURLs])] },
    });
  }
  return [...merged.values()];
}
