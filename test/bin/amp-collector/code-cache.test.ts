import {
  chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { CodeCache } from '../../../bin/amp-collector/code-cache';

const MAIN = `
  const { sep } = require('node:path');
  const later = text => text.toUpperCase();
  module.exports = { sep, text: later(require('./other.bundle.js').text) };
`;

let folder: string;
let main: string;
const environment = process.env;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-'));
  main = join(folder, 'main.bundle.js');
  writeFileSync(main, MAIN);
  writeFileSync(join(folder, 'other.bundle.js'), 'exports.text = "other";');
  process.env = { ...environment, NODE_COMPILE_CACHE: folder, NODE_DISABLE_COMPILE_CACHE: undefined };
});

afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});

const cacheFolder = (uid = process.getuid?.()) => join(folder, `amp-collector-${uid}`);
const files = () => readdirSync(cacheFolder()).sort().map(name => join(cacheFolder(), name));

/** Runs the bundle as a process of its own does; returns how many scripts V8 ran from the cache. */
function run(command = 'validate', build = 'build'): { readonly result: unknown; readonly fromCache: number } {
  const scripts: vm.Script[] = [];
  const { Script } = vm;
  jest.spyOn(vm, 'Script').mockImplementation((source, options) => {
    const script = new Script(source, options);
    scripts.push(script);
    return script;
  });
  const cache = CodeCache.open(command, build);
  const result = cache?.load(main);
  cache?.save();
  jest.restoreAllMocks();
  return { result, fromCache: scripts.filter(({ cachedDataRejected }) => cachedDataRejected === false).length };
}

/** The first run leaves empty files, and the second one writes the code. */
function fill(command?: string): void {
  run(command);
  run(command);
}

const RESULT = { sep: '/', text: 'OTHER' };

test('runs a bundle and those that it requires from the cache the third time', () => {
  expect(run()).toEqual({ result: RESULT, fromCache: 0 });
  expect(files().map(file => statSync(file).size)).toEqual([0, 0]);
  expect(run()).toEqual({ result: RESULT, fromCache: 0 });
  expect(run()).toEqual({ result: RESULT, fromCache: 2 });
});

test('keeps the cache in a folder that only the user can open', () => {
  fill();
  expect(statSync(cacheFolder()).mode & 0o777).toBe(0o700);
  expect(files().map(file => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('writes nothing if everything is in the cache', () => {
  fill();
  const state = () => files().map(file => [file, statSync(file).ino]);
  const before = state();
  run();
  expect(state()).toEqual(before);
});

test('keeps code for each command, since each compiles other functions', () => {
  fill('validate');
  expect(run('show').fromCache).toBe(0);
  expect(run('validate').fromCache).toBe(2);
});

test.each<[string, () => void]>([
  ['the variable NODE_OPTIONS', () => {
    process.env.NODE_OPTIONS = '--no-warnings';
  }],
  ['arguments of Node.js', () => {
    jest.replaceProperty(process, 'execArgv', ['--no-opt']);
  }],
])('compiles again for %s', (_, change) => {
  fill();
  change();
  expect(run().fromCache).toBe(0);
});

test('compiles a bundle again that was edited, to one of the same size', () => {
  fill();
  const { atime, mtimeMs } = statSync(main);
  writeFileSync(main, MAIN.replace('toUpperCase', 'toLowerCase'));
  utimesSync(main, atime, new Date(mtimeMs + 1000));

  expect(run()).toEqual({ result: { ...RESULT, text: 'other' }, fromCache: 1 });
  expect(files()).toHaveLength(2);
});

test('compiles again for another build', () => {
  fill();
  expect(run('validate', 'another build')).toEqual({ result: RESULT, fromCache: 0 });
  expect(run('validate', 'another build')).toEqual({ result: RESULT, fromCache: 2 });
  expect(files()).toHaveLength(2);
});

test('runs bundles from the cache that were unpacked to another folder', () => {
  fill();
  main = join(mkdtempSync(join(tmpdir(), 'code-')), 'main.bundle.js');
  cpSync(folder, dirname(main), { recursive: true, preserveTimestamps: true });
  expect(run()).toEqual({ result: RESULT, fromCache: 2 });
});

test.each<[string, (content: Buffer) => Buffer]>([
  ['a changed byte', content => Buffer.concat([content.subarray(0, 200), Buffer.from([(content[200] ?? 0) ^ 1]), content.subarray(201)])],
  ['a missing end', content => content.subarray(0, content.length - 100)],
  ['a missing beginning', content => content.subarray(100)],
  ['zeros', content => Buffer.alloc(content.length)],
  ['nothing', () => Buffer.alloc(0)],
])('does not run code from a file with %s, and replaces the file', (_, damage) => {
  fill();
  for (const file of files()) writeFileSync(file, damage(readFileSync(file)));

  expect(run()).toEqual({ result: RESULT, fromCache: 0 });
  expect(run()).toEqual({ result: RESULT, fromCache: 2 });
});

test('runs without a cache if the folder belongs to another user', () => {
  mkdirSync(cacheFolder(12_345), { mode: 0o700 });
  jest.spyOn(process, 'getuid' as never).mockReturnValue(12_345 as never);
  expect(CodeCache.open('validate', 'build')).toBeUndefined();
});

test.each(['770', '707', '755'])('runs without a cache if others may open the folder, with mode %s', (mode) => {
  mkdirSync(cacheFolder());
  chmodSync(cacheFolder(), parseInt(mode, 8));
  expect(CodeCache.open('validate', 'build')).toBeUndefined();
});

test('runs without a cache if a link or a file has the name of the folder', () => {
  writeFileSync(cacheFolder(), '');
  expect(CodeCache.open('validate', 'build')).toBeUndefined();

  process.env.NODE_COMPILE_CACHE = join(folder, 'links');
  mkdirSync(join(folder, 'private'), { mode: 0o700 });
  mkdirSync(join(folder, 'links'));
  symlinkSync(join(folder, 'private'), join(folder, 'links', `amp-collector-${process.getuid?.()}`));
  expect(CodeCache.open('validate', 'build')).toBeUndefined();
});

test('does not write to a folder that another user created in the meantime', () => {
  const cache = CodeCache.open('validate', 'build');
  cache?.load(main);
  mkdirSync(cacheFolder());
  chmodSync(cacheFolder(), 0o777);
  cache?.save();
  expect(files()).toEqual([]);
});

test('creates the folder that NODE_COMPILE_CACHE names', () => {
  process.env.NODE_COMPILE_CACHE = join(folder, 'new');
  fill();
  expect(run().fromCache).toBe(2);
});

test.each(['/proc', '/proc/new'])('runs where no folder can be created, such as in %s', (parent) => {
  process.env.NODE_COMPILE_CACHE = parent;
  expect(run()).toEqual({ result: RESULT, fromCache: 0 });
});

test.each(['1', 'true'])('writes no cache with NODE_DISABLE_COMPILE_CACHE=%s', (value) => {
  process.env.NODE_DISABLE_COMPILE_CACHE = value;
  expect(CodeCache.open('validate', 'build')).toBeUndefined();
});
