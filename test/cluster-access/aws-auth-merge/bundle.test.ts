import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { FUNCTION_ARN, World } from './fakes/world';

const ROOT = path.join(__dirname, '..', '..', '..');

const assetDirectory = mkdtempSync(path.join(tmpdir(), 'aws-auth-merge-'));
const bundle = path.join(assetDirectory, 'index.js');

beforeAll(() => {
  // In a directory with nothing around it.
  copyFileSync(path.join(ROOT, 'lib/cluster-access/aws-auth-merge/handler-bundle/aws-auth-merge/index.js'), bundle);
});

afterAll(() => {
  rmSync(assetDirectory, { recursive: true });
});

/** Loads `index.handler` and awaits it, like the Lambda runtime. */
const RUNTIME = 'const [, bundle, event, invokedFunctionArn] = process.argv;'
  + 'require(bundle).handler(JSON.parse(event), { invokedFunctionArn, getRemainingTimeInMillis: () => 60000 })';

test('the bundled function runs as in Lambda: alone in its directory, configured by its environment', async () => {
  const world = await World.start();
  const event = world.event({});

  const authority = path.join(assetDirectory, 'authority.pem');
  writeFileSync(authority, world.publicCertificate);
  const env = { ...world.environment, NODE_EXTRA_CA_CERTS: authority };

  await promisify(execFile)(process.execPath, ['-e', RUNTIME, bundle, JSON.stringify(event), FUNCTION_ARN], { cwd: assetDirectory, env });
  await world.stop();

  expect(world.answerTo(event)).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.awsAuth?.data?.mapRoles).toContain('username: aps-collector-user');
});

test('the bundled function requires modules of Node.js only', () => {
  const required = [...readFileSync(bundle, 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name.replace('node:', ''));

  expect(required.filter(name => !builtinModules.includes(name))).toEqual([]);
});

test('the bundled function is not loaded with the library', () => {
  const { metafile } = buildSync({
    entryPoints: [path.join(ROOT, 'lib', 'index.ts')], bundle: true, platform: 'node', packages: 'external', write: false, metafile: true,
  });

  expect(Object.keys(metafile.inputs).filter(file => file.includes('/handler/'))).toEqual([]);
});
