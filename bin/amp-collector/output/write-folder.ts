import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../command-error';
import { fileError } from '../file-error';

/** Writes files into a folder. Without force, a file or link that exists is neither followed nor overwritten. */
export function writeFolder(folder: string, files: Readonly<Record<string, string | Buffer>>, force: boolean): void {
  try {
    createFolder(resolve(folder));
  } catch (error) {
    throw new UsageError(`cannot create the folder ${folder}: ${fileError(error, 'no folder can be created there')}`);
  }
  for (const [file, content] of Object.entries(files)) {
    try {
      writeFileSync(join(folder, file), content, { flag: force ? 'w' : 'wx' });
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST' && !force;
      throw new UsageError(exists
        ? `${join(folder, file)} already exists: specify another folder with --out, or overwrite with --force`
        : `cannot write ${join(folder, file)}: ${fileError(error, 'the folder does not exist')}`);
    }
  }
}

/** Node.js's recursive mkdir never ends in file systems that take no new folders, such as /proc. */
function createFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(folder);
  if (parent !== folder) createFolder(parent);
  mkdirSync(folder);
}
