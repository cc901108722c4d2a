import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../../../bin/amp-collector/command-line/commands';
import { tool } from '../../setup/tool';
import { completedByZsh } from '../../setup/zsh';

const NAMES = Object.keys(COMMANDS);

test('--help lists every command', async () => {
  const { code, stdout } = await tool(['--help']);

  expect(code).toBe(0);
  for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

test('fails without a command, and prints help', async () => {
  const { code, stdout } = await tool([]);

  expect(code).toBe(2);
  expect(stdout).toContain('Usage: amp-collector COMMAND');
});

test.each(NAMES)('%s --help has an example', async (name) => {
  const { code, stdout } = await tool([name, '--help']);

  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: amp-collector ${name}`);
  expect(stdout).toMatch(/Examples?\n {2}# /);
});

test('the bundle of the help contains nothing of the CDK, which takes a second to load', () => {
  const { size } = statSync(join(process.cwd(), 'dist/bin/main.bundle.js'));

  expect(size).toBeLessThan(400_000);
});

test('--version prints the version', async () => {
  expect((await tool(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each<[string, string[], string]>([
  ['an unknown command', ['vaildate'], 'unknown command \'vaildate\'; did you mean \'validate\'?'],
  ['an option before the command', ['--json', 'status'], 'specify a command before the option --json'],
  ['an unknown option', ['status', '--wiat'], 'unknown option --wiat; did you mean \'--wait\'?'],
  ['an option without its value', ['status', '--within'], '--within needs a value: --within MINUTES'],
  ['a short option without its value', ['relabel', 'a', '-j'], '--job needs a value: --job NAME'],
  ['a scraper that is not an option', ['verify', 'platform'], 'unexpected argument \'platform\'; did you mean \'--scraper platform\'?'],
  ['a missing argument', ['validate'], 'missing argument: a file, \'-\' for standard input, or a cloud assembly folder'],
  ['an unexpected argument', ['encode', 'a', 'b'], 'unexpected argument \'b\''],
  ['a value for a flag', ['validate', '-', '--strict=yes'], '--strict takes no value'],
  ['an AWS option of a command that does not call AWS', ['validate', '-', '--region', 'a'], 'validate does not call AWS and takes no --region'],
  ['an AWS option of a call without AWS', ['default-config', '--offline', '--profile', 'a'], '--offline does not call AWS and takes no --profile'],
  ['an AWS option of an estimate', ['cost', '-', '--region', 'a'], 'cost without --workspace does not call AWS and takes no --region'],
  ['an AWS option of a comparison', ['usage', '-', '--timeout', '3'], 'usage without --workspace does not call AWS and takes no --timeout'],
  ['a Region that is none', ['status', '--region', 'foo'], 'the Region must have the form of eu-central-1, got \'foo\''],
  ['an alias of a workspace', ['alert', 'test', '--workspace', 'foo'], 'specify the workspace by its ID (ws-…) or ARN, got \'foo\''],
  ['a scraper that is none', ['verify', '--scraper', 'a b'], 'specify the scraper by its ID (s-…), ARN or alias, got \'a b\''],
  ['an empty argument', ['import', ''], 'an argument is empty; specify a scraper (id, ARN or alias) or a workspace (id or ARN)'],
  ['a value that is not a choice', ['validate', '-', '--format', 'sarf'], '--format must be one of text, json, sarif, github, got \'sarf\'; did you mean \'sarif\'?'],
  ['a number that is none', ['status', '--timeout', 'soon'], '--timeout must be a number above 0, got \'soon\''],
  ['a URL that is none', ['status', '--endpoint-url', 'nonsense'], '--endpoint-url must be a URL such as https://example.com, got \'nonsense\''],
  ['how to wait, without waiting', ['status', 'a', '--every', '5'], '--within and --every require --wait'],
  ['two formats', ['validate', '-', '--json', '--format', 'github'], 'specify --json or --format github, not both'],
  ['a file that does not exist', ['validate', 'nowhere.yml'], 'cannot read nowhere.yml: the file does not exist'],
])('fails for %s, and refers to the help', async (_, args, message) => {
  const { code, stdout, stderr } = await tool(args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toContain(`\nTry: amp-collector ${args.filter((arg, index) => index === 0 && NAMES.includes(arg)).concat('--help').join(' ')}\n`);
});

describe('completion', () => {
  const folder = mkdtempSync(join(tmpdir(), 'completion-'));
  beforeAll(() => {
    writeFileSync(join(folder, 'a file.yml'), '');
  });

  const complete = async (words: readonly string[]) => {
    const { stdout: script } = await tool(['completion', 'bash']);
    const line = words.map(word => `'${word}'`).join(' ');
    const program = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _amp_collector; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', program], { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).trim().split('\n');
  };

  test.each<[string[], string[]]>([
    [['amp-collector', 'st'], ['status']],
    [['amp-collector', 'validate', '--format', ''], ['text', 'json', 'sarif', 'github']],
    [['amp-collector', 'verify', '--wo'], ['--workspace']],
    [['amp-collector', 'validate', 'a'], ['a file.yml']],
    [['amp-collector', 'encode', '-o', 'a'], ['a file.yml']],
    [['amp-collector', 'status', '--within', 'a'], ['']],
    [['amp-collector', 'completion', 'z'], ['zsh']],
  ])('of %j in bash is %j', async (words, expected) => {
    expect(await complete(words)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['amp-collector def', 'amp-collector default-config '],
    ['amp-collector validate --form', 'amp-collector validate --format '],
    ['amp-collector validate --format sa', 'amp-collector validate --format sarif '],
    ['amp-collector verify --wo', 'amp-collector verify --workspace '],
    ['amp-collector validate a', 'amp-collector validate a\\ file.yml '],
    ['amp-collector completion z', 'amp-collector completion zsh '],
  ])('of "%s" in zsh is "%s"', async (line, expected) => {
    const { stdout: script } = await tool(['completion', 'zsh']);

    expect(completedByZsh(script, line, folder)).toBe(expected);
  });

  test('fails for another shell', async () => {
    expect(await tool(['completion', 'fish'])).toMatchObject({ code: 2, stderr: expect.stringContaining('specify bash or zsh') as string });
  });
});

describe('--json', () => {
  test.each<[string[], object]>([
    [['encode', '-'], { base64: 'YQ==' }],
    [['decode', '-'], { text: '' }],
    [['completion', 'bash'], { shell: 'bash' }],
    [['show', '-'], [{ name: '<stdin>' }]],
    [['validate', '-'], { valid: false }],
  ])('prints the result of %j as JSON', async (args, expected) => {
    const { stdout } = await tool([...args, '--json'], { input: args[0] === 'decode' ? '' : 'a' });

    expect(JSON.parse(stdout)).toMatchObject(expected);
  });
});

test('Ctrl-C ends a read of standard input', () => {
  // util-linux's script gives the tool a terminal, whose Ctrl-C is typed.
  const command = `${process.execPath} ${join(process.cwd(), 'dist/bin/amp-collector.js')} validate -`;
  const { status, signal } = spawnSync('bash', ['-c', `{ sleep 1; printf '\\003'; sleep 3; } | script -qec '${command}' /dev/null`], { timeout: 20_000 });

  expect({ status, signal }).toEqual({ status: 130, signal: null });
}, 30_000);
