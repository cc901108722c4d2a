import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/*
 * `npm run api-diff`: the public API against that of the last release; fails where a program written for that one may break.
 */

const ROOT = join(__dirname, '..', '..', '..');
const SOURCES = join(ROOT, 'test', 'api');

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * jsii-diff compares packages, so the assembly that is kept is laid out as one, with its dependencies beside it. Not in this
 * project: jsii-docgen takes any assembly that it finds below its folder.
 */
function layOut(assembly: string, folder: string): void {
  const { name, version, dependencies } = JSON.parse(assembly) as Assembly;
  writeFileSync(join(folder, '.jsii'), assembly);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, peerDependencies: dependencies, jsii: {} }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

function main(): void {
  const released = mkdtempSync(join(tmpdir(), 'released-'));
  try {
    layOut(gunzipSync(readFileSync(join(SOURCES, 'released.jsii.gz'))).toString(), released);
    // Everything is experimental before 1.0: breaks of that would only be warnings.
    const options = ['--error-on', 'all', '--keys', '--ignore-file', join(SOURCES, 'allowed-breaks.txt')];
    const { status } = spawnSync('npx', ['jsii-diff', ...options, released, ROOT], { stdio: 'inherit' });
    console.log(status === 0 ? 'Nothing breaks that was released' : 'FAILED: the public API breaks what was released');
    process.exitCode = status === 0 ? 0 : 1;
  } finally {
    rmSync(released, { recursive: true });
  }
}

main();
