import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The agreement with a table, and its differences. */
export interface Agreement {
  readonly table: string;
  readonly total: number;
  readonly disagreements: ReadonlyArray<{ readonly name: string; readonly detail: string }>;
}

/** The folder of the tables that Prometheus wrote. */
const CORPUS = resolve(process.cwd(), process.env.CORPUS ?? '../shared/corpus');

/** True if the tables exist. */
export function hasCorpus(): boolean {
  return existsSync(CORPUS);
}

/** The table, whose form the caller knows. */
export function readTable(name: string): unknown {
  return JSON.parse(readBytes(name).toString());
}

export function readBytes(name: string): Buffer {
  return readFileSync(join(CORPUS, name));
}
