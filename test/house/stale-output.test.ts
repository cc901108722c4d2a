import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Returns the files that remain of an output beside some sources. */
function remaining(sources: readonly string[], output: readonly string[], written: readonly string[]): string[] {
  const cwd = mkdtempSync(join(tmpdir(), 'output-'));
  for (const file of [...sources, ...output.map(name => join('dist', name))]) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), '');
  }
  const script = `import(${JSON.stringify(resolve('stale-output.mjs'))})
    .then(({ removeStaleOutput }) => removeStaleOutput('dist', ${JSON.stringify(written)}))`;
  execFileSync(process.execPath, ['-e', script], { cwd, stdio: 'inherit' });
  return readdirSync(join(cwd, 'dist'), { recursive: true }).map(String).sort();
}

test('the build removes code, types and bundles that it does not write, and folders that become empty', () => {
  const output = [
    'lib/a.js', 'lib/a.d.ts', 'lib/gone.js', 'lib/gone.d.ts', 'lib/old/b.js', 'lib/new.bundle.js', 'lib/old.bundle.js', 'lib/data.json', 'LICENSES',
  ];
  expect(remaining(['lib/a.ts'], output, ['dist/lib/new.bundle.js']))
    .toEqual(['LICENSES', 'lib', 'lib/a.d.ts', 'lib/a.js', 'lib/data.json', 'lib/new.bundle.js']);
});
