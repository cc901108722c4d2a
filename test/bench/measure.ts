import { spawnSync } from 'node:child_process';

/** The milliseconds that a Node.js process takes from start to end. Fails loudly where the process does. */
export function timeProcess(args: string[], env: NodeJS.ProcessEnv = {}): number {
  return timeCommand(process.execPath, args, env);
}

/** The milliseconds that a program takes from start to end. Fails loudly where it does. */
export function timeCommand(command: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/**
 * How much longer one process takes than another: the median of the ratios of paired runs, which start in turn so that
 * what else the machine does falls on both.
 */
export function pairedRatio(pairs: number, ours: () => number, theirs: () => number): number {
  return median(Array.from({ length: pairs }, (_, index) => {
    if (index % 2 === 0) return ours() / theirs();
    const other = theirs();
    return ours() / other;
  }));
}

export function report(what: string, value: string, target: string): void {
  print(`${what.padEnd(64)}${value.padStart(12)}   target ${target}`);
}

/** Prints a line. A reader that has seen enough, such as `head`, ends the benchmark. */
export function print(line: string): void {
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', endQuietly);
  process.stdout.write(`${line}\n`);
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
