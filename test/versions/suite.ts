import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * `npm run test:versions`: the packed package with the oldest aws-cdk-lib that it supports and with the newest, on each supported Node.js.
 * The declarations must compile, and an app must synthesize the same scrapers with all of them.
 */

interface Package {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const { version, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Package;

const CDK_VERSIONS: Readonly<Record<string, readonly string[]>> = {
  oldest: Object.entries(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`),
  newest: Object.keys(peerDependencies).map(name => `${name}@latest`),
};
const NODE_VERSIONS = ['20', '22', '24'];
const FIXTURE = join('test', 'versions', 'app.ts.txt');

function run(folder: string, command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Installs the package in a folder beside a version of aws-cdk-lib, and compiles the app against its declarations. */
function install(folder: string, dependencies: readonly string[]): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  cpSync(FIXTURE, join(folder, 'app.ts'));
  const compiler = `typescript@${(JSON.parse(readFileSync('node_modules/typescript/package.json', 'utf8')) as Package).version}`;
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', `../cdk-managed-prometheus-${version}.tgz`, ...dependencies, compiler, '@types/node@20');
  run(folder, 'npx', 'tsc', '--strict', '--target', 'es2022', '--module', 'commonjs', '--types', 'node', 'app.ts');
}

/** The scrapers that the app synthesizes, as text. */
function scrapers(folder: string, node: string): string {
  return run(folder, 'npx', '--yes', '--package', `node@${node}`, 'node', 'app.js').trim();
}

function main(): void {
  const root = mkdtempSync(join(tmpdir(), 'versions-'));
  try {
    run('.', 'npm', 'pack', '--silent', '--pack-destination', root);
    const results = Object.entries(CDK_VERSIONS).flatMap(([name, dependencies]) => {
      const folder = join(root, name);
      install(folder, dependencies);
      return NODE_VERSIONS.map((node) => {
        const text = scrapers(folder, node);
        console.log(`${name} (${dependencies.join(', ')}), Node.js ${node}: ${text.split('\n').length} scrapers`);
        return text;
      });
    });
    if (new Set(results).size !== 1) throw new Error(`the scrapers differ:\n${[...new Set(results)].join('\n\n')}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

main();
