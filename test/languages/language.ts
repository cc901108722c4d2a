import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES } from './packages';
import { ROOT } from './process';

export type Command = readonly [string, ...string[]];

/** What a language's user does: install and compile, then run a program. */
export interface Language {
  readonly name: string;

  /** Commands that fail where a tool is missing or too old; they run before anything that takes time. */
  readonly tools: readonly Command[];

  /** The programs to run, by the name of what they correspond to. */
  readonly prepare: () => Readonly<Record<string, Command>>;
}

/** The programs that are in the repository. */
export const SOURCES = join(ROOT, 'test', 'languages');

/** A folder for what a language makes. */
export function workFolder(language: string): string {
  const folder = join(PACKAGES, 'programs', language);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The first collector as a whole program: in TypeScript from the README, in other languages from their page. */
export function readmeProgram(kind: string): string {
  const page = kind.startsWith('ts') ? 'README.md' : 'docs/languages.md';
  const [, code] = new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 's').exec(readFileSync(join(ROOT, page), 'utf8')) ?? [];
  if (code === undefined) throw new Error(`${page} has no program in ${kind}`);
  return code;
}
