import { basename } from 'node:path';

/** Prints the arguments of a process that a benchmark runs. */
export function wrongUse(usage: string): void {
  process.stderr.write(`usage: node ${basename(process.argv[1] ?? '')} ${usage}\nA benchmark runs it: see the folder above.\n`);
  process.exitCode = 2;
}
