import type { AccessRule } from './access-need';

/** Paths of the API server that the documented access has, and the rule that allows each. */
const DOCUMENTED_PATHS: ReadonlyArray<readonly [path: RegExp, rule: AccessRule]> = [
  [/^\/metrics$/, { nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  [/^\/api\/v1\/nodes\/[^/]+\/proxy(?:\/|$)/, { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] }],
  ...['kcm', 'ksh'].map(component => [
    new RegExp(`^/apis/metrics\\.eks\\.amazonaws\\.com/v1/${component}/container/metrics$`),
    { apiGroups: ['metrics.eks.amazonaws.com'], resources: [`${component}/metrics`], verbs: ['get'] },
  ] as const),
];

/** The path of a proxied pod or service: `/api/v1/namespaces/NAMESPACE/pods/NAME/proxy/…`. */
const PROXIED = /^\/api\/v1\/namespaces\/[^/]+\/(pods|services)\/[^/]+\/proxy(?:\/|$)/;

/** The resources that a kubelet checks for its own paths: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/ */
const KUBELET_PATHS: ReadonlyArray<readonly [path: RegExp, resource: string]> = [
  [/^\/metrics(?:\/|$)/, 'nodes/metrics'],
  [/^\/stats(?:\/|$)/, 'nodes/stats'],
  [/^\/logs(?:\/|$)/, 'nodes/log'],
  [/^\/spec(?:\/|$)/, 'nodes/spec'],
];

/** Returns the rule within the documented access that allows a path of the API server. */
export function documentedPathRule(path: string): AccessRule | undefined {
  return DOCUMENTED_PATHS.find(([known]) => known.test(path))?.[1];
}

/** Returns the rule that allows the proxy of a pod or service. */
export function proxyRule(path: string): AccessRule | undefined {
  const [, proxied] = PROXIED.exec(path) ?? [];
  return proxied === undefined ? undefined : { apiGroups: [''], resources: [`${proxied}/proxy`], verbs: ['get'] };
}

/** Returns the rule that allows one path of the API server, or all that begin as a computed path does. */
export function nonResourceRule(written: string): AccessRule {
  const reference = written.indexOf('$');
  return { nonResourceURLs: [reference === -1 ? written : `${written.slice(0, reference)}*`], verbs: ['get'] };
}

/** Returns the rule that a kubelet checks for a path of its own. */
export function kubeletRule(path: string): AccessRule {
  const [, resource = 'nodes/proxy'] = KUBELET_PATHS.find(([known]) => known.test(path)) ?? [];
  return { apiGroups: [''], resources: [resource], verbs: ['get'] };
}
