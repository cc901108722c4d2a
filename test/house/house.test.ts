import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrows, circles, importsByFile, ROOT, roomOf } from './imports';

const imports = importsByFile();
const contributing = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const rooms = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);

/** Rooms whose files any room may import are left out of the drawing. */
const UNDRAWN = new Set(['index', 'bin', 'private']);

test('no files import each other in a circle, types included', () => {
  expect(circles(imports)).toEqual([]);
});

test('rooms do not depend on each other in a circle', () => {
  const byRoom = new Map<string, string[]>();
  for (const arrow of arrows(imports)) {
    const [from = '', to = ''] = arrow.split(' --> ');
    byRoom.set(from, [...byRoom.get(from) ?? [], to]);
  }
  expect(circles(byRoom)).toEqual([]);
});

test('the drawing of the rooms in CONTRIBUTING.md has exactly the arrows of the imports', () => {
  const drawn = Array.from(contributing.matchAll(/^ *([\w-]+) --> ([\w-]+)$/gm), ([, from = '', to = '']) => `${from} --> ${to}`).sort();
  expect(drawn).toEqual(arrows(imports).filter(arrow => !arrow.split(' --> ').some(room => UNDRAWN.has(room))));
});

test('CONTRIBUTING.md has one line for each room', () => {
  expect(rooms.filter(room => !contributing.includes(`| \`lib/${room}\` |`))).toEqual([]);
});

test('no two rooms share a word in their names', () => {
  const words = rooms.flatMap(room => room.split('-'));
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

test('the room of Prometheus imports neither the CDK nor constructs', () => {
  const files = [...imports.keys()].filter(file => roomOf(file) === 'prometheus');
  const reached = new Set(files);
  for (const file of reached) for (const target of imports.get(file) ?? []) reached.add(target);
  expect(files.length).toBeGreaterThan(20);
  expect([...reached].filter(file => /from '(?:aws-cdk-lib|constructs)/.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test('doc comments begin with a verb or a noun phrase', () => {
  const opening = /^[ \t]*(?:\/\*\*|\*) (?:What|Whether|How|Where|Who|Whoever|Of|Those|The same|In which) .*$/gm;
  expect([...imports.keys()].flatMap(file => readFileSync(join(ROOT, file), 'utf8').match(opening)?.map(line => `${file}: ${line.trim()}`) ?? [])).toEqual([]);
});

test('every path that CONTRIBUTING.md names exists', () => {
  const paths = Array.from(contributing.matchAll(/`((?:lib|bin|test|docs|examples|\.ci)\/[\w./-]+)`/g), ([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
});
