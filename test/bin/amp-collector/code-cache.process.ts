import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../setup/tool';

const CONFIGURATION = 'scrape_configs: [{job_name: a, scrape_interval: 1s, static_configs: [{targets: ["10.0.0.1:80"]}]}]\n';

const validate = (env: Readonly<Record<string, string>>) => tool(['validate', '-'], { input: CONFIGURATION, env });
const cacheIn = (folder: string) => join(folder, `amp-collector-${process.getuid?.()}`);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
});

test('prints the same without a cache, and while it is written and used', async () => {
  const without = await validate({ NODE_DISABLE_COMPILE_CACHE: '1', TMPDIR: folder });
  expect(without).toMatchObject({ code: 1, stderr: '' });
  expect(readdirSync(folder)).toEqual([]);

  for (let run = 1; run <= 3; run++) expect(await validate({ TMPDIR: folder })).toEqual(without);
  expect(readdirSync(cacheIn(folder)).map(name => name.replace(/-\w+$/, '')).sort()).toEqual(['command-error', 'main', 'validate']);
});

test('prints the same from processes that write the cache at the same time', async () => {
  const expected = await validate({ TMPDIR: folder });
  const results = await Promise.all(Array.from({ length: 4 }, () => validate({ TMPDIR: folder })));
  expect(results).toEqual(results.map(() => expected));
  expect(readdirSync(cacheIn(folder))).toHaveLength(3);
});

test('prints the same with a damaged cache', async () => {
  const expected = await validate({ TMPDIR: folder });
  await validate({ TMPDIR: folder });
  for (const name of readdirSync(cacheIn(folder))) {
    const content = readFileSync(join(cacheIn(folder), name));
    content.fill(0, content.length >> 2, content.length >> 1);
    writeFileSync(join(cacheIn(folder), name), content);
  }
  expect(await validate({ TMPDIR: folder })).toEqual(expected);
});

test.each(['/proc', '/dev/null', '/nowhere/at/all'])('prints the same if no cache can be written, with TMPDIR=%s', async (TMPDIR) => {
  expect(await validate({ TMPDIR })).toEqual(await validate({ NODE_DISABLE_COMPILE_CACHE: '1' }));
});

test('writes no cache for a command that does not exist', async () => {
  expect(await tool(['valid'], { env: { TMPDIR: folder } })).toMatchObject({ code: 2 });
  expect(readdirSync(folder)).toEqual([]);
});

/** Reports on standard error which bundles V8 ran from the cache. */
const REPORT = `
const vm = require('node:vm');
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options);
    if (this.cachedDataRejected === false) require('node:fs').writeSync(2, require('node:path').basename(options.filename) + '\\n');
  }
};
`;

test.each([['validate', 'validate.bundle.js'], ['show', 'commands.bundle.js']])('runs the code of %s from the cache', async (command, bundle) => {
  const hook = join(folder, 'report.js');
  writeFileSync(hook, REPORT);
  const fromCache = async () => {
    const { stderr } = await tool([command, '-'], { input: CONFIGURATION, env: { TMPDIR: folder, NODE_OPTIONS: `--require ${hook}` } });
    return stderr.split('\n').filter(line => line.endsWith('.bundle.js'));
  };
  expect(await fromCache()).toEqual([]);
  expect(await fromCache()).toEqual([]);
  expect(await fromCache()).toEqual(expect.arrayContaining(['main.bundle.js', 'command-error.bundle.js', bundle]));
});
