import { resolve } from 'node:path';
import { groupedBy } from '../../../lib/private/grouped-by';
import { UsageError } from '../command-error';
import { readAssembly } from '../cloud-assembly/assembly';
import { AssemblyError } from '../cloud-assembly/json';
import { isAssembly } from '../cloud-assembly/manifest';
import { recognizeKind } from './document-kinds';
import type { Document } from '../input/document';
import { filesIn, filesMatching, isGlob, kindOfPath, YAML_FILE } from '../input/list-files';
import { readBytes } from '../input/read-file';

/** The documents of arguments. */
export interface Found {
  readonly documents: readonly Document[];
  /** The files of folders and globs that are of other kinds. */
  readonly skipped: readonly string[];
}

/**
 * Reads the documents of arguments: files, `-` for standard input, cloud assemblies, folders and globs. A file that is named is always
 * read; in folders and globs, files of unknown kinds are skipped.
 */
export function readDocuments(operands: readonly string[]): Found {
  const found = operands.map(documentsOf);
  const documents = found.flatMap(entry => entry.documents);
  return {
    // A file that several arguments name is read once.
    documents: [...groupedBy(documents, keyOf).values()].flatMap(([first]) => first ?? []),
    skipped: found.flatMap(entry => entry.skipped),
  };
}

/** Files may have several names, such as `a.yml` and `./a.yml`. */
function keyOf({ name, file }: Document): string {
  return JSON.stringify([name === file ? undefined : name, resolve(file)]);
}

function documentsOf(operand: string): Found {
  const kind = operand === '-' ? 'file' : kindOfPath(operand);
  if (kind === 'folder' && isAssembly(operand)) return { documents: assemblyDocuments(operand), skipped: [] };
  if (kind === 'folder') return recognized(filesIn(operand, YAML_FILE), `the folder ${operand}`, `the folder ${operand} has no YAML files`);
  if (kind === undefined && isGlob(operand)) return recognized(filesMatching(operand), operand, `no file matches ${operand}`);
  return { documents: [documentIn(operand)], skipped: [] };
}

function assemblyDocuments(folder: string): Document[] {
  try {
    return readAssembly(folder);
  } catch (error) {
    // The JSON of a template may be nested more deeply than the stack is.
    if (error instanceof RangeError) throw new AssemblyError(folder, 'a file is nested too deeply');
    throw error;
  }
}

/** @param missing the message if there are no files */
function recognized(files: readonly string[], place: string, missing: string): Found {
  if (files.length === 0) throw new UsageError(missing);
  const [documents, skipped]: [Document[], string[]] = [[], []];
  for (const file of [...files].sort()) {
    const document = documentIn(file);
    if (recognizeKind(Buffer.from(document.text).toString('utf8')) === undefined) skipped.push(file);
    else documents.push(document);
  }
  if (documents.length === 0) throw new UsageError(`no file of ${place} is of a known kind (scrape_configs, rule groups, alertmanager_config); name a file to validate it anyway`);
  return { documents, skipped };
}

function documentIn(operand: string): Document {
  const name = operand === '-' ? '<stdin>' : operand;
  return { name, file: name, text: readBytes(operand) };
}
