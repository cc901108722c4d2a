import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { tool } from '../../setup/tool';

const FOLDER = mkdtempSync(join(tmpdir(), 'configuration-'));

const GOOD = `global:
  external_labels: { cluster: production }
scrape_configs:
  - job_name: api
    scrape_interval: 45s
    kubernetes_sd_configs:
      - role: pod
        namespaces: { names: [payments, orders] }
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app]
        regex: api
        action: keep
      - source_labels: [__meta_kubernetes_pod_node_name]
        target_label: node
    metric_relabel_configs:
      - source_labels: [__name__]
        regex: go_.*
        action: drop
`;

const BAD = `global: { external_labels: { cluster: production } }
scrape_configs:
  - job_name: api
    kubernetes_sd_configs: [{ role: pods }]
    relabel_configs:
      - regex: 'a('
`;

function file(name: string, text: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}

const good = file('good.yml', GOOD);
const bad = file('bad.yml', BAD);

describe('validate', () => {
  test('says that there are no problems', async () => {
    expect(await tool(['validate', good])).toEqual({ code: 0, stdout: `${good}: no problems\n`, stderr: '' });
  });

  test('tells every problem with file, line and column', async () => {
    const { code, stdout } = await tool(['validate', 'bad.yml'], { cwd: FOLDER });

    expect(code).toBe(1);
    expect(stdout).toContain('bad.yml:4:37: error: scrape_configs[0].kubernetes_sd_configs[0].role: unknown Kubernetes SD role "pods" [prometheus/kubernetes-role]\n');
    expect(stdout).toContain('bad.yml:6:16: error: scrape_configs[0].relabel_configs[0].regex: ');
    expect(stdout).toMatch(/^bad.yml: \d errors$/m);
  });

  test('reads standard input', async () => {
    expect((await tool(['validate', '-'], { input: BAD })).stdout).toMatch(/^<stdin>:4:37: error/);
  });

  test('tells what is no UTF-8', async () => {
    const path = join(FOLDER, 'latin1.yml');
    writeFileSync(path, Buffer.from('scrape_configs: [{ job_name: "caf\xe9" }]', 'latin1'));

    expect((await tool(['validate', path])).stdout).toMatch(/1:\d+: error: yaml: invalid .*UTF-8 octet/);
  });

  test('knows what a collector of another source takes', async () => {
    const dns = file('dns.yml', 'scrape_configs: [{ job_name: msk, dns_sd_configs: [{ names: [b.kafka.local], type: A, port: 11001 }] }]\n');

    expect((await tool(['validate', dns])).code).toBe(1);
    expect((await tool(['validate', dns, '--source', 'vpc'])).code).toBe(0);
  });

  test('fails on warnings only when it should', async () => {
    const newer = file('newer.yml', GOOD.replace('job_name: api', 'job_name: api\n    fallback_scrape_protocol: PrometheusText0.0.4'));

    expect(await tool(['validate', newer])).toMatchObject({ code: 0, stdout: expect.stringContaining('warning') as string });
    expect(await tool(['validate', newer, '--strict'])).toMatchObject({ code: 1 });
  });

  test('answers in JSON', async () => {
    const { code, stdout } = await tool(['validate', bad, '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      configurations: [{ file: bad, problems: expect.arrayContaining([expect.objectContaining({ ruleId: 'invalid-regex', line: 6, column: 16 })]) as object }],
    });
  });

  test('answers in SARIF, each rule named once', async () => {
    const log = JSON.parse((await tool(['validate', 'bad.yml', '--format', 'sarif'], { cwd: FOLDER })).stdout) as Log;
    const [run] = log.runs;
    const [result] = run?.results ?? [];

    expect(log.version).toBe('2.1.0');
    expect(result).toMatchObject({ ruleId: 'kubernetes-role', level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'bad.yml' }, region: { startLine: 4, startColumn: 37 } } }] });
    expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('kubernetes-role');
    expect(new Set(run?.tool.driver.rules?.map(({ id }) => id)).size).toBe(run?.tool.driver.rules?.length);
  });

  test('annotates for GitHub, with what would end an annotation escaped', async () => {
    const { stdout } = await tool(['validate', 'bad.yml', '--format', 'github'], { cwd: FOLDER });

    expect(stdout).toContain('::error file=bad.yml,line=4,col=37,title=prometheus/kubernetes-role::scrape_configs[0].kubernetes_sd_configs[0].role: unknown');
    expect(stdout.trim().split('\n').every(line => line.startsWith('::error '))).toBe(true);
  });
});

describe('show', () => {
  test('tells a job in words', async () => {
    const { code, stdout } = await tool(['show', good]);

    expect(code).toBe(0);
    expect(stdout).toContain('1 job; every metric gets cluster="production"');
    expect(stdout).toContain('  finds    every port of every pod in payments, orders\n');
    expect(stdout).toContain('  filters  keeps only targets whose __meta_kubernetes_pod_label_app matches api\n');
    expect(stdout).toContain('  scrapes  /metrics by http, every 45s, and waits 10s for an answer\n');
    expect(stdout).toContain('  labels   sets node to __meta_kubernetes_pod_node_name\n');
    expect(stdout).toContain('  samples  drops samples whose __name__ matches go_.*\n');
  });

  test('marks what takes everything, and what scrapes the same twice', async () => {
    const kept = 'relabel_configs: [{ source_labels: [__meta_kubernetes_namespace], regex: a, action: keep }]';
    const targets = 'static_configs: [{ targets: ["10.0.0.5:80"] }]';
    const jobs = ['a, kubernetes_sd_configs: [{ role: pod }]', `b, kubernetes_sd_configs: [{ role: pod }], ${kept}`, `c, ${targets}`, `d, ${targets}`];
    const text = `scrape_configs:\n${jobs.map(job => `  - { job_name: ${job} }\n`).join('')}`;
    const { stdout } = await tool(['show', '-', '--json'], { input: text });
    const [shown] = JSON.parse(stdout) as [{ jobs: ReadonlyArray<{ marks: ReadonlyArray<{ ruleId: string }> }> }];

    expect(shown.jobs.map(({ marks }) => marks.map(({ ruleId }) => ruleId))).toEqual([['unfiltered-job'], [], [], ['duplicate-target']]);
  });

  test('tells as much as there is of a broken configuration', async () => {
    const { code, stdout, stderr } = await tool(['show', bad]);

    expect(code).toBe(1);
    expect(stdout).toContain('api');
    expect(stderr).toContain('amp-collector validate tells them');
  });
});

describe('relabel', () => {
  const target = (labels: object) => JSON.stringify({ __address__: '10.0.0.5:8080', ...labels });

  test('tells where a target is scraped, and with what labels', async () => {
    const input = target({ __meta_kubernetes_pod_label_app: 'api', __meta_kubernetes_pod_node_name: 'ip-10-0-0-1' });
    const { code, stdout } = await tool(['relabel', good, '--target', '-'], { input });

    expect(code).toBe(0);
    expect(stdout).toContain('kept: the target passes all rules\nscraped at http://10.0.0.5:8080/metrics\n');
    expect(stdout).toMatch(/ {2}instance="10.0.0.5:8080"\n {2}job="api"\n {2}node="ip-10-0-0-1"\n$/);
  });

  test('tells which rule drops a target', async () => {
    expect((await tool(['relabel', good, '--job', 'api', '--target', '-'], { input: target({}) })).stdout).toMatch(/\ndropped by rule 1\n$/);
  });

  test('tells what becomes of a sample', async () => {
    const { stdout } = await tool(['relabel', good, '--sample', '-', '--json'], { input: '{"__name__":"go_goroutines"}' });

    expect(JSON.parse(stdout)).toMatchObject({ kept: false, droppedBy: 1 });
  });

  test('tells what Prometheus refuses after all rules', async () => {
    const noAddress = GOOD.replace('target_label: node', 'target_label: __address__');
    const { stdout } = await tool(['relabel', file('no-address.yml', noAddress), '--target', '-'], { input: target({ __meta_kubernetes_pod_label_app: 'api' }) });

    expect(stdout).toContain('Prometheus refuses it: no address');
  });

  test.each<[string, string[], string, string]>([
    ['no labels', [good], '', 'say either --target or --sample'],
    ['one input for two things', ['-', '--target', '-'], '{}', 'standard input cannot be both the configuration and the labels'],
    ['labels that are no JSON', [good, '--target', '-'], 'a=b', 'standard input is not JSON'],
    ['labels that are no texts', [good, '--target', '-'], '{"a":1}', 'the label a must be a string, got 1'],
    ['a job that is not there', [good, '--target', '-', '--job', 'web'], '{}', 'there is no job \'web\', only api'],
  ])('refuses %s', async (_, args, input, message) => {
    expect(await tool(['relabel', ...args], { input })).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });

  test('does not guess at a broken configuration', async () => {
    expect(await tool(['relabel', bad, '--target', '-'], { input: '{}' })).toMatchObject({ code: 1, stderr: expect.stringContaining('is not valid') as string });
  });
});

describe('a file that is no configuration', () => {
  const BYTES = Buffer.from([0x64, 0xe2, 0x92, 0xf6, 0x7e]);
  const odd = join(FOLDER, 'odd.yml');
  beforeAll(() => {
    writeFileSync(odd, BYTES);
  });

  test.each(['validate', 'show'])('is told about by %s', async (command) => {
    const { code, stdout, stderr } = await tool([command, odd]);

    expect(code).toBe(1);
    expect(stdout + stderr).toContain('1 error');
    expect(stderr).not.toMatch(/unexpectedly| at /);
  });

  test('is not relabeled', async () => {
    expect(await tool(['relabel', odd, '--target', '-'], { input: '{}' })).toMatchObject({ code: 1, stderr: expect.stringContaining('invalid') as string });
  });

  test('has no table of its jobs', async () => {
    expect((await tool(['show', '-'])).stdout).toBe('<stdin>: 0 jobs\n');
  });

  test.each(['validate', 'show', 'relabel', 'encode', 'decode'])('and is a folder is refused by %s', async (command) => {
    const { code, stderr } = await tool([command, FOLDER, ...command === 'relabel' ? ['--target', 'x'] : []]);

    expect(code).toBe(2);
    expect(stderr).toMatch(/it is a folder|is no cloud assembly/);
  });
});

describe('encode and decode', () => {
  test('are opposites, to the byte', async () => {
    const bytes = join(FOLDER, 'bytes');
    writeFileSync(bytes, Buffer.from([0, 255, 10, 13, 200]));
    const { stdout } = await tool(['encode', bytes]);
    const out = join(FOLDER, 'decoded');
    await tool(['decode', '--out', out], { input: stdout });

    expect(stdout).toBe('AP8KDcg=\n');
    expect(readFileSync(out)).toEqual(readFileSync(bytes));
  });

  test('write to no folder', async () => {
    expect(await tool(['encode', good, '--out', FOLDER])).toMatchObject({ code: 2, stderr: expect.stringContaining(`${FOLDER} cannot be written: it is a folder`) as string });
  });

  test('take lines that are folded, and refuse what is no base64', async () => {
    expect((await tool(['decode'], { input: 'c2NyYXBl\nX2NvbmZpZ3M6IFtd\n' })).stdout).toBe('scrape_configs: []');
    expect(await tool(['decode'], { input: 'scrape_configs: []' })).toMatchObject({ code: 1, stdout: '' });
  });
});
