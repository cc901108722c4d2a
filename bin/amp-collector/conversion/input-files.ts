import type { InputFile } from '../../../lib/conversion/files/convert-files';
import { UsageError } from '../command-error';
import { filesIn, filesMatching, isGlob, kindOfPath } from '../input/list-files';
import { readText } from '../input/read-file';

/** Files in which people keep Kubernetes objects, values of charts and configurations. */
const CONVERTIBLE = /\.(?:ya?ml|json)$/i;

/** The texts of arguments, and the files that the user named. */
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly named: ReadonlySet<string>;
}

/** Reads files, folders with their subfolders, globs, and `-` for standard input. */
export function readInputs(operands: readonly string[]): Inputs {
  const named = new Set<string>();
  const names = operands.flatMap((operand) => {
    const kind = operand === '-' ? 'file' : kindOfPath(operand);
    if (kind === 'folder') return nonEmpty(filesIn(operand, CONVERTIBLE), `the folder ${operand} has no YAML or JSON files`);
    if (kind === undefined && isGlob(operand)) return nonEmpty(filesMatching(operand), `no file matches ${operand}`);
    named.add(nameOf(operand));
    return [operand];
  });
  return { named, files: [...new Set(names)].map(operand => ({ name: nameOf(operand), text: readText(operand) })) };
}

/** @param missing the message if there are no files */
function nonEmpty(files: readonly string[], missing: string): string[] {
  if (files.length === 0) throw new UsageError(missing);
  return [...files].sort();
}

function nameOf(operand: string): string {
  return operand === '-' ? '<stdin>' : operand;
}
