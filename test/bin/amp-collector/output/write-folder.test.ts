import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFolder } from '../../../../bin/amp-collector/output/write-folder';

const folder = mkdtempSync(join(tmpdir(), 'write-'));
writeFileSync(join(folder, 'file'), '');

test.each(['', 'a', 'b/c/d', 'e/', './f', 'missing/../g'])('writes files into the folder %p, and creates it where it is missing', (name) => {
  const created = `${folder}/${name}`;
  writeFolder(created, { 'a.txt': 'text' }, false);

  expect(existsSync(join(created, 'a.txt'))).toBe(true);
});

test.each([
  ['a file', join(folder, 'file'), /^cannot create the folder .*file: a file has this name$/],
  ['a folder below a file', join(folder, 'file/a'), /: (?:no folder can be created there|a file has this name)$/],
  ['a folder in a file system that takes none', '/proc/amp-collector/a', /^cannot create the folder \/proc\/amp-collector\/a: /],
])('fails for %s, and ends', (_, path, message) => {
  expect(() => {
    writeFolder(path, { 'a.txt': '' }, false);
  }).toThrow(message);
});
