import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { throwUnusable } from '../private/errors';
import { readBytes } from '../private/read-bytes';
import { decoded } from '../prometheus/yaml/text-of-file';
import { writeYaml } from '../scrape-configuration/writer/write-yaml';
import { rulesLibrary } from '../validation/rules-library';
import { FilesSource, type RulesSource, SUBJECT, TextSource } from './rules-source';

/** The default quota for the file of a namespace. */
const MAX_BYTES = 1_000_000;

const HEADER = 'groups:\n';

/** Files that go into one namespace. */
interface Part {
  readonly files: TextSource[];
  readonly groupNames: Set<string>;
  text: string;
}

/** Reads the rule files of a folder, in the order of their names, and divides them into namespaces by size and by names of groups. */
export function readFolder(folder: string): RulesSource[] {
  const parts: Part[] = [];
  for (const path of rulePaths(folder)) {
    const content = readBytes(SUBJECT, path);
    if (rulesLibrary().isUnitTest(decoded(content).toString())) continue;
    const source = new TextSource(content, path);
    const { groups } = rulesLibrary().groupsIn(source.toYaml());
    const text = groups.map(group => writeYaml([group], SUBJECT)).join('');
    const names = groups.map(({ name }) => String(name));
    const part = partFor(parts, names, text);
    part.files.push(source);
    for (const name of names) part.groupNames.add(name);
    part.text += text;
  }
  return parts.map(({ files, text }) => new FilesSource(files, text === '' ? 'groups: []\n' : `${HEADER}${text}`));
}

/** The last part, or a new one where the file does not fit: a group's name may be in a namespace once. */
function partFor(parts: Part[], names: readonly string[], text: string): Part {
  const last = parts.at(-1);
  const isLarge = Buffer.byteLength(HEADER + (last?.text ?? '') + text) > MAX_BYTES;
  if (last !== undefined && !isLarge && !names.some(name => last.groupNames.has(name))) return last;
  const part = { files: [], groupNames: new Set<string>(), text: '' };
  parts.push(part);
  return part;
}

function rulePaths(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name) && !/^kustomization\.ya?ml$/.test(entry.name))
      .map(({ name }) => join(folder, name))
      .sort();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return throwUnusable(SUBJECT, { path: '', message: `cannot read the folder '${folder}': ${reason}` });
  }
}
