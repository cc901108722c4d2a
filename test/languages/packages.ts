import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './process';

/** The folder of the files that this suite writes; git ignores it. */
export const PACKAGES = join(ROOT, 'packages');

/** A local Maven repository of this suite's own. */
export const MAVEN_ARGUMENTS = `-Dmaven.repo.local=${join(PACKAGES, 'maven')}`;

/** Builds the packages with the command that the documentation names. */
export function buildPackages(): void {
  run('node', ['packages.mjs'], { env: { MAVEN_ARGS: MAVEN_ARGUMENTS } });
}

/** The version of the packages. */
export function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}
