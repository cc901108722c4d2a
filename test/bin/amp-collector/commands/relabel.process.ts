import { LIST, NODE, POD } from '../../../prometheus/discovery/objects';
import { BAD, Folder, GOOD } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('relabel');
const good = folder.write('good.yml', GOOD);
const bad = folder.write('bad.yml', BAD);
const target = (labels: object) => JSON.stringify({ __address__: '10.0.0.5:8080', ...labels });

test('shows where a target is scraped, and its labels', async () => {
  const input = target({ __meta_kubernetes_pod_label_app: 'api', __meta_kubernetes_pod_node_name: 'ip-10-0-0-1' });
  const { code, stdout } = await tool(['relabel', good, '--target', '-'], { input });

  expect(code).toBe(0);
  expect(stdout).toContain('kept: no relabeling drops the target\nscraped at http://10.0.0.5:8080/metrics\n');
  expect(stdout).toMatch(/ {2}instance="10.0.0.5:8080"\n {2}job="api"\n {2}node="ip-10-0-0-1"\n$/);
});

test('shows which relabeling drops a target', async () => {
  expect((await tool(['relabel', good, '--job', 'api', '--target', '-'], { input: target({}) })).stdout).toMatch(/\ndropped by relabeling 1\n$/);
});

test('relabels samples', async () => {
  const { stdout } = await tool(['relabel', good, '--sample', '-', '--json'], { input: '{"__name__":"go_goroutines"}' });

  expect(JSON.parse(stdout)).toMatchObject({ kept: false, droppedBy: 1 });
});

test('shows targets that Prometheus refuses after all relabelings', async () => {
  const noAddress = folder.write('no-address.yml', GOOD.replace('target_label: node', 'target_label: __address__'));
  const { stdout } = await tool(['relabel', noAddress, '--target', '-'], { input: target({ __meta_kubernetes_pod_label_app: 'api' }) });

  expect(stdout).toContain('not scraped: no relabeling drops the target, but Prometheus refuses it: no address');
});

describe('a Kubernetes object', () => {
  const jobs = folder.write('objects.yml', `scrape_configs:
- job_name: pods
  kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop] }, attach_metadata: { node: true } }]
  relabel_configs: [{ source_labels: [__meta_kubernetes_pod_container_port_name], regex: metrics, action: keep }]
- job_name: nodes
  scheme: https
  kubernetes_sd_configs: [{ role: node }]
`);

  test('is relabeled with the labels that Prometheus discovers, one target for each port', async () => {
    const { code, stdout, stderr } = await tool(['relabel', jobs, '--job', 'pods', '--pod', '-'], { input: JSON.stringify(POD) });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Pod shop\/web-\S+, 10\.0\.0\.5:8080 \(container app, port http\)\n1\. .*\n {5}dropped\ndropped by relabeling 1\n/);
    expect(stdout).toContain('scraped at http://10.0.0.5:9090/metrics\n');
    expect(stderr).toBe('without Node node-1, some labels are missing; add it to the input\n');
  });

  test('can come with related objects', async () => {
    expect((await tool(['relabel', jobs, '--job', 'pods', '--pod', '-'], { input: JSON.stringify(LIST) })).stderr).toBe('');
  });

  test('can be a node', async () => {
    const { stdout } = await tool(['relabel', jobs, '--job', 'nodes', '--node', '-', '--json'], { input: JSON.stringify(NODE) });

    expect(JSON.parse(stdout)).toMatchObject({ targets: [{ object: 'Node node-1', kept: true, url: 'https://10.0.0.1:10250/metrics' }], undiscovered: [], missing: [] });
  });

  test('in another namespace is not discovered', async () => {
    const input = JSON.stringify({ ...POD, metadata: { ...POD.metadata, namespace: 'other' } });

    expect((await tool(['relabel', jobs, '--job', 'pods', '--pod', '-'], { input })).stdout)
      .toBe(`Pod other/${POD.metadata.name}\nnot discovered: the namespaces or selectors of the job exclude it\n`);
  });

  test.each<[string, string[], string, string]>([
    ['that the job does not discover', ['--job', 'nodes', '--pod', '-'], JSON.stringify(POD), 'the job \'nodes\' does not use role: pod; it discovers nodes'],
    ['of another kind', ['--job', 'pods', '--pod', '-'], JSON.stringify(NODE), 'standard input has no object that role: pod discovers; it has nodes'],
    ['that is missing', ['--job', 'pods', '--pod', '-'], '\n', 'standard input is empty'],
    ['that is none', ['--job', 'pods', '--pod', '-'], '{}', 'standard input has no Kubernetes objects: it must be the output of kubectl get -o json'],
    ['that is not JSON', ['--job', 'pods', '--pod', '-'], 'kind: Pod', '; specify -o json to kubectl'],
  ])('fails for an object %s', async (_, args, input, message) => {
    expect(await tool(['relabel', jobs, ...args], { input })).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });
});

test('reads the scrape configuration of a folder that has rules, too', async () => {
  const project = new Folder('project');
  project.write('prometheus.yml', GOOD);
  project.write('rules.yml', 'groups: [{ name: a, rules: [{ record: b, expr: up }] }]\n');

  expect(await tool(['relabel', project.path, '--sample', '-'], { input: '{"__name__":"up"}' })).toMatchObject({ code: 0, stderr: '' });
});

test.each<[string, string[], string, string]>([
  ['no target', [good], '', 'specify --pod, --service, --node, --endpoints, --endpointslice, --ingress, --target or --sample'],
  ['two targets', [good, '--pod', '-', '--sample', 'a'], '', 'specify --pod or --sample, not both'],
  ['one input for two arguments', ['-', '--target', '-'], '{}', 'standard input cannot be both the configuration and --target'],
  ['labels that are not JSON', [good, '--target', '-'], 'a=b', 'standard input is not JSON'],
  ['labels that are not strings', [good, '--target', '-'], '{"a":1}', 'the label a must be a string, got 1'],
  ['labels that are objects', [good, '--target', '-'], '{"a":{}}', 'the label a must be a string, got an object'],
  ['labels that are nested deeply', [good, '--target', '-'], `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'the label a must be a string, got a list'],
  ['an object in place of labels', [good, '--target', '-'], JSON.stringify(POD), 'standard input is a Kubernetes object, not labels: specify it with --pod'],
  ['a job that does not exist', [good, '--target', '-', '--job', 'web'], '{}', 'no job \'web\'; the jobs are: api'],
])('fails for %s', async (_, args, input, message) => {
  expect(await tool(['relabel', ...args], { input })).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
});

test('fails for an invalid configuration', async () => {
  expect(await tool(['relabel', bad, '--target', '-'], { input: '{}' })).toMatchObject({ code: 1, stderr: expect.stringContaining('is not valid') as string });
});
