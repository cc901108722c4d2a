import { tool } from '../setup/tool';

test.each([10, 10_000])('validates %d targets without a word from Node.js on standard error', async (count) => {
  const targets = Array.from({ length: count }, (_, index) => `10.${index >> 16}.${index >> 8 & 255}.${index & 255}:80`);
  const input = `scrape_configs: [{job_name: a, static_configs: [{targets: ${JSON.stringify(targets)}}]}]\n`;

  expect(await tool(['validate', '-', '--ignore', 'no-cluster-label'], { input })).toEqual({ code: 0, stdout: '<stdin>: no problems\n', stderr: '' });
});
