import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateText } from '../judge/library';
import { judgeBinary } from '../judge/prometheus';
import { configuration } from './configuration';
import { print } from './measure';

/*
 * The time to validate a configuration of 250 KB: in process, as a separate process compared with one of Prometheus's
 * packages, and how the time grows with the number of jobs.
 */

const ROUNDS = 11;
const BYTES = 250_000;

/** The middle of several measurements, in milliseconds, after as many that only warm up. */
function median(measure: () => void): number {
  const times = Array.from({ length: 2 * ROUNDS }, () => {
    const start = performance.now();
    measure();
    return performance.now() - start;
  });
  return times.slice(ROUNDS).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

const running = (command: string, ...args: readonly string[]) => (): void => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} does not accept the configuration: ${stdout}`);
};

const validating = (text: string) => (): void => {
  const [problem] = validateText(text);
  if (problem !== undefined) throw new Error(`the configuration is not accepted: ${problem.message}`);
};

function main(): void {
  const jobs = Math.floor(BYTES / (configuration(101).length - configuration(1).length) * 100);
  const [text, quarter] = [configuration(jobs), configuration(Math.floor(jobs / 4))];
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, text);

  const ownProcess = join(__dirname, 'processes', 'validate.js');
  const inProcess = median(validating(text));
  const part = median(validating(quarter));
  const theirs = median(running(judgeBinary(), file));
  const ours = median(running(process.execPath, ownProcess, file));
  rmSync(folder, { recursive: true });

  const round = (value: number): string => value.toFixed(1);
  print(`${text.length} bytes, ${jobs} jobs`);
  print(`in process: ${round(inProcess)} ms, ${round(text.length / inProcess / 1000)} MB/s`);
  print(`as a process: ${round(ours)} ms, Prometheus's packages ${round(theirs)} ms, ratio ${round(ours / theirs)}`);
  print(`4n jobs over n jobs: ${round(inProcess / part)}`);
}

main();
