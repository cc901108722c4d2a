import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, GOOD } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('encode');
const good = folder.write('good.yml', GOOD);

test('decode is the inverse of encode, to the byte', async () => {
  const bytes = folder.write('bytes', Buffer.from([0, 255, 10, 13, 200]));
  const { stdout } = await tool(['encode', bytes]);
  const out = join(folder.path, 'decoded');
  await tool(['decode', '--out', out], { input: stdout });

  expect(stdout).toBe('AP8KDcg=\n');
  expect(readFileSync(out)).toEqual(readFileSync(bytes));
});

test('encode fails if --out is a folder', async () => {
  expect(await tool(['encode', good, '--out', folder.path])).toMatchObject({
    code: 2, stderr: expect.stringContaining(`cannot write ${folder.path}: it is a folder`) as string,
  });
});

test('decode accepts folded lines', async () => {
  expect((await tool(['decode'], { input: 'c2NyYXBl\nX2NvbmZpZ3M6IFtd\n' })).stdout).toBe('scrape_configs: []');
});

test('decode accepts a value in quotes, as the AWS CLI prints it', async () => {
  expect((await tool(['decode'], { input: '"c2NyYXBlX2NvbmZpZ3M6IFtd"\n' })).stdout).toBe('scrape_configs: []');
});

test('decode fails for text that is not base64', async () => {
  expect(await tool(['decode'], { input: 'scrape_configs: []' })).toMatchObject({ code: 1, stdout: '' });
});
