import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The tests run on the sources, so the bundles of the functions must be beside them, as the build puts them beside the library's. */
export function bundleHandlers(): void {
  execFileSync(process.execPath, ['bundle.mjs', '--functions'], { cwd: ROOT });
}
