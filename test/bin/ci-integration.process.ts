import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BAD, GOOD, WARNED } from './setup/configurations';

const ROOT = process.cwd();
const CLI_PAGE = readFileSync(join(ROOT, 'docs/cli.md'), 'utf8');

/** The YAML blocks of the page. */
const BLOCKS = [...CLI_PAGE.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => parse(text) as Workflow & PreCommit);

interface Workflow {
  readonly jobs?: Readonly<Record<string, { readonly steps: ReadonlyArray<{ readonly run?: string }> }>>;
}

interface PreCommit {
  readonly repos?: ReadonlyArray<{ readonly hooks: readonly object[] }>;
}

/** A repository in which the package is installed. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'repository-'));
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  mkdirSync(join(folder, 'config'));
  symlinkSync(ROOT, join(folder, 'node_modules/cdk-managed-prometheus'));
  symlinkSync(join(ROOT, 'dist/bin/amp-collector.js'), join(folder, 'node_modules/.bin/amp-collector'));
  const contents = { 'package.json': '{ "private": true, "dependencies": { "cdk-managed-prometheus": "*" } }', '.gitignore': 'node_modules\n', ...files };
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  commit(folder);
  return folder;
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'protocol.file.allow=always', ...args], { cwd: folder, stdio: 'ignore' });
}

function commit(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'test');
}

function shell(folder: string, command: string, env: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  // The registry must not be asked: the package is installed.
  return spawnSync('bash', ['-c', command], {
    cwd: folder, encoding: 'utf8', timeout: 60_000,
    env: {
      PATH: process.env.PATH, HOME: home, npm_config_offline: 'true', npm_config_update_notifier: 'false',
      GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.file.allow', GIT_CONFIG_VALUE_0: 'always', ...env,
    },
  });
}

describe('the pre-commit hook', () => {
  const [preCommit] = BLOCKS.filter(({ repos }) => repos !== undefined);

  /** Runs pre-commit with the hook of this package, and the settings that the page shows. */
  function run(files: Readonly<Record<string, string>>): SpawnSyncReturns<string> {
    const hooks = mkdtempSync(join(tmpdir(), 'hooks-'));
    copyFileSync(join(ROOT, '.pre-commit-hooks.yaml'), join(hooks, '.pre-commit-hooks.yaml'));
    git(hooks, 'init', '--quiet', '--initial-branch', 'main');
    commit(hooks);
    const rev = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: hooks, encoding: 'utf8' }).trim();
    const configuration = { repos: preCommit?.repos?.map(repo => ({ ...repo, repo: hooks, rev })) };
    return shell(repository({ ...files, '.pre-commit-config.yaml': JSON.stringify(configuration) }), 'pre-commit run --all-files --color never');
  }

  test('passes for valid configurations', () => {
    const { status, stdout } = run({ 'prometheus.yml': GOOD, 'other.yml': BAD });

    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^(?:\[INFO\] .*\n)*Validate scrape configurations\.+Passed\n$/) as string });
  });

  test('fails for a configuration with problems, and prints them', () => {
    const { status, stdout } = run({ 'prometheus-dev.yaml': WARNED });

    expect(status).toBe(1);
    expect(stdout).toMatch(/^prometheus-dev\.yaml:4:\d+: warning: .*\[unfiltered-job\]$/m);
  });
});

describe('the GitHub workflow', () => {
  const [job] = BLOCKS.flatMap(({ jobs }) => Object.values(jobs ?? {}));
  const commands = (job?.steps ?? []).flatMap(({ run }) => run !== undefined && run.includes('amp-collector') ? [run] : []);

  test('validates files and the cloud assembly', () => {
    expect(commands).toHaveLength(2);
  });

  test('annotates the file of the pull request, and fails', () => {
    const folder = repository({ 'config/prometheus.yml': BAD });
    const { status, stdout } = shell(folder, commands[0] ?? '', { GITHUB_WORKSPACE: folder });

    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=config\/prometheus\.yml,line=4,col=37,title=kubernetes-role::/m);
  });

  test.each<[string, (folder: string) => Readonly<Record<string, string>>]>([
    ['in the workspace', folder => ({ GITHUB_WORKSPACE: folder })],
    ['in a subfolder of the workspace', folder => ({ GITHUB_WORKSPACE: join(folder, '..') })],
    ['outside of GitHub', () => ({})],
  ])('annotates the file of the pull request if it runs in a subfolder, and the repository is %s', (_, env) => {
    const folder = repository({ 'config/prometheus.yml': BAD });
    const { stdout } = shell(join(folder, 'config'), commands[0]?.replace('validate config', 'validate .') ?? '', env(folder));

    expect(stdout).toMatch(/^::error file=config\/prometheus\.yml,line=4,col=37,title=kubernetes-role::/m);
  });

  test('passes for valid files and an app without scrapers', () => {
    const folder = repository({ 'config/prometheus.yml': GOOD });
    mkdirSync(join(folder, 'cdk.out'));
    writeFileSync(join(folder, 'cdk.out/manifest.json'), '{}');

    expect(commands.map(command => shell(folder, command, { GITHUB_WORKSPACE: folder }).status)).toEqual([0, 0]);
  });
});

test('the packed command is executable, as scripts of other package managers need it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const { stdout, stderr } = shell(ROOT, `npm pack --ignore-scripts --silent --pack-destination '${folder}' && tar -tvzf '${folder}'/*.tgz`);
  const line = stdout.split('\n').find(text => text.endsWith('package/dist/bin/amp-collector.js'));

  expect(line ?? stderr).toMatch(/^-rwxr-xr-x/);
  expect(stdout).toMatch(/package\/dist\/bin\/main\.bundle\.js$/m);
});
