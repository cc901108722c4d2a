import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let scratch: string | undefined;

/** Every `App` makes a folder, with copies of its assets: they go where the run can take them away again, workers included. */
export function openScratchFolder(): void {
  scratch = mkdtempSync(join(tmpdir(), 'jest-'));
  process.env.TMPDIR = scratch;
}

export function removeScratchFolder(): void {
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
}
