import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Folder, WARNED } from '../../setup/configurations';

const TOOL = join(process.cwd(), 'dist/bin/amp-collector.js');
const file = new Folder('terminal').write('prometheus.yml', WARNED);

interface Person {
  readonly keys?: string;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the tool in a terminal, with keys that a person types. */
function inTerminal(args: readonly string[], { keys = '', columns = 140, env = {} }: Person = {}): string {
  const command = [process.execPath, TOOL, ...args].map(word => `'${word}'`).join(' ');
  const { stdout } = spawnSync('script', ['--quiet', '--return', '--command', `stty cols ${columns}; ${command}`, '/dev/null'], {
    encoding: 'utf8', input: keys, timeout: 30_000, env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
  });
  return stdout.replaceAll('\r', '');
}

test.each([
  ['encode', ['encode']],
  ['validate -', ['validate', '-']],
  ['targets', ['targets', file]],
])('%s says at a terminal that it reads standard input', (_, args) => {
  expect(inTerminal(args, { keys: '\u0004' })).toContain('reading standard input; end it with Ctrl-D\n');
});

test('a command that reads a file does not mention standard input', () => {
  expect(inTerminal(['encode', file])).not.toContain('standard input');
});

test('uses colors at a terminal, unless NO_COLOR, TERM=dumb or --no-color turn them off', () => {
  const [colored, ...plain] = [
    inTerminal(['validate', file]), inTerminal(['validate', file], { env: { NO_COLOR: '1' } }), inTerminal(['validate', file], { env: { TERM: 'dumb' } }),
    inTerminal(['validate', file, '--no-color']),
  ];

  expect(colored).toContain('\u001b[33mwarning');
  for (const text of plain) expect(text).toMatch(/^[^\u001b]*: warning: [^\u001b]*$/);
});

test.each([80, 120])('help fits into a terminal of %d columns', (columns) => {
  const [text = '', examples] = inTerminal(['status', '--help'], { columns }).split('Examples\n');
  const longest = Math.max(...text.split('\n').map(line => line.length));

  expect(longest).toBeLessThanOrEqual(columns);
  expect(longest).toBeGreaterThan(columns - 10);
  expect(examples).toContain('amp-collector status platform --wait');
});
