import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchors, documents, links, readDocument, ROOT, type Link } from './markdown';

function problemOf({ file, line, target }: Link): string | undefined {
  if (/^https:\/\/[\w.-]+(?:\/|$)/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const page = path === '' ? file : normalize(join(dirname(file), path));
  if (!existsSync(join(ROOT, page))) return `${file}:${line}: ${target} does not exist`;
  if (anchor === undefined || anchors(page).includes(anchor)) return undefined;
  return `${file}:${line}: ${page} has no heading #${anchor}`;
}

test.each(documents())('every link of %s leads to a page and a heading that exist', (file) => {
  expect(links(file).map(problemOf).filter(Boolean)).toEqual([]);
});

test('every page of the guide is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const file of reached) {
    for (const { target } of links(file)) {
      const page = normalize(join(dirname(file), target.split('#')[0] ?? ''));
      if (page.endsWith('.md') && existsSync(join(ROOT, page))) reached.add(page);
    }
  }
  expect(documents().filter(file => !reached.has(file))).toEqual([]);
});

test('the README has at most 250 lines', () => {
  expect(readDocument('README.md').split('\n').length).toBeLessThanOrEqual(251);
});
