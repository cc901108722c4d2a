import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeBinary } from '../judge/prometheus';
import { configuration } from './configuration';
import { median, pairedRatio, report, timeProcess } from './measure';

/*
 * The time of the command line tool as a process: compared with an empty Node.js program, and for a configuration of 250 KB with a
 * program of Prometheus's own packages that does what `promtool check config --syntax-only` does.
 */

const PAIRS = 21;
const BYTES = 250_000;
const TOOL = join(process.cwd(), 'dist/bin/amp-collector.js');

function startUp(): number {
  return median(Array.from({ length: PAIRS }, () => -timeProcess(['-e', '0']) + timeProcess([TOOL, '--help'])));
}

function timeJudge(file: string): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(judgeBinary(), [file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Prometheus's packages do not accept the configuration: ${stdout}`);
  return performance.now() - start;
}

function main(): void {
  const jobs = Math.floor(BYTES / (configuration(101).length - configuration(1).length) * 100);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, configuration(jobs));
  for (const [bytes, target] of [[2_000, '1.5'], [58_000, '2.5']] as const) {
    const part = join(folder, `${bytes}.yml`);
    writeFileSync(part, configuration(Math.max(1, Math.round(bytes / BYTES * jobs))));
    const overNode = (env?: () => NodeJS.ProcessEnv) =>
      pairedRatio(PAIRS, () => timeProcess([TOOL, 'validate', part], env?.()), () => timeProcess(['-e', '0'])).toFixed(2);
    // The second run writes the code cache.
    for (let run = 0; run < 2; run++) timeProcess([TOOL, 'validate', part]);
    report(`amp-collector validate, ${bytes / 1000} KB, over node -e 0`, overNode(), target);
    report('  the first time', overNode(() => ({ NODE_COMPILE_CACHE: mkdtempSync(join(folder, 'empty-')) })), 'none');
    report('  without a code cache', overNode(() => ({ NODE_DISABLE_COMPILE_CACHE: '1' })), 'none');
  }
  report('amp-collector --help, over node -e 0, ms', startUp().toFixed(0), '100');
  report('amp-collector validate, 250 KB, over Prometheus\'s packages', pairedRatio(PAIRS, () => timeProcess([TOOL, 'validate', file]), () => timeJudge(file)).toFixed(2), 'none');
  rmSync(folder, { recursive: true });
}

main();
