import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/*
 * `npm run api-diff`: the public API against that of the last release; fails where a program written for that one may break.
 *
 * jsii-diff compares packages, so the assembly that is kept is laid out as one, where its dependencies are found.
 */

const ROOT = join(__dirname, '..', '..', '..');
const SOURCES = join(ROOT, 'test', 'api');

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const assembly = gunzipSync(readFileSync(join(SOURCES, 'released.jsii.gz'))).toString();
const { name, version, dependencies } = JSON.parse(assembly) as Assembly;
const released = join(ROOT, 'packages', 'released');
mkdirSync(released, { recursive: true });
writeFileSync(join(released, '.jsii'), assembly);
writeFileSync(join(released, 'package.json'), JSON.stringify({ name, version, peerDependencies: dependencies, jsii: {} }));

// Everything is experimental before 1.0: breaks of that would only be warnings.
const options = ['--error-on', 'all', '--keys', '--ignore-file', join(SOURCES, 'allowed-breaks.txt')];
const { status } = spawnSync('npx', ['jsii-diff', ...options, released, ROOT], { stdio: 'inherit' });

console.log(status === 0 ? `Nothing breaks that was in ${version}` : `FAILED: the public API breaks what was in ${version}`);
process.exitCode = status === 0 ? 0 : 1;
