import { ScrapeConfiguration } from '../../lib';
import { collectorRules, DOCUMENTED_RULES, rbacManifests, rbacNames } from '../../lib/cluster-access/rbac';
import { needsOf } from '../../lib/validation/service-limits/kubernetes-access';
import { covers } from '../kubernetes/fakes/rbac-authorizer';

interface Rule {
  readonly apiGroups?: string[];
  readonly resources?: string[];
  readonly nonResourceURLs?: string[];
  readonly verbs: string[];
}

const [roleManifest, binding] = rbacManifests(rbacNames(undefined), collectorRules(undefined));
const clusterRole = roleManifest as { rules: Rule[] };

function allows(apiGroup: string, resource: string, verb: string): boolean {
  return clusterRole.rules.some(({ apiGroups, resources, verbs }) =>
    apiGroups?.includes(apiGroup) && resources?.includes(resource) && verbs.includes(verb));
}

describe('a collector', () => {
  test.each([
    ['', 'nodes'], ['', 'nodes/proxy'], ['', 'nodes/metrics'], ['', 'services'], ['', 'endpoints'], ['', 'pods'], ['', 'ingresses'], ['', 'configmaps'],
    ['extensions', 'ingresses'], ['extensions', 'ingresses/status'],
    ['networking.k8s.io', 'ingresses'], ['networking.k8s.io', 'ingresses/status'],
  ])('may get, list and watch %j %s', (apiGroup, resource) => {
    for (const verb of ['get', 'list', 'watch']) expect(allows(apiGroup, resource, verb)).toBe(true);
  });

  test.each(['kcm/metrics', 'ksh/metrics'])('may get %s of the control plane, and not list it', (resource) => {
    expect(allows('metrics.eks.amazonaws.com', resource, 'get')).toBe(true);
    expect(allows('metrics.eks.amazonaws.com', resource, 'list')).toBe(false);
  });

  test.each([
    ['', 'secrets'], ['', 'namespaces'], ['', 'serviceaccounts'], ['', 'pods/exec'], ['', '*'],
    ['apps', 'deployments'], ['discovery.k8s.io', 'endpointslices'], ['*', '*'],
  ])('may not get %j %s', (apiGroup, resource) => {
    expect(allows(apiGroup, resource, 'get')).toBe(false);
  });

  test('may get /metrics, and no other path', () => {
    expect(clusterRole.rules.filter(rule => rule.nonResourceURLs)).toEqual([{ nonResourceURLs: ['/metrics'], verbs: ['get'] }]);
  });

  test('may write nothing', () => {
    expect(new Set(clusterRole.rules.flatMap(rule => rule.verbs))).toEqual(new Set(['get', 'list', 'watch']));
  });

  test('is bound by its user name', () => {
    expect(binding).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'aps-collector-user-role-binding' },
      subjects: [{ kind: 'User', name: 'aps-collector-user', apiGroup: 'rbac.authorization.k8s.io' }],
      roleRef: { kind: 'ClusterRole', name: 'aps-collector-role', apiGroup: 'rbac.authorization.k8s.io' },
    });
  });

  test('has a role of that name', () => {
    expect(clusterRole).toMatchObject({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'aps-collector-role' } });
  });
});

describe('what its jobs read beyond that', () => {
  function further(text: string): unknown[] {
    const configuration = ScrapeConfiguration.fromYaml(text)._effective();
    return collectorRules(configuration).slice(collectorRules(undefined).length);
  }

  test('is nothing for AWS\'s default configuration', () => {
    expect(further(ScrapeConfiguration.eksDefault().toYaml())).toEqual([]);
  });

  test('is granted once, however many jobs need it', () => {
    const job = (name: string) => `- {job_name: ${name}, kubernetes_sd_configs: [{role: endpointslice}]}`;

    expect(further(`scrape_configs:\n${job('a')}\n${job('b')}`)).toEqual([
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test.each([
    ['/metrics/slis', { nonResourceURLs: ['/metrics/slis'], verbs: ['get'] }],
    ['/api/v1/namespaces/$1/pods/$2/proxy/metrics', { apiGroups: [''], resources: ['pods/proxy'], verbs: ['get'] }],
    ['/stats/$1', { nonResourceURLs: ['/stats/*'], verbs: ['get'] }],
  ])('of the API server at %s is a rule', (path, rule) => {
    expect(further(`
scrape_configs:
- job_name: app
  relabel_configs:
  - {target_label: __address__, replacement: "kubernetes.default.svc:443"}
  - {target_label: __metrics_path__, replacement: "${path}"}`)).toEqual([rule]);
  });
});

describe('what a job reads is documented exactly where the documented rules have it', () => {
  const discovery = (text: string) => `kubernetes_sd_configs: [{${text}}]`;
  const asking = (path: string) => `metrics_path: "${path}", static_configs: [{targets: ["kubernetes.default.svc:443"]}]`;

  test.each([
    ...['node', 'service', 'pod', 'endpoints', 'endpointslice', 'ingress'].map(role => discovery(`role: ${role}`)),
    ...['node', 'namespace', 'deployment', 'job', 'cronjob'].map(what => discovery(`role: pod, attach_metadata: {${what}: true}`)),
    ...['/metrics', '/metrics/slis', '/api/v1/nodes/a/proxy/metrics', '/api/v1/namespaces/a/pods/b/proxy/metrics'].map(asking),
    ...['kcm', 'ksh', 'etcd'].map(component => asking(`/apis/metrics.eks.amazonaws.com/v1/${component}/container/metrics`)),
  ])('%s', (job) => {
    const configuration = ScrapeConfiguration.fromYaml(`scrape_configs: [{job_name: a, ${job}}]`)._effective();
    const needs = (configuration?.jobs ?? []).flatMap(needsOf);

    expect(needs).not.toEqual([]);
    for (const { rule, isDocumented } of needs) expect(covers(DOCUMENTED_RULES, [rule])).toBe(isDocumented);
  });
});

test('a ClusterRole of another name has a binding of another name', () => {
  expect(rbacNames('shop')).toEqual({ clusterRole: 'shop', clusterRoleBinding: 'shop-binding' });
});
