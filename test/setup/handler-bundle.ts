import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The tests run on the sources, so the function's bundle has to lie beside them as the build puts it beside the library's. */
export function bundleHandler(): void {
  execFileSync(process.execPath, ['bundle.mjs', 'lib/cluster-access/aws-auth-merge/handler-bundle'], { cwd: ROOT });
}
