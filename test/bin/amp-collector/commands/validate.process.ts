import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { BAD, Folder, GOOD, WARNED } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('validate');
const good = folder.write('good.yml', GOOD);
const bad = folder.write('bad.yml', BAD);
const warned = folder.write('warned.yml', WARNED);

test('validate prints "no problems" for a valid configuration', async () => {
  expect(await tool(['validate', good])).toEqual({ code: 0, stdout: `${good}: no problems\n`, stderr: '' });
});

test('validate prints every problem with file, line, column and rule', async () => {
  const { code, stdout } = await tool(['validate', 'bad.yml'], { cwd: folder.path });

  expect(code).toBe(1);
  expect(stdout).toMatch(/^bad\.yml:4:37: error: scrape_configs\[0\] 'api' kubernetes_sd_configs\[0\]\.role: .*"pods".* \[kubernetes-role\]$/m);
  expect(stdout).toContain('bad.yml:6:16: error: scrape_configs[0] \'api\' relabel_configs[0].regex: ');
  expect(stdout).toMatch(/^bad\.yml: \d errors$/m);
});

test('validate reads standard input', async () => {
  expect((await tool(['validate', '-'], { input: BAD })).stdout).toMatch(/^<stdin>:4:37: error/);
});

test('validate reports text that is not UTF-8', async () => {
  const path = folder.write('latin1.yml', Buffer.from('scrape_configs: [{ job_name: "caf\xe9" }]', 'latin1'));

  expect((await tool(['validate', path])).stdout).toMatch(/1:\d+: error: .*UTF-8/);
});

test('validate applies the rules for the source of the collector', async () => {
  const dns = folder.write('dns.yml', 'scrape_configs: [{ job_name: msk, dns_sd_configs: [{ names: [b.kafka.local], type: A, port: 11001 }] }]\n');

  expect((await tool(['validate', dns])).code).toBe(1);
  expect((await tool(['validate', dns, '--source', 'vpc'])).code).toBe(0);
});

describe('warnings', () => {
  test('are printed and do not fail', async () => {
    expect(await tool(['validate', warned])).toMatchObject({ code: 0, stdout: expect.stringContaining('[unfiltered-job]') as string });
  });

  test('fail with --strict', async () => {
    expect((await tool(['validate', warned, '--strict'])).code).toBe(1);
  });

  test.each([
    'unfiltered-job', 'cdk-managed-prometheus:unfiltered-job', 'Annotation::cdk-managed-prometheus:unfiltered-job', 'cdk-managed-prometheus::unfiltered-job',
  ])('are not reported with --ignore, also as synthesis names them: %s', async (id) => {
    expect(await tool(['validate', warned, '--strict', '--ignore', id, '--ignore', 'no-targets'])).toMatchObject({
      code: 0, stdout: `${warned}: no problems\n`,
    });
  });
});

describe('several arguments', () => {
  const tree = new Folder('tree');
  mkdirSync(join(tree.path, 'a', 'b'), { recursive: true });
  mkdirSync(join(tree.path, 'node_modules'));
  tree.write('a/one.yml', GOOD);
  tree.write('a/b/two.yaml', WARNED);
  tree.write('a/deployment.yml', 'kind: Deployment\nspec:\n  scrape_configs: none\n');
  tree.write('a/notes.txt', BAD);
  tree.write('node_modules/three.yml', BAD);

  test('are files, each validated once', async () => {
    const { code, stdout } = await tool(['validate', good, bad, good, good.replace(/good\.yml$/, './good.yml')]);

    expect(code).toBe(1);
    expect(stdout.match(/good\.yml: no problems/g)).toHaveLength(1);
    expect(stdout).toContain(`${good}: no problems\n`);
    expect(stdout).toContain('bad.yml: 3 errors');
  });

  test('can be folders, whose YAML files of other kinds are skipped', async () => {
    const { code, stdout, stderr } = await tool(['validate', '.'], { cwd: tree.path });

    expect(code).toBe(0);
    expect(stdout).toMatch(/a\/b\/two\.yaml: 1 warning\na\/one\.yml: no problems\n$/);
    expect(stderr).toBe('skipped 1 file of other kinds: a/deployment.yml\n');
  });

  test('can be globs', async () => {
    const { code, stdout } = await tool(['validate', 'a/**/*.{yml,yaml}', '--quiet'], { cwd: tree.path });

    expect(code).toBe(0);
    expect(stdout).toMatch(/a\/b\/two\.yaml: 1 warning\na\/one\.yml: no problems\n$/);
  });

  test('can be files of other kinds if they are named', async () => {
    expect((await tool(['validate', 'a/deployment.yml'], { cwd: tree.path })).code).toBe(1);
  });

  test.each<[string, string]>([
    ['nothing/*.yml', 'no file matches nothing/*.yml'],
    ['node_modules/.bin', 'cannot read node_modules/.bin: the file does not exist'],
    ['**/deployment.yml', 'no file of **/deployment.yml is of a known kind'],
  ])('fail for %s', async (argument, message) => {
    expect(await tool(['validate', argument], { cwd: tree.path })).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) as string });
  });
});

describe('formats', () => {
  test('JSON has the problems by document', async () => {
    const { code, stdout } = await tool(['validate', bad, '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      configurations: [{
        file: bad, validated: true, problems: expect.arrayContaining([expect.objectContaining({ ruleId: 'invalid-regex', line: 6, column: 16 })]) as object,
      }],
    });
  });

  test('SARIF has each rule once', async () => {
    const log = JSON.parse((await tool(['validate', 'bad.yml', '--format', 'sarif'], { cwd: folder.path })).stdout) as Log;
    const [run] = log.runs;
    const [result] = run?.results ?? [];

    expect(log.version).toBe('2.1.0');
    expect(result).toMatchObject({
      ruleId: 'kubernetes-role', level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'bad.yml' }, region: { startLine: 4, startColumn: 37 } } }],
    });
    expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('kubernetes-role');
    expect(new Set(run?.tool.driver.rules?.map(({ id }) => id)).size).toBe(run?.tool.driver.rules?.length);
  });

  test('GitHub annotations have paths relative to the repository', async () => {
    mkdirSync(join(folder.path, 'infra'), { recursive: true });
    folder.write('infra/bad.yml', BAD);
    const { stdout } = await tool(['validate', 'bad.yml', '--format', 'github'], { cwd: join(folder.path, 'infra'), env: { GITHUB_WORKSPACE: folder.path } });

    expect(stdout).toContain('::error file=infra/bad.yml,line=4,col=37,title=kubernetes-role::scrape_configs[0] \'api\' kubernetes_sd_configs[0].role: ');
    expect(stdout.trim().split('\n').every(line => line.startsWith('::error '))).toBe(true);
  });
});

describe('a hostile configuration', () => {
  const text = 'scrape_configs:\n- job_name: "x\\n::add-mask::secret\\n##[group]\\e]0;title\\a"\n  kubernetes_sd_configs: [{ role: pod }]\n- job_name: "x"\n  scheme: "\\u202egopher"\n';

  test.each(['validate', 'show'])('prints no control characters and no workflow commands with %s', async (command) => {
    const file = folder.write('::error::.yml', text);
    const { stdout, stderr } = await tool([command, '::error::.yml'], { cwd: folder.path });

    expect(file).toContain('::error::');
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^[ \t]*::|##\[/m);
  });
});
