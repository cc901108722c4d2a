import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../../setup/tool';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
symlinkSync('circle.yml', join(folder, 'circle.yml'));
mkdirSync(join(folder, 'empty'));

test.each([
  ['a link to itself', join(folder, 'circle.yml'), 'cannot read .*circle.yml: too many symbolic links'],
  ['a name that is too long', 'a'.repeat(5000), 'cannot read a+: the name is too long'],
  ['a folder without YAML files', join(folder, 'empty'), 'the folder .*empty has no YAML files'],
  ['a glob without a match', join(folder, 'empty', '*.yml'), 'no file matches .*\\*\\.yml'],
])('fails for %s', async (_, operand, message) => {
  expect(await tool(['validate', operand])).toMatchObject({ code: 2, stderr: expect.stringMatching(`^amp-collector: ${message}\n`) as string });
});
