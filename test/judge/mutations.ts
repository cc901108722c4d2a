import * as fc from 'fast-check';
import { ODD_SCALARS } from './scalars';

/** A change to a text's lines. The numbers choose where and what; each is taken modulo the number of choices. */
type Mutation = (lines: readonly string[], where: number, what: number) => readonly string[];

const FIELD = /^(\s*(?:- )*)([\w"'-]+):(.*)$/;

/** Replaces the line at a place by what the change makes of it. */
function onLine(change: (line: string, what: number, lines: readonly string[]) => string | readonly string[]): Mutation {
  return (lines, where, what) => {
    const index = where % lines.length;
    return lines.flatMap((line, at) => at === index ? change(line, what, lines) : line);
  };
}

/** Like `onLine`, among the lines that hold a field. */
function onField(change: (indent: string, key: string, value: string, what: number) => string): Mutation {
  return (lines, where, what) => {
    const fields = lines.flatMap((line, at) => FIELD.test(line) ? at : []);
    const index = fields[where % fields.length];
    const changed = (line: string): string =>
      line.replace(FIELD, (_, indent: string, key: string, value: string) => change(indent, key, value, what));
    return lines.map((line, at) => at === index ? changed(line) : line);
  };
}

function pick<T>(choices: readonly T[], index: number): T {
  return choices[index % choices.length] as T;
}

function spliced(line: string, what: number, removed: number, inserted: string): string {
  const at = what % (line.length + 1);
  return line.slice(0, at) + inserted + line.slice(at + removed);
}

const CHARACTERS = [
  ...Array.from(' \t:-#[]{},&*!|>\'"%@`?\\$()~.0aZ_/\n\r'), '\u0000', '\u0007', '\u0085', '\u00a0', '\u2028', '\ufeff', 'é', '\u{1f600}',
];
const KEYS = ['job_name', 'jobName', 'regex', 'target_label', 'scrape_interval', 'static_configs', 'x', '<<', '"regex"', 'global', 'labels', 'role', '', '? a', '~', '1'];

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  deleteLine: onLine(() => []),
  duplicateLine: onLine(line => [line, line]),
  joinLines: (lines, where) => {
    const at = where % lines.length;
    return lines.toSpliced(at, 2, `${pick(lines, at)} ${(lines[at + 1] ?? '').trim()}`);
  },
  swapLines: (lines, where, what) => lines.with(where % lines.length, pick(lines, what)).with(what % lines.length, pick(lines, where)),
  copyLine: (lines, where, what) => lines.flatMap((line, at) => at === where % lines.length ? [line, pick(lines, what)] : line),
  indent: onLine((line, what) => `${pick([' ', '  ', '\t', '    '], what)}${line}`),
  outdent: onLine((line, what) => line.slice(1 + what % 2)),
  flipCharacter: onLine((line, what) => spliced(line, what, 1, pick(CHARACTERS, what))),
  insertCharacter: onLine((line, what) => spliced(line, what, 0, pick(CHARACTERS, what * 7))),
  deleteCharacter: onLine((line, what) => spliced(line, what, 1, '')),
  comment: onLine((line, what) => spliced(line, what, 0, pick(['#', ' #', ' # x '], what))),
  tail: (lines, _, what) => [...lines, pick(['---', '...', '--- x', '%YAML 1.1', '- a', 'x: y', '\t', ' ', '...\nx'], what)],
  head: (lines, _, what) => [pick(['---', '%YAML 1.1\n---', '%YAML 1.2\n---', '%TAG ! x:\n---', '# x', '\ufeff', '---\n---', ' ', '--- !!map', '--- &a'], what), ...lines],
  renameKey: onField((indent, _, value, what) => `${indent}${pick(KEYS, what)}:${value}`),
  mangleKey: onField((indent, key, value, what) => `${indent}${spliced(key, what, what % 2, pick(['_', 'x', '-', ''], what))}:${value}`),
  replaceValue: onField((indent, key, _, what) => `${indent}${key}: ${pick(ODD_SCALARS, what)}`),
  nullValue: onField((indent, key, _, what) => `${indent}${key}:${pick(['', ' ~', ' null', ' # none'], what)}`),
  doubleQuote: onField((indent, key, value) => `${indent}${key}: "${value.trim().replace(/^["']|["']$/g, '')}"`),
  singleQuote: onField((indent, key, value) => `${indent}${key}: '${value.trim().replace(/^["']|["']$/g, '')}'`),
  unquote: onField((indent, key, value) => `${indent}${key}: ${value.trim().replace(/^["']|["']$/g, '')}`),
  asList: onField((indent, key, value) => `${indent}${key}: [${value.trim()}]`),
  asMap: onField((indent, key, value) => `${indent}${key}: {a: ${value.trim()}}`),
  asBlock: onField((indent, key, value, what) => `${indent}${key}: ${pick(['|', '>', '|-', '>+', '|2'], what)}\n${indent.replace(/-/g, ' ')}    ${value.trim()}`),
  anchor: onField((indent, key, value, what) => `${indent}${key}: ${pick(['&a', '*a', '!!str', '!!int', '!x', '&a !!str'], what)}${value}`),
  merge: onField((indent, key, value, what) => {
    const inner = indent.replace(/-/g, ' ');
    const merged = pick(['{x: y}', `{${key}: ${value.trim()}}`, '[{x: y}, {x: z}]', '~', '[]', '[~]', 'a', '*a', '&a {job_name: z}', '[*a]'], what);
    return `${indent}${key}:${value}\n${inner}${pick(['<<', '"<<"', '!!merge <<', '!!str <<'], what >> 4)}: ${merged}`;
  }),
  reuse: (lines, where, what) => {
    const named = onField((indent, key, value) => `${indent}${key}: &z${value}`)(lines, Math.min(where, what), what);
    return onField((indent, key, _, choice) => `${indent}${key}: ${pick(['*z', '[*z]', '{<<: *z}', '*z # x', ' *z '], choice)}`)(named, Math.max(where, what), what);
  },
  fieldAsItem: onField((indent, key, value) => `${indent}- ${key}:${value}`),
  itemAsField: onField((indent, key, value) => `${indent.replace(/- $/, '  ')}${key}:${value}`),
};

const NAMES = Object.keys(MUTATIONS);

/** After two byte order marks Go's reader takes the first character of every line for a third: nobody else does. */
const TWO_MARKS = '\ufeff\ufeff';

/** Half a character does not reach Prometheus. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function mutate(text: string, name: string, where: number, what: number): string {
  const lines = text.split('\n');
  return (MUTATIONS[name]?.(lines, where, what) ?? lines).join('\n');
}

/** Texts of the given ones with one to three changes. */
export function mutants(texts: readonly string[]): fc.Arbitrary<{ readonly name: string; readonly text: string }> {
  const step = fc.record({ name: fc.constantFrom(...NAMES), where: fc.nat(100_000), what: fc.nat(100_000) });
  return fc.record({ text: fc.constantFrom(...texts), steps: fc.array(step, { minLength: 1, maxLength: 3 }) }).map(({ text, steps }) => ({
    name: steps.map(({ name }) => name).join(', '),
    text: wellFormed(steps.reduce((current, { name, where, what }) => mutate(current, name, where, what), text)),
  })).filter(({ text }) => !text.startsWith(TWO_MARKS));
}
