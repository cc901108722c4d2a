import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES } from './packages';
import { ROOT } from './process';

interface Versions {
  readonly 'aws-cdk-lib': string;
  readonly 'constructs': string;
  readonly 'jsii runtime': string;
  readonly 'language version': string;
}

interface Manifest {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
}

/** Returns the problems of the table of versions in docs/languages.md: it must have what the packages accept. */
export function versionProblems(): readonly string[] {
  const documented = table(readFileSync(join(ROOT, 'docs', 'languages.md'), 'utf8'));
  const actual = { TypeScript: npm(), Python: wheel(), Java: pom(), Go: goModule() };
  return Object.entries(actual).flatMap(([language, versions]) => Object.entries(versions)
    .filter(([column, version]) => documented[language]?.[column] !== version)
    .map(([column, version]) => `docs/languages.md: the ${column} of ${language} is ${version}, got ${documented[language]?.[column]}`));
}

function table(page: string): Readonly<Record<string, Readonly<Record<string, string | undefined>>>> {
  const rows = page.split('\n').filter(line => line.startsWith('| ')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
  const [[, ...columns] = [], ...lines] = rows;
  const entries = (cells: readonly string[]) => columns.map((column, index) => [column, cells[index]] as const);
  return Object.fromEntries(lines.map(([language = '', ...cells]): [string, Record<string, string | undefined>] =>
    [language, Object.fromEntries(entries(cells))]));
}

function npm(): Versions {
  const { peerDependencies, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const oldest = (name: string) => peerDependencies[name]?.replace('^', '') ?? '';
  return {
    'aws-cdk-lib': oldest('aws-cdk-lib'), 'constructs': oldest('constructs'), 'jsii runtime': 'none',
    'language version': `Node.js ${engines.node.replace('>= ', '')}`,
  };
}

function wheel(): Versions {
  const text = readFileSync(join(PACKAGES, 'python', 'setup.py'), 'utf8');
  const oldest = (name: string) => found(text, new RegExp(`"${name}>=([\\d.]+),`));
  return {
    'aws-cdk-lib': oldest('aws-cdk-lib'), 'constructs': oldest('constructs'), 'jsii runtime': oldest('jsii'),
    'language version': `Python ${found(text, /"python_requires": ">=([\d.]+)"/)}`,
  };
}

function pom(): Versions {
  const text = readFileSync(join(PACKAGES, 'java', 'pom.xml'), 'utf8');
  const oldest = (name: string) => found(text, new RegExp(`<artifactId>${name}</artifactId>\\s*<version>\\[([\\d.]+),`));
  return {
    'aws-cdk-lib': oldest('aws-cdk-lib'), 'constructs': oldest('constructs'), 'jsii runtime': oldest('jsii-runtime'),
    'language version': `Java ${found(text, /<source>1\.(\d+)<\/source>/)}`,
  };
}

function goModule(): Versions {
  const text = readFileSync(join(PACKAGES, 'go', 'managedprometheus', 'go.mod'), 'utf8');
  const oldest = (name: string) => found(text, new RegExp(`${name} v([\\d.]+)`));
  return {
    'aws-cdk-lib': oldest('aws-cdk-go/awscdk/v2'), 'constructs': oldest('constructs-go/constructs/v10'), 'jsii runtime': oldest('jsii-runtime-go'),
    'language version': `Go ${found(text, /^go ([\d.]+)$/m)}`,
  };
}

function found(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? 'missing';
}
