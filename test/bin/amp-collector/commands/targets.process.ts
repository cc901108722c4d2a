import { writeFileSync } from 'node:fs';
import { LIST, POD } from '../../../prometheus/discovery/objects';
import { BAD, Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('targets');
const configuration = folder.write('prometheus.yml', `scrape_configs:
- job_name: annotated
  kubernetes_sd_configs: [{ role: pod }]
  relabel_configs:
  - { source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], regex: "true", action: keep }
  - { source_labels: [__meta_kubernetes_pod_container_init], regex: "true", action: drop }
- job_name: one-port
  kubernetes_sd_configs: [{ role: pod }]
  relabel_configs:
  - { source_labels: [__meta_kubernetes_pod_ip], replacement: "$1:9090", target_label: __address__ }
- job_name: nothing
  kubernetes_sd_configs: [{ role: pod, namespaces: { names: [other] } }]
- job_name: fixed
  static_configs: [{ targets: ["10.0.0.9:80"] }]
`);
const input = JSON.stringify(LIST);
const name = POD.metadata.name;

test('lists for each job which objects are kept and dropped, and by which relabeling', async () => {
  const { code, stdout } = await tool(['targets', configuration], { input });
  const blocks = stdout.trim().split('\n\n');

  expect(code).toBe(0);
  expect(blocks[0]?.split('\n').map(line => line.replace(/ {2,}/g, ' | '))).toEqual([
    'annotated: 3 targets kept, 1 not',
    'RESULT | OBJECT | TARGET | URL OR REASON',
    `kept | Pod shop/${name} | 10.0.0.5:8080 (container app, port http) | http://10.0.0.5:8080/metrics`,
    `kept | Pod shop/${name} | 10.0.0.5:9090 (container app, port metrics) | http://10.0.0.5:9090/metrics`,
    `kept | Pod shop/${name} | 10.0.0.5 (container proxy) | http://10.0.0.5/metrics`,
    `dropped | Pod shop/${name} | 10.0.0.5 (container init) | relabeling 2: drops targets whose __meta_kubernetes_pod_container_init matches true`,
  ]);
  expect(blocks[1]).toMatch(/^one-port: 1 target kept, 3 not\n/);
  expect(blocks[1]?.match(/^duplicate /gm)).toHaveLength(3);
  expect(blocks[2]).toMatch(/^nothing: 0 targets kept, 1 not\n.*\nnot discovered +Pod .* the namespaces or selectors of the job exclude it$/);
  expect(blocks[3]).toBe('fixed: no Kubernetes discovery');
});

test('names the resources that a job discovers and the input lacks', async () => {
  const roles = folder.write('roles.yml', `scrape_configs:
- { job_name: nodes, kubernetes_sd_configs: [{ role: node }, { role: ingress }] }
`);

  expect((await tool(['targets', roles], { input: JSON.stringify(POD) })).stdout).toBe('nodes: 0 targets kept, 0 not; the input has no nodes and no ingresses\n');
});

test('prints JSON', async () => {
  const { stdout } = await tool(['targets', configuration, '--job', 'nothing', '--json'], { input });

  expect(JSON.parse(stdout)).toMatchObject([{ job: 'nothing', targets: [{ result: 'not discovered', object: `Pod shop/${name}` }] }]);
});

test('reads objects from a file', async () => {
  expect((await tool(['targets', configuration, '--objects', folder.write('objects.json', input)])).stdout).toContain('annotated: 3 targets kept');
});

test.each<[string, (text: string) => string | Buffer]>([
  ['in a list', text => text],
  ['in sequence', text => (JSON.parse(text) as { items: unknown[] }).items.map(item => JSON.stringify(item, undefined, 4)).join('\n')],
  ['in an array of lists', text => `[${text}]`],
  ['in a file of Windows', text => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['after a byte order mark', text => `\ufeff${text}`],
])('reads objects %s', async (_, write) => {
  const file = folder.write('objects.json', '');
  writeFileSync(file, write(input));

  const { code, stdout } = await tool(['targets', configuration, '--objects', file]);

  expect({ code, stdout }).toEqual({ code: 0, stdout: (await tool(['targets', configuration], { input })).stdout });
});

test.each<[string, string[], string, number, string]>([
  ['one input for two arguments', ['-'], input, 2, 'standard input cannot be both'],
  ['an empty list', [configuration], '{"kind":"List","items":[]}', 2, 'standard input has no Kubernetes objects: the list is empty; specify other resources'],
  ['no objects', [configuration], '{"kind":"Status"}', 2, 'standard input has no Kubernetes objects: it must be the output of kubectl get -o json'],
  ['an invalid configuration', [folder.write('bad.yml', BAD)], input, 1, 'is not valid'],
])('fails for %s', async (_, args, given, expected, message) => {
  expect(await tool(['targets', ...args], { input: given })).toMatchObject({ code: expected, stderr: expect.stringContaining(message) as string });
});
