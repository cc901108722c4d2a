/**
 * The time and the peak memory of a process that validates a text made to keep a reader busy. `npm run bench` runs it.
 */
import { spawnSync } from 'node:child_process';
import { validateConfiguration } from '../../lib/validation/validate';
import { HOSTILE_TEXTS } from '../prometheus/scrape-config/hostile-texts';
import { report } from './measure';

interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Validates one text in this process. */
function costOf(makeText: () => string): Cost {
  validateConfiguration('scrape_configs: []');
  const text = makeText();
  const start = performance.now();
  validateConfiguration(text);
  return { milliseconds: performance.now() - start, megabytes: process.resourceUsage().maxRSS / 1024 };
}

function costInProcess(index: number): Cost {
  const { status, stdout, stderr } = spawnSync(process.execPath, [__filename, String(index)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the process failed:\n${stderr}`);
  return JSON.parse(stdout) as Cost;
}

const chosen = process.argv[2];
if (chosen !== undefined) {
  const [, makeText] = HOSTILE_TEXTS[Number(chosen)] ?? [];
  if (makeText === undefined) throw new Error(`there is no hostile text ${chosen}`);
  process.stdout.write(JSON.stringify(costOf(makeText)));
} else {
  for (const [index, [what]] of HOSTILE_TEXTS.entries()) {
    const { milliseconds, megabytes } = costInProcess(index);
    report(`hostile text: ${what}`, `${milliseconds.toFixed(0)} ms, ${megabytes.toFixed(0)} MB`, '1000 ms, 512 MB');
  }
}
