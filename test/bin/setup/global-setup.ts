import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { openScratchFolder } from '../../setup/scratch-folder';

/** A real Prometheus to query, an exporter for it to scrape, a shell to complete for, and the runner of the pre-commit hook. */
const PROGRAMS = ['prometheus', 'prometheus-node-exporter', 'zsh', 'pre-commit'];

export default function globalSetup(): void {
  const missing = PROGRAMS.filter(program => !isInstalled(program));
  if (missing.length > 0) install(missing);
  openScratchFolder();
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function install(programs: readonly string[]): void {
  try {
    const options: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...programs], options);
  } catch (error) {
    throw new Error(`these tests need ${programs.join(' and ')} on the PATH, which could not be installed by apt-get`, { cause: error });
  }
  const missing = programs.filter(program => !isInstalled(program));
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} was installed, and is not on the PATH`);
}
