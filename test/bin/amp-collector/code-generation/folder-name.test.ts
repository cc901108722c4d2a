import { resolve } from 'node:path';
import { folderName } from '../../../../bin/amp-collector/code-generation/folder-name';

const ID = 's-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';

test.each([
  ['platform', 'platform'],
  ['team one', 'team-one'],
  ['../../etc', 'etc'],
  ['/etc/passwd', 'etc-passwd'],
  ['C:\\Windows', 'C-Windows'],
  ['a\u0000b\n', 'a-b'],
  ['..', ID],
  ['', ID],
  ['../', ID],
  ['-rf', 'rf'],
  ['監視', ID],
])('the folder for the alias %j is %s, in the current folder', (alias, expected) => {
  const name = folderName(alias, ID);

  expect(name).toBe(expected);
  expect(resolve('/work', name)).toBe(`/work/${name}`);
});

test('an invalid ID is not used as a folder name', () => {
  expect(folderName('', '..')).toBe('scraper');
});
