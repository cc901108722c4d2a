import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './agreement';

/** Configurations with the verdict of the real Prometheus, where they are at hand. */
const CORPUS = join(process.cwd(), '..', 'shared', 'corpus');
const VERSION = '3.14.0';
const TABLES = ['edge', 'prometheus-config', 'prometheus-http-client', 'realworld'];

/** A configuration whose verdict is known. */
export interface KnownCase extends Case {
  readonly verdict: 'good' | 'bad';
}

interface Entry {
  readonly file: string;
  readonly verdicts: Readonly<Record<string, { readonly verdict: 'good' | 'bad'; readonly note?: string } | undefined>>;
}

/** The scrape configurations of the corpus, without those whose verdict has a note: that build could not read them. */
export function corpusCases(): KnownCase[] {
  return TABLES.flatMap(table => corpusTable(`${table}.json`) as Entry[]).flatMap(({ file, verdicts }) => {
    const known = verdicts[VERSION];
    return known === undefined || known.note !== undefined
      ? []
      : { name: file, text: readFileSync(join(CORPUS, file), 'utf8'), verdict: known.verdict };
  });
}

/** A table of the corpus. */
export function corpusTable(name: string): unknown {
  return JSON.parse(readFileSync(join(CORPUS, name), 'utf8'));
}

/** Whether the corpus is at hand. */
export function hasCorpus(): boolean {
  return existsSync(CORPUS);
}

/** The YAML files at and below the paths. */
export function filesAt(paths: readonly string[]): Case[] {
  return paths
    .flatMap(path => statSync(path).isDirectory() ? yamlFilesBelow(path) : path)
    .map(name => ({ name, text: readFileSync(name, 'utf8') }));
}

function yamlFilesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.ya?ml$/.test(name)).map(name => join(folder, name));
}
