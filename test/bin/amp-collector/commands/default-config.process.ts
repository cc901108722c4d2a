import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatedAws } from '../../emulator/aws';
import { ask, tool } from '../../setup/tool';

const KUBE_PROXY = `scrape_configs:
  - job_name: kube-proxy
    kubernetes_sd_configs: [{ role: pod }]
    relabel_configs:
      - action: keep
        source_labels: [__meta_kubernetes_pod_name]
        regex: 'kube-proxy.+'
      - source_labels: [__address__]
        target_label: __address__
        regex: (.+?)(\\\\:\\\\d+)?
        replacement: $1:10249
`;

const aws = new EmulatedAws();
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
});
beforeEach(() => {
  aws.world.defaultConfiguration = KUBE_PROXY;
});

test('gives what the service gives, and says that it has a mistake', async () => {
  const { code, stdout, stderr } = await ask(aws, ['default-config']);

  expect({ code, stdout }).toEqual({ code: 0, stdout: KUBE_PROXY });
  expect(stderr).toContain('--fixed corrects it');
});

test('corrects the rule, says so, and changes nothing else', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'default-')), 'prometheus.yml');
  const { code, stderr } = await ask(aws, ['default-config', '--fixed', '--out', out]);

  expect(code).toBe(0);
  expect(stderr).toContain('corrected 1 rule with doubled backslashes, line 10');
  expect(readFileSync(out, 'utf8')).toBe(KUBE_PROXY.replaceAll('\\\\', '\\'));
});

test('the corrected rule takes a port off', async () => {
  const { stdout: fixed } = await ask(aws, ['default-config', '--fixed']);
  const folder = mkdtempSync(join(tmpdir(), 'fixed-'));
  await ask(aws, ['default-config', '--fixed', '--out', join(folder, 'prometheus.yml')]);
  const input = JSON.stringify({ __address__: '10.0.0.5:8080', __meta_kubernetes_pod_name: 'kube-proxy-x' });
  const { stdout } = await tool(['relabel', 'prometheus.yml', '--target', '-', '--json'], { cwd: folder, input });

  expect(fixed).toContain('(\\:\\d+)?');
  expect(JSON.parse(stdout)).toMatchObject({ kept: true, url: 'http://10.0.0.5:10249/metrics' });
});

test('says so when there is nothing to correct', async () => {
  aws.world.defaultConfiguration = 'scrape_configs: []\n';

  expect((await ask(aws, ['default-config', '--fixed'])).stderr).toContain('no rule had doubled backslashes');
});

test('fails where it cannot write', async () => {
  expect(await ask(aws, ['default-config', '--out', '/nowhere/prometheus.yml'])).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written') as string });
});
