import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));

/** Bundles a file of this folder as a program. */
function program(file: string): string {
  const outfile = join(folder, file.replaceAll('/', '-').replace(/ts$/, 'js'));
  execFileSync(join(process.cwd(), 'node_modules', '.bin', 'esbuild'), [
    '--bundle', '--platform=node', '--log-level=error', '--external:aws-cdk-lib', '--external:constructs',
    '--external:cdk-managed-prometheus', `--outfile=${outfile}`, join(__dirname, file),
  ]);
  return outfile;
}

test('a benchmark ends quietly when its reader has seen enough', () => {
  const script = `
    const { print } = require(${JSON.stringify(program('measure.ts'))});
    print('first');
    setInterval(() => print('more'), 1);`;
  const { stdout, stderr } = spawnSync('sh', ['-c', '"$0" -e "$1" | head -1', process.execPath, script], { encoding: 'utf8', timeout: 20_000 });
  expect({ stdout, stderr }).toEqual({ stdout: 'first\n', stderr: '' });
});

test.each([
  ['processes/validate.ts', [], 'usage: node processes-validate.js FILE'],
  ['processes/app.ts', [], 'usage: node processes-app.js library|chosen|l1 COUNT [OUTDIR]'],
  ['processes/app.ts', ['l2', '3'], 'usage: node processes-app.js'],
  ['processes/app.ts', ['l1', 'many'], 'usage: node processes-app.js'],
  ['hostile.ts', ['9999'], 'usage: node hostile.js [NUMBER...]'],
  ['hostile.ts', ['one', 'x'], 'usage: node hostile.js [NUMBER...]'],
])('fails with its usage: %s %j', (file, args, usage) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program(file), ...args], {
    encoding: 'utf8', cwd: folder, timeout: 20_000, env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') },
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(usage);
});
