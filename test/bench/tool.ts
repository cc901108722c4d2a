import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeBinary } from '../judge/prometheus';
import { configuration } from './configuration';
import { median, pairedRatio, report, timeProcess } from './measure';

/*
 * What the command line tool costs: to start, and to judge a configuration of 250 KB beside a program of Prometheus's own
 * packages that does what `promtool check config --syntax-only` does.
 */

const PAIRS = 11;
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
  report('amp-collector --help, over node -e 0, ms', startUp().toFixed(0), '100');
  report('amp-collector validate, 250 KB, over Prometheus\'s packages', pairedRatio(PAIRS, () => timeProcess([TOOL, 'validate', file]), () => timeJudge(file)).toFixed(2), 'none');
  rmSync(folder, { recursive: true });
}

main();
