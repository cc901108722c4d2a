import { statSync } from 'node:fs';
import type { CollectorTarget } from '../../../lib/validation/collector-target';
import { readAssembly } from './assembly';
import { readBytes } from './text-input';

/** A scrape configuration, and where it is from. */
export interface ConfigurationSource {
  /** What to call it: a file, `<stdin>`, or the path of a construct. */
  readonly name: string;
  /** What is no UTF-8 is still a problem to tell about. */
  readonly text: Uint8Array | string;
  /** The file that it is in. */
  readonly file: string;
  /** The construct that it belongs to, where the file is a template. */
  readonly constructPath?: string;
  /** For which collector it is, where the template says so. */
  readonly target?: CollectorTarget;
}

/** The configurations of an operand: a file, `-` for standard input, or the folder of a cloud assembly. */
export function readConfigurations(operand: string): ConfigurationSource[] {
  if (operand !== '-' && isFolder(operand)) return readAssembly(operand);
  const name = operand === '-' ? '<stdin>' : operand;
  return [{ name, file: name, text: readBytes(operand) }];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
