import { statSync } from 'node:fs';
import { readAssembly } from '../cloud-assembly/assembly';
import type { Document } from './document';
import { readBytes } from './read-file';

/** Reads the documents of an argument: a file, `-` for standard input, or the folder of a cloud assembly. */
export function readDocuments(operand: string): Document[] {
  if (operand !== '-' && isFolder(operand)) return readAssembly(operand);
  const name = operand === '-' ? '<stdin>' : operand;
  return [{ name, file: name, text: readBytes(operand) }];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
