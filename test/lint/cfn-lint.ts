import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '1.58.0';
const ENVIRONMENT = join(__dirname, '../../../.venv');

/** The output of cfn-lint about a template, as far as it is read here. */
export interface Problem {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** Runs cfn-lint, of the one version whose problems are known, from a separate virtual environment. */
export function lint(templates: readonly string[]): Problem[] {
  const { stdout, stderr, error } = spawnSync(cfnLint(), ['--format', 'json', '--', ...templates], { encoding: 'utf8' });
  if (error) throw error;
  if (stdout.trim() === '') throw new Error(`cfn-lint answered nothing: ${stderr}`);
  return JSON.parse(stdout) as Problem[];
}

function cfnLint(): string {
  const bin = join(ENVIRONMENT, 'bin/cfn-lint');
  if (existsSync(bin) && execFileSync(bin, ['--version'], { encoding: 'utf8' }).includes(VERSION)) return bin;
  if (spawnSync('python3', ['--version']).status !== 0) throw new Error('python3 is not on this machine, and cfn-lint needs it');
  execFileSync('python3', ['-m', 'venv', ENVIRONMENT], { stdio: 'inherit' });
  execFileSync(join(ENVIRONMENT, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `cfn-lint==${VERSION}`], { stdio: 'inherit' });
  return bin;
}
