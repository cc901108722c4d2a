import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { openScratchFolder } from '../../setup/scratch-folder';

/** A real Prometheus for the tool to ask. */
export default function globalSetup(): void {
  if (!hasPrometheus()) installPrometheus();
  openScratchFolder();
}

function hasPrometheus(): boolean {
  try {
    execFileSync('prometheus', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function installPrometheus(): void {
  try {
    const options: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'prometheus'], options);
  } catch (error) {
    throw new Error('these tests need the program prometheus on the PATH, and it could not be installed by apt-get', { cause: error });
  }
  if (!hasPrometheus()) throw new Error('prometheus was installed, and is not on the PATH');
}
