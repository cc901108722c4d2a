import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT, run } from './process';

/** Where everything is that this suite makes; git ignores it. */
export const PACKAGES = join(ROOT, 'packages');

const OURS = 'cdk-managed-prometheus';

/**
 * Generates the packages for other languages with jsii-pacmak, of this library and of the jsii modules that it stands on.
 *
 * The registries of other languages get aws-cdk-lib days or weeks after npm. Generated from what npm installed it is of the same
 * version everywhere, and templates may be compared to the byte.
 */
export function generatePackages(): void {
  generate(OURS, ROOT, ['python', 'go', 'java']);
  for (const dependency of dependencies()) generate(dependency, join(ROOT, 'node_modules', dependency), ['python', 'go']);
}

export function packageFolder(name: string, ...path: readonly string[]): string {
  return join(PACKAGES, name, ...path);
}

/** For pip: this library and what it stands on. */
export function pythonPackages(): readonly string[] {
  return [...dependencies(), OURS].map(name => packageFolder(name, 'python'));
}

export function javaSources(): string {
  return packageFolder(OURS, 'java', 'src', 'main');
}

function dependencies(): readonly string[] {
  const assembly = JSON.parse(gunzipSync(readFileSync(join(ROOT, '.jsii.gz'))).toString()) as { dependencyClosure: object };
  return Object.keys(assembly.dependencyClosure);
}

function generate(name: string, folder: string, targets: readonly string[]): void {
  run('npx', [
    'jsii-pacmak', folder, '--code-only', '--no-npmignore', '--force-target', '--rosetta-unknown-snippets', 'verbatim',
    '--outdir', packageFolder(name), ...targets.flatMap(target => ['--target', target]),
  ]);
}
