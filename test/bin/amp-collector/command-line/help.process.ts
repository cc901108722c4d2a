import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../../../bin/amp-collector/command-line/commands';
import { tool } from '../../setup/tool';
import { completedByZsh } from '../../setup/zsh';

const NAMES = Object.keys(COMMANDS);

test('tells what there is', async () => {
  const { code, stdout } = await tool(['--help']);

  expect(code).toBe(0);
  for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

test('without a command, tells what there is and fails', async () => {
  const { code, stdout } = await tool([]);

  expect(code).toBe(2);
  expect(stdout).toContain('Usage: amp-collector COMMAND');
});

test.each(NAMES)('teaches %s with an example', async (name) => {
  const { code, stdout } = await tool([name, '--help']);

  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: amp-collector ${name}`);
  expect(stdout).toMatch(/Examples?\n {2}# /);
});

test('holds nothing of the CDK, which takes a second to load', () => {
  const { size } = statSync(join(process.cwd(), 'dist/bin/amp-collector.js'));

  expect(size).toBeLessThan(1_500_000);
});

test('tells its version', async () => {
  expect((await tool(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each<[string, string[], string]>([
  ['an unknown command', ['vaildate'], 'there is no command \'vaildate\''],
  ['an option before the command', ['--json', 'status'], 'a command comes first'],
  ['an unknown option', ['status', '--wiat'], 'unknown option \'--wiat\''],
  ['an option without its value', ['status', '--within'], '\'--within <value>\' argument missing'],
  ['a missing operand', ['validate'], 'FILE|-|cdk.out is missing'],
  ['an operand too many', ['encode', 'a', 'b'], 'one operand too many: \'b\''],
  ['a value that is no choice', ['validate', '-', '--format', 'xml'], '--format must be one of text, json, sarif, github, got \'xml\''],
  ['a number that is none', ['status', '--timeout', 'soon'], '--timeout must be a number above 0, got \'soon\''],
  ['a URL that is none', ['status', '--endpoint-url', 'nonsense'], '--endpoint-url must be a URL such as https://example.com, got \'nonsense\''],
  ['how to wait, without waiting', ['status', 'a', '--every', '5'], '--within and --every are for --wait'],
  ['two ways to say the result', ['validate', '-', '--json', '--format', 'github'], 'say either --json or --format github'],
  ['a file that is not there', ['validate', 'nowhere.yml'], 'nowhere.yml cannot be read: there is no such file'],
])('answers %s with what is wrong, and where help is', async (_, args, message) => {
  const { code, stdout, stderr } = await tool(args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^Try: amp-collector .*--help$/m);
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

  test('for another shell is refused', async () => {
    expect(await tool(['completion', 'fish'])).toMatchObject({ code: 2, stderr: expect.stringContaining('only for bash and zsh') as string });
  });
});

describe('--json', () => {
  test.each<[string[], object]>([
    [['encode', '-'], { base64: 'YQ==' }],
    [['decode', '-'], { text: '' }],
    [['completion', 'bash'], { shell: 'bash' }],
    [['show', '-'], [{ name: '<stdin>' }]],
    [['validate', '-'], { valid: false }],
  ])('gives %j as JSON', async (args, expected) => {
    const { stdout } = await tool([...args, '--json'], { input: args[0] === 'decode' ? '' : 'a' });

    expect(JSON.parse(stdout)).toMatchObject(expected);
  });
});

test('Ctrl-C ends the wait for standard input', () => {
  // util-linux's script gives the tool a terminal, whose Ctrl-C is typed.
  const command = `${process.execPath} ${join(process.cwd(), 'dist/bin/amp-collector.js')} validate -`;
  const { status, signal } = spawnSync('bash', ['-c', `{ sleep 1; printf '\\003'; sleep 3; } | script -qec '${command}' /dev/null`], { timeout: 20_000 });

  expect({ status, signal }).toEqual({ status: 130, signal: null });
}, 30_000);
