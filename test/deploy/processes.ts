import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) end(child);
});

/** Starts a process that ends with this one, and so does all that it starts itself. */
export function start(command: string, options: readonly string[], how: SpawnOptions): ChildProcess {
  const child = spawn(command, options, { ...how, detached: true });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends a process and all that it started. */
export function end(child: ChildProcess): void {
  if (child.pid === undefined || !running.delete(child)) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
