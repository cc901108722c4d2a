import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command-error';
import { fileError } from '../file-error';

/** Writes files into a folder. Without force, a file or link that exists is neither followed nor overwritten. */
export function writeFolder(folder: string, files: Readonly<Record<string, string | Buffer>>, force: boolean): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`cannot create the folder ${folder}: ${fileError(error, 'a part of the path is a file')}`);
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
