import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** This file runs compiled, from `dist/test/languages`. */
export const ROOT = join(__dirname, '..', '..', '..');

/** A list of all sources is of little use. */
const SHOWN_OF_COMMAND = 200;

/** Nothing here takes minutes but downloads and compilers on a machine that has done neither before. */
const PATIENCE_MS = 15 * 60_000;

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The end of a process. */
export interface Ending {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, however it ends. */
export function attempt(command: string, args: readonly string[], { cwd = ROOT, env = {}, input }: RunOptions = {}): Ending {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd, env: { ...process.env, ...env }, encoding: 'utf8', timeout: PATIENCE_MS, input,
  });
  if (error !== undefined) throw new Error(`${command} does not run: ${error.message}`);
  return { status, stdout, stderr };
}

/** Runs a command to its end and returns its output; a command that is missing or fails is an error that shows all of its output. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): string {
  const { status, stdout, stderr } = attempt(command, args, options);
  if (status !== 0) throw new Error(`${[command, ...args].join(' ').slice(0, SHOWN_OF_COMMAND)} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
