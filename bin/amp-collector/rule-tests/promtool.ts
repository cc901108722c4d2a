import { spawnSync } from 'node:child_process';
import { CommandError, EXIT } from '../command-error';

/** The result of a test file. */
export interface TestRun {
  readonly passes: boolean;
  readonly output: string;
}

const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** Runs the unit tests of a file with the promtool on the PATH. */
export function runTests(path: string): TestRun {
  const { error, status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', path], { encoding: 'utf8', maxBuffer: LARGEST_OUTPUT });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    throw new CommandError('promtool is not installed, or not on the PATH: it is part of Prometheus (https://prometheus.io/download/); '
      + 'with Go, run: go install github.com/prometheus/prometheus/cmd/promtool@v0.316.0', EXIT.USAGE_ERROR);
  }
  if (error !== undefined) throw new CommandError(`promtool cannot be run: ${error.message}`, EXIT.USAGE_ERROR);
  return { passes: status === 0, output: [stdout, stderr].map(text => text.trim()).filter(Boolean).join('\n') };
}
