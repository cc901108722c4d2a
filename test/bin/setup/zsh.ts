import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Completes a line with this script in a folder. */
export function completedByZsh(script: string, line: string, folder: string): string {
  const completion = join(mkdtempSync(join(tmpdir(), 'zsh-')), 'completion.zsh');
  writeFileSync(completion, script);
  return execFileSync('zsh', [join(__dirname, 'complete.zsh'), completion, line, folder], { encoding: 'utf8', timeout: 20_000 }).replace(/\n$/, '');
}
