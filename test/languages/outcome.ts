import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './language';
import { run } from './process';

/** The results of commands by name: the template of each stack, and the output. All of it is text, with sorted keys. */
export type Outcome = Readonly<Record<string, string>>;

export function outcomeOf({ commands, cwd }: Program): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  try {
    const output = commands.map(([command, ...args]) => run(command, args, { cwd, env: { CDK_OUTDIR: folder } })).join('');
    const templates = readdirSync(folder).filter(file => file.endsWith('.template.json'));
    if (templates.length === 0) throw new Error(`${commands.join(', ')} made no template`);
    return {
      ...Object.fromEntries(templates.map(file => [file, sorted(readFileSync(join(folder, file), 'utf8'))])),
      // Maven resets the terminal's color at its end.
      'standard output': output.replaceAll('\x1B[0m', ''),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Describes the first difference between two outcomes, if any. */
export function difference(expected: Outcome, actual: Outcome): string | undefined {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const [theirs, ours] = [expected, actual].map(outcome => outcome[name]?.split('\n') ?? []) as [string[], string[]];
    const line = theirs.findIndex((text, index) => text !== ours[index]);
    const at = line < 0 ? theirs.length : line;
    if (at < Math.max(theirs.length, ours.length)) return `${name}, line ${at + 1}: ${unlike(theirs[at], ours[at])}`;
  }
  return undefined;
}

/** From where they part: a scrape configuration is one long line. */
function unlike(expected = '', actual = ''): string {
  let parting = 0;
  while (parting < expected.length && expected[parting] === actual[parting]) parting++;
  const start = Math.max(0, parting - 30);
  return `expected …${expected.slice(start, start + 80)}…, got …${actual.slice(start, start + 80)}…`;
}

/** Nothing is left out: no template shows in which language its program is written, unless the CDK CLI adds its analytics. */
function sorted(json: string): string {
  const withSortedKeys = (_: string, value: unknown) => isObject(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value;
  return JSON.stringify(JSON.parse(json), withSortedKeys, 1);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
