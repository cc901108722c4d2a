import * as fc from 'fast-check';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasCorpus, readBytes, readTable } from '../corpus/files';
import type { Case } from './agreement';
import { documents } from './documents';
import { anyFields } from './every-field';
import { mutants } from './mutations';

const TABLES = ['edge', 'prometheus-config', 'prometheus-http-client', 'realworld'];

/** The scrape configurations of the corpus; none where it is not at hand. */
export function corpusCases(): Case[] {
  const entries = hasCorpus() ? TABLES.flatMap(table => readTable(`${table}.json`) as Array<{ readonly file: string }>) : [];
  return entries.map(({ file }) => ({ name: file, text: readBytes(file).toString() }));
}

/** The YAML files at and below the paths. */
export function filesAt(paths: readonly string[]): Case[] {
  return paths
    .flatMap(path => statSync(path).isDirectory() ? yamlFilesBelow(path) : path)
    .map(name => ({ name, text: readFileSync(name, 'utf8') }));
}

/** The project's own configurations. */
export function ownCases(): Case[] {
  return filesAt(['test', 'examples'].filter(folder => existsSync(folder)));
}

export function generatedCases(count: number, seed: number): Case[] {
  return fc.sample(documents, { numRuns: count, seed }).map((text, index) => ({ name: `generated ${index}`, text }));
}

/** Configurations with fields that those of {@link generatedCases} do not have. */
export function anyFieldCases(count: number, seed: number): Case[] {
  return fc.sample(anyFields, { numRuns: count, seed }).map((text, index) => ({ name: `any fields ${index}`, text }));
}

/** Changed copies of the texts. */
export function mutatedCases(texts: readonly string[], count: number, seed: number): Case[] {
  return fc.sample(mutants(texts), { numRuns: count, seed }).map(({ name, text }, index) => ({ name: `mutated ${index} (${name})`, text }));
}

function yamlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.ya?ml$/.test(name)).map(name => join(folder, name));
}
