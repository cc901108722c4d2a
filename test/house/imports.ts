import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

export const ROOT = join(__dirname, '..', '..');

/** Returns the files that each source file imports, types included, as paths from the project's root. */
export function importsByFile(): ReadonlyMap<string, readonly string[]> {
  const files = ['lib', 'bin'].flatMap(folder => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.includes('handler-bundle')).map(name => join(folder, name)));
  const known = new Set(files);
  return new Map(files.map((file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
    const targets = importedFiles.filter(({ fileName }) => fileName.startsWith('.')).flatMap(({ fileName }) => {
      const path = relative(ROOT, join(ROOT, dirname(file), fileName.replace(/\.js$/, '')));
      return [`${path}.ts`, join(path, 'index.ts')].filter(candidate => known.has(candidate));
    });
    return [file, [...new Set(targets)]];
  }));
}

/** Returns groups of files that import each other in a circle. */
export function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const indices = new Map<string, number>();
  const lows = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string) => {
    indices.set(file, indices.size);
    lows.set(file, indices.get(file) ?? 0);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!indices.has(next)) visit(next);
      if (stack.includes(next)) lows.set(file, Math.min(lows.get(file) ?? 0, lows.get(next) ?? 0));
    }
    if (lows.get(file) !== indices.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const file of imports.keys()) if (!indices.has(file)) visit(file);
  return found;
}

/** Returns the room of a file: its folder in `lib`; `bin` and the list of exports are one each. */
export function roomOf(file: string): string {
  const [top = '', room = ''] = file.split('/');
  if (top === 'bin') return 'bin';
  return room === 'index.ts' ? 'index' : room;
}

/** Returns the arrows between rooms, as `from --> to`. */
export function arrows(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const all = [...imports].flatMap(([file, targets]) => targets.map(target => [roomOf(file), roomOf(target)] as const));
  return [...new Set(all.filter(([from, to]) => from !== to).map(([from, to]) => `${from} --> ${to}`))].sort();
}
