import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const folder = new Folder('odd');
const bytes = folder.write('odd.yml', Buffer.from([0x64, 0xe2, 0x92, 0xf6, 0x7e]));

test.each(['validate', 'show'])('%s reports one error in a file of random bytes', async (command) => {
  const { code, stdout, stderr } = await tool([command, bytes]);

  expect(code).toBe(1);
  expect(stdout + stderr).toContain('1 error');
  expect(stderr).not.toMatch(/unexpectedly| at /);
});

test('relabel fails for a file of random bytes', async () => {
  expect(await tool(['relabel', bytes, '--target', '-'], { input: '{}' })).toMatchObject({ code: 1, stderr: expect.stringContaining('invalid') as string });
});

test('show prints no table for an empty configuration', async () => {
  expect((await tool(['show', '-'])).stdout).toMatch(/^<stdin>: 0 jobs\n/);
});

test.each(['validate', 'show', 'relabel', 'targets', 'encode', 'decode'])('%s fails for a folder without configurations', async (command) => {
  const { code, stderr } = await tool([command, new Folder('empty').path, ...command === 'relabel' ? ['--target', 'x'] : []], { input: '{"kind":"Pod","metadata":{"name":"a"}}' });

  expect(code).toBe(2);
  expect(stderr).toMatch(/it is a folder|has no YAML/);
});
