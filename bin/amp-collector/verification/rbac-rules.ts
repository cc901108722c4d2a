import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';

/** Returns the needed rules that these rules do not cover, each once. */
export function uncovered(needs: readonly PolicyRule[], rules: readonly PolicyRule[]): PolicyRule[] {
  const missing = needs.filter(need => !covers(rules, need));
  return [...new Map(missing.map(need => [ruleText(need), need])).values()];
}

/** `list and watch pods`, `get kcm/metrics (metrics.eks.amazonaws.com)`, `get /metrics`. */
export function ruleText({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: PolicyRule): string {
  const groups = apiGroups.filter(group => group !== '');
  return `${verbsUsed(verbs).join(' and ')} ${[...resources, ...nonResourceURLs].join(', ')}${groups.length === 0 ? '' : ` (${groups.join(', ')})`}`;
}

/** Writes a rule of a ClusterRole on one line of YAML. */
export function ruleYaml({ apiGroups, resources, nonResourceURLs, verbs }: PolicyRule): string {
  const lists = { apiGroups, resources, nonResourceURLs, verbs };
  return `{ ${Object.entries(lists).flatMap(([name, values]) => values === undefined ? [] : [`${name}: ${JSON.stringify(values)}`]).join(', ')} }`;
}

/** The verbs that discovery uses: the rules that AWS documents also have `get`. */
function verbsUsed(verbs: readonly string[]): readonly string[] {
  return verbs.includes('watch') ? verbs.filter(verb => verb !== 'get') : verbs;
}

/** Returns whether rules allow a request, as Kubernetes does: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
function covers(rules: readonly PolicyRule[], { apiGroups = [], resources = [], nonResourceURLs = [], verbs }: PolicyRule): boolean {
  return verbsUsed(verbs).every((verb) => {
    const forVerb = rules.filter(rule => has(rule.verbs, verb));
    return nonResourceURLs.every(url => forVerb.some(rule => rule.nonResourceURLs?.some(pattern => isUrl(pattern, url))))
      && apiGroups.every(group => resources.every(resource => forVerb.some(rule =>
        has(rule.apiGroups, group) && rule.resources?.some(pattern => isResource(pattern, resource)) === true
        // A rule for some names covers no list. The names that a job gets are not known.
        && (rule.resourceNames === undefined || verb === 'get'))));
  });
}

function has(list: readonly string[] | undefined, wanted: string): boolean {
  return list?.some(item => item === wanted || item === '*') ?? false;
}

function isResource(pattern: string, resource: string): boolean {
  return pattern === '*' || pattern === resource || (pattern.startsWith('*/') && resource.endsWith(pattern.slice(1)));
}

function isUrl(pattern: string, url: string): boolean {
  return pattern === url || (pattern.endsWith('*') && url.startsWith(pattern.slice(0, -1)));
}
