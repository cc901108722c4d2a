import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Returns the path of a file in its repository, wherever the tool runs: services show annotations at files of the repository only. Returns
 * `undefined` for a file outside of it, standard input among them.
 *
 * @param workspace the folder in which a GitHub workflow checks out repositories
 */
export function repositoryPath(file: string, workspace = defaultWorkspace()): string | undefined {
  if (file === '<stdin>') return undefined;
  const path = resolve(file);
  if (pathIn(workspace, path) === undefined) return undefined;
  // A workflow may check out its repository into a subfolder.
  const repository = repositoryOf(dirname(path));
  return pathIn(repository !== undefined && pathIn(workspace, repository) !== undefined ? repository : workspace, path);
}

function defaultWorkspace(): string {
  return process.env.GITHUB_WORKSPACE ?? repositoryOf(process.cwd()) ?? process.cwd();
}

function pathIn(folder: string, path: string): string | undefined {
  const found = relative(folder, path);
  return found === '..' || found.startsWith(`..${sep}`) || isAbsolute(found) ? undefined : found.split(sep).join('/');
}

/** Returns the next folder upwards that is a repository. A submodule, whose `.git` is a file, is a part of the repository around it. */
function repositoryOf(folder: string): string | undefined {
  if (statSync(join(folder, '.git'), { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
