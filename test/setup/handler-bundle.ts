import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The tests run on the sources, so the handler's bundle has to lie beside them as the build puts it into `dist`. */
export function bundleHandler(): void {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { bundle: string } };
  const [command = '', ...options] = scripts.bundle.replace('--outfile=dist/', '--outfile=').split(' ');
  execFileSync(join(ROOT, 'node_modules/.bin', command), options, { cwd: ROOT });
}
