/**
 * The CPU time and the peak memory of a process that reads an input made to keep it busy. `npm run bench` runs it, and fails for
 * more than a second for each 256 KB, or 512 MB. Numbers as arguments choose inputs.
 */
import { spawnSync } from 'node:child_process';
import { HOSTILE_INPUTS, type HostileInput } from './hostile-inputs';
import { report } from './measure';

interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly bytes: number;
}

const MOST_MEGABYTES = 512;
/** The memory of the function that merges aws-auth. */
const MOST_MEGABYTES_OF_FUNCTION = 1024;
const BYTES_PER_SECOND = 256_000;

/** Reads one input in this process, whose code is compiled before. */
function costOf({ text: makeText, read }: HostileInput): Cost {
  read('a: b');
  const text = makeText();
  const start = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(start);
  return { milliseconds: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, bytes: Buffer.byteLength(text) };
}

function costInProcess(index: number): Cost | undefined {
  const { status, stdout, stderr } = spawnSync(process.execPath, [__filename, 'one', String(index)], { encoding: 'utf8', timeout: 120_000 });
  if (status === 0) return JSON.parse(stdout) as Cost;
  process.stderr.write(stderr.slice(0, 2_000));
  return undefined;
}

function main(indices: readonly number[]): void {
  for (const index of indices) {
    const { what = '' } = HOSTILE_INPUTS[index] ?? {};
    const cost = costInProcess(index);
    const most = 1000 * Math.max(1, (cost?.bytes ?? 0) / BYTES_PER_SECOND);
    const megabytes = what.startsWith('mapRoles') ? MOST_MEGABYTES_OF_FUNCTION : MOST_MEGABYTES;
    const isWithin = cost !== undefined && cost.milliseconds <= most && cost.megabytes <= megabytes;
    const value = cost === undefined ? 'no answer' : `${cost.milliseconds.toFixed(0)} ms, ${cost.megabytes.toFixed(0)} MB`;
    report(`${index} ${what}`, `${isWithin ? '' : 'TOO MUCH: '}${value}`, `${most.toFixed(0)} ms, ${megabytes} MB`);
    if (!isWithin) process.exitCode = 1;
  }
}

const given = process.argv.slice(2);
const chosen = given.filter(argument => argument !== 'one').map(Number);
const [first] = chosen.map(index => HOSTILE_INPUTS[index]);
if (chosen.some(index => HOSTILE_INPUTS[index] === undefined)) {
  process.stderr.write(`usage: node hostile.js [NUMBER...]   numbers of inputs, 0 to ${HOSTILE_INPUTS.length - 1}\n`);
  process.exitCode = 2;
} else if (given[0] === 'one' && first !== undefined) process.stdout.write(JSON.stringify(costOf(first)));
else main(chosen.length === 0 ? [...HOSTILE_INPUTS.keys()] : chosen);
