import { Stack } from 'aws-cdk-lib';
import { DiscoveredTargets, KubernetesRole, Relabeling, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { errorOf } from '../helpers/problems';

const pod = (name: string, labels: Record<string, string>, annotations: Record<string, string> = {}) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', uid: name, labels, annotations },
  spec: { nodeName: 'node-1', containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }] },
  status: { phase: 'Running', podIP: '10.0.0.23', hostIP: '10.0.0.10', conditions: [{ type: 'Ready', status: 'True' }] },
});

const payments = new ScrapeJob({
  jobName: 'payments',
  kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: ['shop'] }],
  relabelings: [
    Relabeling.keep({ sourceLabels: ['__meta_kubernetes_pod_label_app'], regex: 'payments' }),
    Relabeling.replace({ sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'pod' }),
  ],
});

const configuration = new ScrapeConfiguration({ jobs: [payments] });

test('returns the pods that a job keeps, with their labels after relabeling', () => {
  const targets = configuration.targetsFor('payments', DiscoveredTargets.fromKubernetesObjects(
    pod('payments-1', { app: 'payments' }), pod('orders-1', { app: 'orders' }), { ...pod('other', { app: 'payments' }), metadata: { name: 'other', namespace: 'other' } },
  ));

  expect(targets).toEqual([{
    url: 'http://10.0.0.23:8080/metrics',
    labels: { instance: '10.0.0.23:8080', job: 'payments', pod: 'payments-1' },
    discoveredLabels: expect.objectContaining({ __address__: '10.0.0.23:8080', __meta_kubernetes_pod_label_app: 'payments' }) as object,
  }]);
});

test('accepts the output of kubectl: a list of objects', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [pod('payments-1', { app: 'payments' }), pod('payments-2', { app: 'payments' })] };

  expect(configuration.targetsFor('payments', DiscoveredTargets.fromKubernetesObjects(list)).map(({ labels }) => labels.pod))
    .toEqual(['payments-1', 'payments-2']);
});

test('accepts the labels of targets from any discovery', () => {
  const targets = configuration.targetsFor('payments', DiscoveredTargets.fromLabels(
    { __address__: '10.0.0.1:9090', __meta_kubernetes_pod_label_app: 'payments', __meta_kubernetes_pod_name: 'a' },
    { __address__: '10.0.0.2:9090', __meta_kubernetes_pod_label_app: 'orders' },
  ));

  expect(targets.map(({ url, labels }) => [url, labels])).toEqual([
    ['http://10.0.0.1:9090/metrics', { instance: '10.0.0.1:9090', job: 'payments', pod: 'a' }],
  ]);
});

test('returns the static targets of a job', () => {
  const text = 'scrape_configs:\n- job_name: static\n  scheme: https\n  params: { target: [x] }\n'
    + '  static_configs: [{ targets: ["10.0.0.1:80", "10.0.0.2"], labels: { team: a } }]\n';

  expect(ScrapeConfiguration.fromYaml(text).targetsFor('static')).toEqual([
    { url: 'https://10.0.0.1:80/metrics?target=x', labels: { instance: '10.0.0.1:80', job: 'static', team: 'a' }, discoveredLabels: { __address__: '10.0.0.1:80', team: 'a' } },
    { url: 'https://10.0.0.2/metrics?target=x', labels: { instance: '10.0.0.2', job: 'static', team: 'a' }, discoveredLabels: { __address__: '10.0.0.2', team: 'a' } },
  ]);
});

test('returns nothing for a target that has no address after relabeling', () => {
  const job = new ScrapeJob({ jobName: 'a', relabelings: [Relabeling.replace({ targetLabel: '__address__', replacement: '' })] });

  expect(new ScrapeConfiguration({ jobs: [job] }).targetsFor('a', DiscoveredTargets.fromLabels({ __address__: '10.0.0.1:80' }))).toEqual([]);
});

test('keeps tokens, in labels and in the name of a job', () => {
  const { region, account } = new Stack();
  const job = new ScrapeJob({
    jobName: `job-${account}`, relabelings: [Relabeling.replace({ targetLabel: 'region', replacement: `in ${region}` })],
  });

  expect(new ScrapeConfiguration({ jobs: [job] }).targetsFor(`job-${account}`, DiscoveredTargets.fromLabels({ __address__: '10.0.0.1:80' })))
    .toMatchObject([{ labels: { job: `job-${account}`, region: `in ${region}` } }]);
});

test.each<[string, ScrapeConfiguration, string]>([
  ['no job has the name', configuration, 'jobName: no job is named \'other\'; the jobs are \'payments\''],
  ['Prometheus refuses the configuration', ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: other, relabel_configs: [{regex: "("}]}]'), 'error parsing regexp'],
  ['the text is not a configuration', ScrapeConfiguration.fromYaml('a: ['), 'yaml: '],
  ['a part is known only at deployment', ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: other, relabel_configs: [{target_label: a, replacement: "{{resolve:ssm:name}}"}]}]'), 'known only at deployment'],
])('fails if %s', (_, given, message) => {
  expect(errorOf(() => given.targetsFor('other', DiscoveredTargets.fromLabels({ __address__: '10.0.0.1:80' }))).message).toContain(message);
});
