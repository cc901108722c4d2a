import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes what earlier builds wrote and this one did not: code and types of sources that are gone, and bundles of other names. The package
 * would ship them.
 *
 * @param folder the folder of the output, whose compiled files have the paths of their sources
 * @param written the files that are written otherwise
 */
export function removeStaleOutput(folder, written) {
  const kept = new Set(written);
  const stale = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:js|d\.ts)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(file => !kept.has(file) && !existsSync(sourceOf(folder, file)));
  for (const file of stale) rmSync(file);
  removeEmptyFolders(folder);
}

function sourceOf(folder, file) {
  return file.slice(join(folder, '/').length).replace(/(?:\.js|\.d\.ts)$/, '.ts');
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
