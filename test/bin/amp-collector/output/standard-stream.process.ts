import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'stream-'));
const [small, large] = [['small.yml', 1], ['large.yml', 1000]].map(([name, jobs]) => {
  const file = join(folder, String(name));
  const all = Array.from({ length: Number(jobs) }, (_, index) => `  - {job_name: job-${index}, static_configs: [{targets: ['10.0.0.1:${index + 1}']}]}\n`);
  writeFileSync(file, `scrape_configs:\n${all.join('')}`);
  return file;
});

function shell(command: string): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const tool = `${process.execPath} ${join(process.cwd(), 'dist/bin/amp-collector.js')}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command.replaceAll('amp-collector', () => tool)], { encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

test('prints the same to a pipe, to a file and to a device', () => {
  const { stdout } = shell(`amp-collector show ${large}`);
  expect(stdout).toContain('job-999');
  expect(shell(`amp-collector show ${large} > ${folder}/out; cat ${folder}/out`).stdout).toBe(stdout);
  expect(shell(`amp-collector show ${large} > /dev/null`)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('ends without an error if the reader of its output stops', () => {
  const { code, stderr } = shell(`amp-collector show ${large} | head -1`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('prints all of it to a slow reader of a pipe that does not block', () => {
  const lines = shell(`amp-collector show ${large} | wc -l`).stdout.trim();
  const nonBlocking = 'import fcntl, os, sys; fcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK); os.execvp(sys.argv[1], sys.argv[1:])';
  const { code, stdout } = shell(`python3 -c '${nonBlocking}' amp-collector show ${large} | (sleep 1; wc -l)`);
  expect({ code, lines: stdout.trim() }).toEqual({ code: 0, lines });
});

test('fails with a message if the output cannot be written', () => {
  const { code, stderr } = shell(`amp-collector show ${small} > /dev/full`);
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'amp-collector: cannot write to standard output: no space is left\n' });
});

test('prints the result where notes cannot be written', () => {
  const { code, stdout } = shell(`(amp-collector default-config --offline 2>&1 >&3 | true) 3>&1`);
  expect({ code, isWhole: stdout.includes('kube-proxy') }).toEqual({ code: 0, isWhole: true });
});

test('prints all of it to a terminal, in color', () => {
  const onTerminal = (command: string) => shell(`python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' ${command}`);
  const { code, stdout } = onTerminal(`amp-collector validate ${small}`);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `\u001b[32m${small}: no problems\u001b[39m\r\n` });
  const lines = (text: string) => text.trim().split(/\r?\n/).length;
  expect(lines(onTerminal(`amp-collector show ${large}`).stdout)).toBe(lines(shell(`amp-collector show ${large}`).stdout));
});

test('prints all of it to a slow terminal that does not block', () => {
  const slow = `
import fcntl, os, pty, sys, time
pid, terminal = pty.fork()
if pid == 0:
    fcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK)
    os.execvp(sys.argv[1], sys.argv[1:])
time.sleep(1)
try:
    while True: os.write(1, os.read(terminal, 65536))
except OSError: pass
`;
  const { stdout } = shell(`python3 -c '${slow}' amp-collector show ${large}`);
  expect(stdout.trim().split(/\r?\n/)).toHaveLength(shell(`amp-collector show ${large}`).stdout.trim().split('\n').length);
});
