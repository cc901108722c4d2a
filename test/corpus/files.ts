import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How much of a table we agree with, and where we do not. */
export interface Agreement {
  readonly table: string;
  readonly total: number;
  readonly disagreements: ReadonlyArray<{ readonly name: string; readonly detail: string }>;
}

/** Where the tables are that the real Prometheus made. */
const CORPUS = resolve(process.cwd(), process.env.CORPUS ?? '../shared/corpus');

/** Whether the tables are at hand. */
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
