import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const TOOL = join(process.cwd(), 'dist/bin/amp-collector.js');

/** Runs the tool with a standard input that returns at once where there is nothing to read, and writes to it after a while. */
const NON_BLOCKING = `
import fcntl, os, subprocess, sys, time
reading, writing = os.pipe()
fcntl.fcntl(reading, fcntl.F_SETFL, os.O_NONBLOCK)
tool = subprocess.Popen(sys.argv[1:], stdin=reading)
os.close(reading)
for _ in range(3):
    time.sleep(0.3)
    os.write(writing, b'a' * 50000)
os.close(writing)
sys.exit(tool.wait())
`;

test('waits for standard input that does not block', () => {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', NON_BLOCKING, process.execPath, TOOL, 'encode'], { encoding: 'utf8', timeout: 30_000 });

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(Buffer.from(stdout, 'base64').toString()).toBe('a'.repeat(150_000));
});

test.each([0, 1, 65_535, 65_536, 65_537, 1_000_000])('reads %d bytes', (length) => {
  const { stdout } = spawnSync(process.execPath, [TOOL, 'encode'], { input: 'b'.repeat(length), maxBuffer: 10_000_000 });

  expect(Buffer.from(stdout.toString(), 'base64')).toHaveLength(length);
});
