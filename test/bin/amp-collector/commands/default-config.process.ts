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

test('prints the configuration of the service, and reports its doubled backslashes', async () => {
  const { code, stdout, stderr } = await ask(aws, ['default-config']);

  expect({ code, stdout }).toEqual({ code: 0, stdout: KUBE_PROXY });
  expect(stderr).toBe('this is the default configuration of the service in eu-central-1\nline 10 has doubled backslashes: the relabeling does not remove the port; --fixed corrects it\n');
});

test('--fixed corrects the relabeling, reports this, and changes nothing else', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'default-')), 'prometheus.yml');
  const { code, stderr } = await ask(aws, ['default-config', '--fixed', '--out', out]);

  expect(code).toBe(0);
  expect(stderr).toContain('with doubled backslashes corrected in 1 line: 10');
  expect(readFileSync(out, 'utf8')).toBe(KUBE_PROXY.replaceAll('\\\\', '\\'));
});

test('the corrected relabeling removes a port', async () => {
  const { stdout: fixed } = await ask(aws, ['default-config', '--fixed']);
  const folder = mkdtempSync(join(tmpdir(), 'fixed-'));
  await ask(aws, ['default-config', '--fixed', '--out', join(folder, 'prometheus.yml')]);
  const input = JSON.stringify({ __address__: '10.0.0.5:8080', __meta_kubernetes_pod_name: 'kube-proxy-x' });
  const { stdout } = await tool(['relabel', 'prometheus.yml', '--target', '-', '--json'], { cwd: folder, input });

  expect(fixed).toContain('(\\:\\d+)?');
  expect(JSON.parse(stdout)).toMatchObject({ kept: true, url: 'http://10.0.0.5:10249/metrics' });
});

test('--fixed reports that nothing had to be corrected', async () => {
  aws.world.defaultConfiguration = 'scrape_configs: []\n';

  expect((await ask(aws, ['default-config', '--fixed'])).stderr).toContain('no line had to be corrected');
});

test('fails if the file cannot be written', async () => {
  expect(await ask(aws, ['default-config', '--out', '/nowhere/prometheus.yml'])).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot write /nowhere/prometheus.yml') as string });
});

describe('--offline', () => {
  test('prints the configuration of the library without credentials, and reports this', async () => {
    const { code, stdout, stderr } = await tool(['default-config', '--offline', '--cluster', 'production']);

    expect(code).toBe(0);
    expect(stdout).toContain('cluster: "production"');
    expect(stderr).toBe('this is the default configuration of the library\n');
  });

  test('prints a configuration that passes validation', async () => {
    const { stdout } = await tool(['default-config', '--offline']);

    expect((await tool(['validate', '-'], { input: stdout })).code).toBe(0);
  });

  test('without --cluster asks to replace the name of the cluster', async () => {
    expect((await tool(['default-config', '--offline'])).stderr).toContain('replace \'my-cluster\' with the name of your cluster');
  });

  test.each<[string[], string]>([
    [['--offline', '--fixed'], 'specify --offline or --fixed, not both'],
    [['--cluster', 'a'], '--cluster requires --offline'],
  ])('fails with %j', async (options, message) => {
    expect(await tool(['default-config', ...options])).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });
});
