import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { COLLECTOR_USER } from '../../../../lib/kubernetes/collector-user';
import { DOCUMENTED_RULES } from '../../../../lib/cluster-access/collector-permissions';
import type { PolicyRule } from '../../../../lib/kubernetes/policy-rule';
import { EmulatedAws } from '../../emulator/aws';
import { EmulatedKubernetes } from '../../emulator/kubernetes';
import { PrometheusServer } from '../../setup/prometheus-server';
import { ask } from '../../setup/tool';
import { cluster, ROLE, scraper, WORKSPACE_ID } from '../../setup/scenarios';

const STRIPPED = 'arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4';
const NODES = '- rolearn: arn:aws:iam::111122223333:role/node\n  username: system:node:{{EC2PrivateDNSName}}\n  groups: [system:nodes]\n';

const aws = new EmulatedAws();
const empty = new PrometheusServer();
const prometheus = new PrometheusServer();
const metrics = createServer((_, response) => response.end('ok 1\n'));
let kubernetes: EmulatedKubernetes;

beforeAll(async () => {
  await new Promise<void>(resolve => metrics.listen(0, '127.0.0.1', resolve));
  await Promise.all([
    aws.http.start(),
    empty.start([]),
    prometheus.start([{ job: 'pods', address: `127.0.0.1:${(metrics.address() as AddressInfo).port}` }]),
  ]);
});
afterAll(() => {
  for (const server of [empty, prometheus, aws.http]) server.stop();
  metrics.close();
});
beforeEach(async () => {
  kubernetes = await EmulatedKubernetes.start('production');
  aws.http.reset();
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, prometheus: empty.url }];
  clusterIs('CONFIG_MAP');
});
afterEach(() => kubernetes.stop());

function clusterIs(authenticationMode: 'CONFIG_MAP' | 'API_AND_CONFIG_MAP', accessEntries: Record<string, string[]> = {}): void {
  aws.world.clusters = [cluster({ accessConfig: { authenticationMode }, ...kubernetes.described }, accessEntries)];
}

const entry = (rolearn: string, username = COLLECTOR_USER, more = '') => `${NODES}- rolearn: ${rolearn}\n  username: ${username}\n${more}`;

/** AWS's documented rules without what is named here. */
function rulesWithout(...resources: string[]): PolicyRule[] {
  return DOCUMENTED_RULES.map(rule => ({ ...rule, resources: rule.resources?.filter(resource => !resources.includes(resource)) }))
    .filter(rule => rule.resources?.length !== 0);
}

/** The ClusterRole and its binding as AWS documents them, with what differs. */
function documented(rules: readonly PolicyRule[] = DOCUMENTED_RULES): void {
  kubernetes.clusterRole('aps-collector-role', rules);
  kubernetes.binding('aps-collector-user-role-binding', 'aps-collector-role', { kind: 'User', name: COLLECTOR_USER });
}

const PODS = '{ job_name: pods, kubernetes_sd_configs: [{ role: pod }] }';
const SLICES = '{ job_name: slices, kubernetes_sd_configs: [{ role: endpointslice }] }';
const SCHEDULER = `
  job_name: scheduler
  metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics
  kubernetes_sd_configs: [{ role: endpoints }]
  relabel_configs: [{ source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __meta_kubernetes_endpoint_port_name], action: keep, regex: default;kubernetes;https }]`;

async function verify(...jobs: string[]): Promise<{ stdout: string; first: string }> {
  aws.world.scrapers = [scraper({ configuration: `scrape_configs:\n${jobs.map(job => `- ${job.trimStart()}\n`).join('')}` })];
  const { code, stdout, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  return { stdout, first: /^Cause: (.*(?:\n {2}.*)?)$/m.exec(stdout)?.[1] ?? '' };
}

describe('the cause of missing access in aws-auth', () => {
  test.each<[string, string | undefined, string, string]>([
    ['there is no ConfigMap', undefined, `access: aws-auth of production has no entry for ${STRIPPED}`, `eksctl create iamidentitymapping --cluster production --arn ${STRIPPED} --username aps-collector-user`],
    ['there is no entry for the role', NODES, `access: aws-auth of production has no entry for ${STRIPPED}`, `--arn ${STRIPPED}`],
    ['the entry has kept the path of the role', entry(ROLE), `access: aws-auth of production maps ${ROLE}, but the cluster identifies roles without their path`, `change the rolearn of the entry to ${STRIPPED}`],
    ['there is another user', entry(STRIPPED, 'somebody'), 'access: aws-auth maps the role to the user somebody, which does not have the permissions that the jobs need', 'change the username of the entry to aps-collector-user'],
    ['the last of two entries is another user', entry(STRIPPED) + entry(STRIPPED, 'somebody'), 'access: aws-auth maps the role to the user somebody', 'change the username'],
    ['the text is no YAML', '- rolearn: [', 'access: aws-auth of production cannot be read by the cluster: mapRoles in the ConfigMap aws-auth is not valid YAML', 'correct it'],
  ])('is reported with its fix: %s', async (_, mapRoles, fault, advice) => {
    documented();
    if (mapRoles !== undefined) kubernetes.awsAuth(mapRoles);
    const { first } = await verify(PODS);

    expect(first).toContain(fault);
    expect(first.split('\n')[1]).toContain(advice);
  });

  test('does not include the letter case of the ARN, which the cluster ignores', async () => {
    documented();
    kubernetes.awsAuth(entry(STRIPPED.toUpperCase()));

    expect((await verify(PODS)).stdout).not.toContain('aws-auth');
  });

  test('does not include another user name that has the necessary permissions', async () => {
    kubernetes.clusterRole('reader', DOCUMENTED_RULES);
    kubernetes.binding('readers', 'reader', { kind: 'Group', name: 'monitoring' });
    kubernetes.awsAuth(entry(STRIPPED, 'somebody', '  groups: [monitoring]\n'));

    expect((await verify(PODS)).stdout).not.toMatch(/access:/);
  });

  test('is reported even if the role is in system:masters, which is reported too', async () => {
    kubernetes.awsAuth(entry(STRIPPED, COLLECTOR_USER, '  groups: [system:masters]\n'));
    const { stdout, first } = await verify(PODS);

    expect(first).toContain('network, likely');
    expect(stdout).toContain('Unrelated: access: aws-auth makes the scraper a cluster administrator: its entry has the group system:masters');
  });
});

describe('the cause of missing access in RBAC', () => {
  beforeEach(() => {
    kubernetes.awsAuth(entry(STRIPPED));
  });

  test('is a missing binding, and the report has one to apply', async () => {
    kubernetes.clusterRole('aps-collector-role', DOCUMENTED_RULES);
    const { first } = await verify(PODS);

    expect(first).toContain('access: aws-auth maps the role to aps-collector-user, but no ClusterRoleBinding has this user');
    expect(first).toContain('kubectl create clusterrolebinding aps-collector-user-role-binding --clusterrole aps-collector-role --user aps-collector-user');
  });

  test('is a binding to a ClusterRole that does not exist', async () => {
    kubernetes.binding('ours', 'gone', { kind: 'User', name: COLLECTOR_USER });

    expect((await verify(PODS)).first).toContain('access: the ClusterRoleBinding ours binds aps-collector-user to the ClusterRole gone, which does not exist');
  });

  test.each<[string, string, readonly PolicyRule[], string, string]>([
    ['pods', PODS, rulesWithout('pods'), 'list and watch pods, required by pods', '{ apiGroups: [""], resources: ["pods"], verbs: ["get","list","watch"] }'],
    ['the scheduler\'s metrics', SCHEDULER, rulesWithout('ksh/metrics'), 'get ksh/metrics (metrics.eks.amazonaws.com), required by scheduler', '{ apiGroups: ["metrics.eks.amazonaws.com"], resources: ["ksh/metrics"], verbs: ["get"] }'],
    ['endpoint slices', SLICES, DOCUMENTED_RULES, 'list and watch endpointslices (discovery.k8s.io), required by slices', '{ apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["get","list","watch"] }'],
  ])('is the missing rule for %s: the job and the rule are reported', async (_, job, rules, denied, rule) => {
    documented(rules);
    const { stdout, first } = await verify(job);

    expect(first).toBe(`access: aps-collector-user has no permission to ${denied}\n  add to the rules of the ClusterRole aps-collector-role: ${rule}`);
    expect(stdout).toContain(`: access: the scraper has no permission to ${denied.split(', required')[0] ?? ''}`);
  });

  test.each<[string, string, readonly PolicyRule[]]>([
    ['as AWS documents them', PODS, DOCUMENTED_RULES],
    ['with the scheduler\'s metrics', SCHEDULER, DOCUMENTED_RULES],
    ['with endpoint slices', SLICES, [...DOCUMENTED_RULES, { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] }]],
    ['with wildcards', SLICES, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]],
    ['with all metrics of a group', SCHEDULER, [...rulesWithout('ksh/metrics'), { apiGroups: ['*'], resources: ['*/metrics'], verbs: ['get'] }]],
  ])('does not include the rules %s', async (_, job, rules) => {
    documented(rules);
    const { stdout, first } = await verify(job);

    expect(stdout).not.toMatch(/access:/);
    expect(first).toContain('network, likely: the scraper is ACTIVE and has access');
  });

  test('is likely a missing rule if a Role in the job\'s namespaces may have it', async () => {
    documented(rulesWithout('pods'));

    expect((await verify('{ job_name: a, kubernetes_sd_configs: [{ role: pod, namespaces: { names: [b] } }] }')).first).toContain('access, likely: aps-collector-user has no permission to list and watch pods');
  });

  test('is a missing rule of one job while metrics of the other jobs arrive', async () => {
    aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, prometheus: prometheus.url }];
    documented(rulesWithout('ksh/metrics'));

    expect((await verify(PODS, SCHEDULER)).first).toContain('has no permission to get ksh/metrics (metrics.eks.amazonaws.com), required by scheduler');
  });
});

describe('a cluster with access entries and aws-auth', () => {
  test('is not connected to if there is an access entry', async () => {
    clusterIs('API_AND_CONFIG_MAP', { [ROLE]: ['arn:aws:eks::aws:cluster-access-policy/AmazonPrometheusScraperPolicy'] });
    kubernetes.api.interfere = () => {
      throw new Error('asked');
    };

    expect((await verify(PODS)).stdout).not.toMatch(/aws-auth/);
  });

  test('gives no access by either', async () => {
    clusterIs('API_AND_CONFIG_MAP');
    const { stdout } = await verify(PODS);

    expect(stdout).toContain(`access: the cluster production (API_AND_CONFIG_MAP) has no access entry for ${ROLE}`);
    expect(stdout).toContain(`access: aws-auth of production has no entry for ${STRIPPED}`);
  });

  test('lost the mapping by a switch from CONFIG_MAP: this is reported, with the section of the guide that recovers access', async () => {
    clusterIs('API_AND_CONFIG_MAP');
    documented();
    kubernetes.awsAuth(NODES);
    const { first } = await verify(PODS);

    expect(first).toContain(`${ROLE}, and aws-auth does not map it either, as after a switch from CONFIG_MAP`);
    expect(first.split('\n')[1]).toContain(`map its role in aws-auth without the path: ${STRIPPED}. See docs/access.md#switch-the-authentication-mode`);
  });

  test('is described in a section of the guide that exists', () => {
    const headings = readFileSync('docs/access.md', 'utf8').split('\n').filter(line => line.startsWith('## '));

    expect(headings.map(heading => heading.slice(3).toLowerCase().replaceAll(' ', '-'))).toContain('switch-the-authentication-mode');
  });

  test('gives access by aws-auth alone', async () => {
    clusterIs('API_AND_CONFIG_MAP');
    documented();
    kubernetes.awsAuth(entry(STRIPPED));

    expect((await verify(PODS)).stdout).not.toMatch(/access:/);
  });
});

describe('a request that the caller is not authorized to make', () => {
  const UNREAD = 'Could not be read: aws-auth and RBAC of the cluster: ';

  test.each<[string, () => void, RegExp]>([
    ['the cluster does not know the caller', () => kubernetes.api.functionRole = undefined, /answered 401 to GET \S+\/configmaps\/aws-auth: Unauthorized/],
    ['the caller may not read aws-auth', () => kubernetes.api.permissions = { inKubeSystem: [], inCluster: [] }, /answered 403 to GET \S+: configmaps "aws-auth" is forbidden/],
    ['the API server cannot be reached', () => aws.world.clusters = [cluster({ accessConfig: { authenticationMode: 'CONFIG_MAP' }, ...kubernetes.described, endpoint: 'https://127.0.0.1:9' })], /no answer from 127\.0\.0\.1:9: ECONNREFUSED/],
    ['its certificate is not the cluster\'s', () => aws.world.clusters = [cluster({ accessConfig: { authenticationMode: 'CONFIG_MAP' }, endpoint: kubernetes.described.endpoint, certificateAuthority: { data: '' } })], /no answer from 127\.0\.0\.1:\d+: \S*CERT/],
  ])('is reported with its reason if %s', async (_, change, reason) => {
    kubernetes.awsAuth(NODES);
    change();
    const { stdout, first } = await verify(PODS);

    expect(first).toContain('access, likely: the cluster production uses aws-auth, which cannot be read from here');
    expect(stdout).toContain(UNREAD);
    expect(stdout).toMatch(reason);
  }, 30_000);

  test('for RBAC does not hide problems of aws-auth', async () => {
    kubernetes.awsAuth(entry(ROLE));
    kubernetes.api.permissions = { ...kubernetes.api.permissions, inCluster: [] };
    const { stdout, first } = await verify(PODS);

    expect(first).toContain(`aws-auth of production maps ${ROLE}`);
    expect(stdout).toMatch(/Could not be read: .*clusterrole\w+ is forbidden/);
  });

  test('is interrupted by Ctrl-C', async () => {
    aws.world.scrapers = [scraper({ configuration: `scrape_configs: [${PODS}]\n` })];
    const start = Date.now();
    let asked: () => void;
    kubernetes.api.interfere = () => {
      asked();
      return new Promise(() => undefined);
    };
    const { code } = await ask(aws, ['verify', '--scraper', 'platform'], { onStart: interrupt => asked = interrupt });

    expect(code).toBe(130);
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});
