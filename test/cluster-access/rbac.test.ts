import { ScrapeConfiguration } from '../../lib';
import { collectorRules, DOCUMENTED_RULES } from '../../lib/cluster-access/collector-permissions';
import { rbacManifests, rbacNames } from '../../lib/cluster-access/rbac';
import { accessNeeds } from '../../lib/validation/access/access-needs';
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

describe('the ClusterRole that AWS documents', () => {
  test.each([
    ['', 'nodes'], ['', 'nodes/proxy'], ['', 'nodes/metrics'], ['', 'services'], ['', 'endpoints'], ['', 'pods'], ['', 'ingresses'], ['', 'configmaps'],
    ['extensions', 'ingresses'], ['extensions', 'ingresses/status'],
    ['networking.k8s.io', 'ingresses'], ['networking.k8s.io', 'ingresses/status'],
  ])('allows a collector to get, list and watch %j %s', (apiGroup, resource) => {
    for (const verb of ['get', 'list', 'watch']) expect(allows(apiGroup, resource, verb)).toBe(true);
  });

  test.each(['kcm/metrics', 'ksh/metrics'])('allows a collector to get %s of the control plane, and not to list it', (resource) => {
    expect(allows('metrics.eks.amazonaws.com', resource, 'get')).toBe(true);
    expect(allows('metrics.eks.amazonaws.com', resource, 'list')).toBe(false);
  });

  test.each([
    ['', 'secrets'], ['', 'namespaces'], ['', 'serviceaccounts'], ['', 'pods/exec'], ['', '*'],
    ['apps', 'deployments'], ['discovery.k8s.io', 'endpointslices'], ['*', '*'],
  ])('does not allow a collector to get %j %s', (apiGroup, resource) => {
    expect(allows(apiGroup, resource, 'get')).toBe(false);
  });

  test('allows a collector to get /metrics, and no other path', () => {
    expect(clusterRole.rules.filter(rule => rule.nonResourceURLs)).toEqual([{ nonResourceURLs: ['/metrics'], verbs: ['get'] }]);
  });

  test('does not allow a collector to write', () => {
    expect(new Set(clusterRole.rules.flatMap(rule => rule.verbs))).toEqual(new Set(['get', 'list', 'watch']));
  });

  test('is bound to the user name of collectors', () => {
    expect(binding).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'aps-collector-user-role-binding' },
      subjects: [{ kind: 'User', name: 'aps-collector-user', apiGroup: 'rbac.authorization.k8s.io' }],
      roleRef: { kind: 'ClusterRole', name: 'aps-collector-role', apiGroup: 'rbac.authorization.k8s.io' },
    });
  });

  test('has the name that its binding refers to', () => {
    expect(clusterRole).toMatchObject({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'aps-collector-role' } });
  });
});

function effectiveOf(text: string) {
  return ScrapeConfiguration.fromYaml(text)._effective();
}

describe('by default a collector', () => {
  test('may read what AWS\'s default configuration reads, and neither configmaps nor ingresses', () => {
    const rules = collectorRules(effectiveOf(ScrapeConfiguration.eksDefault().toYaml()));
    const allowed = rules.flatMap(({ resources = [], nonResourceURLs = [], verbs }) => [...resources, ...nonResourceURLs].map(name => `${verbs.join()} ${name}`));

    expect(allowed).toEqual(expect.arrayContaining(['get,list,watch pods', 'get,list,watch nodes', 'get,list,watch endpoints', 'get nodes/proxy', 'get /metrics']));
    expect(allowed.join()).not.toMatch(/configmaps|ingresses|status|\*/);
  });

  test.each<[string, string, object[]]>([
    ['discovers pods', 'kubernetes_sd_configs: [{role: pod}]', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]],
    ['discovers nodes for pods', 'kubernetes_sd_configs: [{role: pod, attach_metadata: {node: true}}]', [
      { apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] },
    ]],
    ['discovers ingresses', 'kubernetes_sd_configs: [{role: ingress}]', [
      { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['get', 'list', 'watch'] },
    ]],
    ['discovers nothing', 'static_configs: [{targets: ["10.0.0.1:9100"]}]', []],
    ['reads through the proxy of nodes', 'kubernetes_sd_configs: [{role: node}], relabel_configs: [{source_labels: [__meta_kubernetes_node_name], target_label: __metrics_path__, replacement: "/api/v1/nodes/$1/proxy/metrics"}]', [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] },
    ]],
    ['reads kubelets with its token', 'kubernetes_sd_configs: [{role: node}], bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token', [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    ]],
    ['reads the metrics of the scheduler', 'metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics, static_configs: [{targets: ["kubernetes.default.svc:443"]}]', [
      { apiGroups: ['metrics.eks.amazonaws.com'], resources: ['ksh/metrics'], verbs: ['get'] },
    ]],
  ])('that %s may do that and nothing else', (_, job, rules) => {
    expect(collectorRules(effectiveOf(`scrape_configs: [{job_name: a, ${job}}]`))).toEqual(rules);
  });

  test('whose configuration cannot be read gets all permissions that AWS documents', () => {
    expect(collectorRules(undefined)).toEqual(DOCUMENTED_RULES);
  });

  test('gets all permissions that AWS documents if the app specifies that', () => {
    expect(collectorRules(effectiveOf('scrape_configs: []'), { documentedPermissions: true })).toEqual(DOCUMENTED_RULES);
  });

  test('never gets more than AWS documents', () => {
    for (const text of [ScrapeConfiguration.eksDefault().toYaml(), 'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: endpointslice}]}]']) {
      expect(covers(DOCUMENTED_RULES, collectorRules(effectiveOf(text)))).toBe(true);
    }
  });
});

describe('permissions that AWS does not document', () => {
  const beyond = (text: string) => collectorRules(effectiveOf(text), { undocumentedPermissions: true })
    .filter(rule => !covers(DOCUMENTED_RULES, [rule]));

  test('are granted once if the app specifies so, however many jobs need them', () => {
    const job = (name: string) => `- {job_name: ${name}, kubernetes_sd_configs: [{role: endpointslice}]}`;

    expect(beyond(`scrape_configs:\n${job('a')}\n${job('b')}`)).toEqual([
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test.each<[string, string, object]>([
    ['a path of the API server', '/metrics/slis', { nonResourceURLs: expect.arrayContaining(['/metrics/slis']) as string[], verbs: ['get'] }],
    ['the proxy of pods', '/api/v1/namespaces/$1/pods/$2/proxy/metrics', { apiGroups: [''], resources: expect.arrayContaining(['pods/proxy']) as string[], verbs: ['get'] }],
    ['the proxy of services', '/api/v1/namespaces/$1/services/$2/proxy/metrics', { apiGroups: [''], resources: expect.arrayContaining(['services/proxy']) as string[], verbs: ['get'] }],
    ['a computed path', '$1', { nonResourceURLs: expect.arrayContaining(['*']) as string[], verbs: ['get'] }],
  ])('are granted only if the app specifies so: %s', (_, path, rule) => {
    const text = `
scrape_configs:
- job_name: app
  relabel_configs:
  - {target_label: __address__, replacement: "kubernetes.default.svc:443"}
  - {target_label: __metrics_path__, replacement: "${path}"}`;

    expect(covers(DOCUMENTED_RULES, collectorRules(effectiveOf(text)))).toBe(true);
    expect(beyond(text)).toContainEqual(rule);
  });
});

describe('a permission is marked as documented exactly if the documented rules cover it', () => {
  const discovery = (text: string) => `kubernetes_sd_configs: [{${text}}]`;
  const asking = (path: string) => `metrics_path: "${path}", static_configs: [{targets: ["kubernetes.default.svc:443"]}]`;

  test.each([
    ...['node', 'service', 'pod', 'endpoints', 'endpointslice', 'ingress'].map(role => discovery(`role: ${role}`)),
    ...['node', 'namespace', 'deployment', 'job', 'cronjob'].map(what => discovery(`role: pod, attach_metadata: {${what}: true}`)),
    ...['/metrics', '/metrics/slis', '/api/v1/nodes/a/proxy/metrics', '/api/v1/namespaces/a/pods/b/proxy/metrics'].map(asking),
    ...['kcm', 'ksh', 'etcd'].map(component => asking(`/apis/metrics.eks.amazonaws.com/v1/${component}/container/metrics`)),
  ])('for a job with %s', (job) => {
    const configuration = ScrapeConfiguration.fromYaml(`scrape_configs: [{job_name: a, ${job}}]`)._effective();
    const needs = configuration === undefined ? [] : accessNeeds(configuration).flat();

    expect(needs).not.toEqual([]);
    for (const { rule, isDocumented } of needs) expect(covers(DOCUMENTED_RULES, [rule])).toBe(isDocumented);
  });
});

test('a ClusterRole of another name has a binding of another name', () => {
  expect(rbacNames('shop')).toEqual({ clusterRole: 'shop', clusterRoleBinding: 'shop-binding' });
});
