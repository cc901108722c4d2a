import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES } from './packages';
import { ROOT } from './process';

export type Command = readonly [string, ...string[]];

/** A program that synthesizes an app. */
export interface Program {
  readonly commands: readonly Command[];
  readonly cwd?: string;
}

/** A folder of a user of a language, after the package was installed. */
export interface Installation {
  /** The programs to run, by the name of what they correspond to. */
  readonly programs: Readonly<Record<string, Program>>;

  /** The further checks, by name: type checks, tests, translated examples, the tool. A check throws if it fails. */
  readonly checks: Readonly<Record<string, () => void>>;
}

export interface Language {
  readonly name: string;

  /** Commands that fail where a tool is missing or too old; they run before anything that takes time. */
  readonly tools: readonly Command[];

  readonly install: () => Installation;
}

/** The programs that are in the repository. */
export const SOURCES = join(ROOT, 'test', 'languages');

/** A folder for what a language makes. */
export function workFolder(language: string): string {
  const folder = join(PACKAGES, 'programs', language);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The first collector as a whole program in TypeScript. */
export function readmeProgram(): string {
  const [, code] = /```ts nofixture\n(.*?)```/s.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  if (code === undefined) throw new Error('README.md has no program in TypeScript');
  return code;
}
