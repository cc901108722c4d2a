import { BAD, Folder, GOOD } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('show');
const good = folder.write('good.yml', GOOD);
const bad = folder.write('bad.yml', BAD);

test('describes a job', async () => {
  const { code, stdout } = await tool(['show', good]);

  expect(code).toBe(0);
  expect(stdout).toContain('1 job; labels of every metric: cluster="production"');
  expect(stdout).toContain('  discovers  every port of every pod in payments, orders\n');
  expect(stdout).toContain('  filters    keeps only targets whose __meta_kubernetes_pod_label_app matches api\n');
  expect(stdout).toContain('  scrapes    /metrics over http, every 45s, timeout 10s\n');
  expect(stdout).toContain('  labels     sets node to __meta_kubernetes_pod_node_name\n');
  expect(stdout).toContain('  samples    drops samples whose __name__ matches go_.*\n');
});

interface ShownJson {
  readonly problems: ReadonlyArray<{ readonly ruleId: string }>;
  readonly jobs: ReadonlyArray<{ readonly problems: ReadonlyArray<{ readonly ruleId: string }> }>;
}

test('show prints problems with the jobs that have them', async () => {
  const kept = 'relabel_configs: [{ source_labels: [__meta_kubernetes_namespace], regex: a, action: keep }]';
  const targets = 'static_configs: [{ targets: ["10.0.0.5:80"] }]';
  const jobs = ['a, kubernetes_sd_configs: [{ role: pod }]', `b, kubernetes_sd_configs: [{ role: pod }], ${kept}`, `c, ${targets}`, `d, ${targets}`];
  const text = `scrape_configs:\n${jobs.map(job => `  - { job_name: ${job} }\n`).join('')}`;
  const { stdout } = await tool(['show', '-', '--json'], { input: text });
  const [shown] = JSON.parse(stdout) as [ShownJson];

  expect(shown.jobs.map(({ problems }) => problems.map(({ ruleId }) => ruleId))).toEqual([['unfiltered-job'], [], [], ['duplicate-target']]);
});

test('show prints problems that only a managed collector has', async () => {
  const { code, stdout, stderr } = await tool(['show', '-'], { input: `remote_write: [{ url: "http://a" }]\n${GOOD.replace('45s', '15s')}` });

  expect(code).toBe(1);
  expect(stdout).toMatch(/^<stdin>: 1 job.*\n {2}error: .*remote_write.*\[unsupported-section\]$/m);
  expect(stdout).toMatch(/^api +15s +http, \/metrics +short-interval$/m);
  expect(stdout).toMatch(/^ {2}problems {3}error: .*30s.* \[short-interval\]$/m);
  expect(stderr).toContain('<stdin> has 2 errors');
});

test('show describes the readable parts of an invalid configuration', async () => {
  const { code, stdout, stderr } = await tool(['show', bad]);

  expect(code).toBe(1);
  expect(stdout).toContain('api');
  expect(stderr).toContain(`for lines and columns run: amp-collector validate ${bad}`);
});
