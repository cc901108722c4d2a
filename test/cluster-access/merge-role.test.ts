import { parseAllDocuments } from 'yaml';
import { ClusterAccess, ScrapeConfiguration } from '../../lib';
import { functionPermissions } from '../../lib/cluster-access/aws-auth-merge/permissions';
import { DOCUMENTED_RULES } from '../../lib/cluster-access/collector-permissions';

interface Manifest {
  readonly kind: string;
  readonly metadata: object;
  readonly rules?: readonly object[];
  readonly subjects?: readonly object[];
}

const manifestsIn = (text: string) => parseAllDocuments(text).map(document => document.toJS() as Manifest);

test('the manifests hold exactly the permissions with which the function is tested', () => {
  const manifests = manifestsIn(ClusterAccess.mergeRoleManifests());
  const { inKubeSystem, inCluster } = functionPermissions({
    Rules: DOCUMENTED_RULES, ClusterRoleName: 'aps-collector-role', ClusterRoleBindingName: 'aps-collector-user-role-binding',
  });

  expect(manifests.map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);
  expect(manifests.flatMap(({ rules }) => rules ?? [])).toEqual([...inKubeSystem, ...inCluster]);
  expect(manifests[0]?.metadata).toEqual({ name: 'collector-access', namespace: 'kube-system' });
});

test('the manifests name the group and the ClusterRole', () => {
  const text = ClusterAccess.mergeRoleManifests({ group: 'merger', clusterRoleName: 'shop' });

  expect(manifestsIn(text).flatMap(({ subjects }) => subjects ?? [])).toEqual([
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'merger' }, { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'merger' },
  ]);
  expect(text).toContain('- shop-binding\n');
});

test('the manifests cover aws-auth only if kubectl applies the ClusterRole', () => {
  expect(manifestsIn(ClusterAccess.mergeRoleManifests({ kubectl: true })).map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding']);
});

test('the manifests hold the permissions that the jobs of a configuration need', () => {
  const scrapeConfiguration = ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: endpointslice}]}]');
  const text = ClusterAccess.mergeRoleManifests({ scrapeConfiguration });

  expect(text).toContain('- endpointslices\n');
  expect(text).not.toContain('nodes/proxy');
});
