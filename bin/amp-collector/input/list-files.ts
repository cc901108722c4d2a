import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command-error';
import { fileError } from '../file-error';
import { globLibrary } from './glob-library';

export const YAML_FILE = /\.ya?ml$/i;

/** Folders that contain no configurations of the user. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.venv', 'cdk.out']);

/** The files of a folder and its subfolders whose names match. */
export function filesIn(folder: string, name: RegExp): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesIn(path, name);
      return entry.isFile() && name.test(entry.name) ? [path] : [];
    });
  } catch (error) {
    throw new UsageError(`cannot read ${folder}: ${fileError(error)}`);
  }
}

export function isGlob(operand: string): boolean {
  return /[*?[\]{}]/.test(operand);
}

export function filesMatching(glob: string): string[] {
  return globLibrary().globSync(glob, { expandDirectories: false });
}

export function kindOfPath(path: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : stats.isDirectory() ? 'folder' : 'file';
  } catch {
    // What cannot be looked at, such as links in a circle, cannot be read either.
    return 'file';
  }
}
