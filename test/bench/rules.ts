/**
 * The time that the rules of kube-prometheus take in a cold process, against a parse of the same expressions by the parser of Prometheus's
 * user interface, compared with promtool. `npm run bench` runs it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateRules } from '../../lib/validation/rule-files/validate-rules';
import { ruleFileObject } from '../../lib/prometheus/rule-files/rule-file-object';
import { median, print, report, timeCommand } from './measure';

const FOLDER = join(process.cwd(), '..', 'shared', 'corpus', 'kube-prometheus');
const BUNDLE = join(process.cwd(), 'dist', 'lib', 'validate-rules.bundle.js');
const PAIRS = Number(process.env.BENCH_PAIRS ?? 7);

function main(): void {
  if (!existsSync(FOLDER)) {
    print('rules of kube-prometheus: skipped, since the corpus is not at hand');
    return;
  }
  const texts = readdirSync(FOLDER).filter(name => /prometheusRule\.yaml$/.test(name)).map(name => readFileSync(join(FOLDER, name), 'utf8'));
  const validations = texts.map(text => validateRules(text));
  const expressions = validations.flatMap(({ file }) => file?.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr?.value ?? '')) ?? []);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const [textsFile, expressionsFile, ruleFile] = ['texts.json', 'expressions.json', 'rules.yml'].map(name => join(folder, name)) as [string, string, string];
    writeFileSync(textsFile, JSON.stringify(texts));
    writeFileSync(expressionsFile, JSON.stringify(expressions));
    // Names of groups repeat over the files.
    const groups = validations.flatMap(({ file }) => file === undefined ? [] : [...ruleFileObject(file).groups]);
    writeFileSync(ruleFile, JSON.stringify({ groups: groups.map((group, index) => ({ ...group, name: `${String(group.name)} ${index}` })) }));
    compare(textsFile, expressionsFile, expressions.length);
    showPromtool(ruleFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(textsFile: string, expressionsFile: string, count: number): void {
  const ours = () => coldTime(textsFile, `require(${JSON.stringify(BUNDLE)}).validateRules(text)`);
  const theirs = () => coldTime(expressionsFile, 'require(\'@prometheus-io/lezer-promql\').parser.parse(text)');
  const pairs = Array.from({ length: PAIRS }, () => [ours(), theirs()] as const);
  report(`the ${count} rules of kube-prometheus validated, against a lezer parse of their expressions`, median(pairs.map(([a, b]) => a / b)).toFixed(3), '2');
  report('  milliseconds, and those of lezer', `${median(pairs.map(([a]) => a)).toFixed(0)} / ${median(pairs.map(([, b]) => b)).toFixed(0)}`, 'none');
}

/** The milliseconds that a new process takes to load a module and to read the texts of a file with it. */
function coldTime(file: string, call: string): number {
  const script = `
    const texts = JSON.parse(require('node:fs').readFileSync(${JSON.stringify(file)}, 'utf8'));
    const start = performance.now();
    for (const text of texts) ${call};
    console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

function showPromtool(ruleFile: string): void {
  if (spawnSync('promtool', ['--version']).error !== undefined) {
    print('promtool: not installed');
    return;
  }
  const times = Array.from({ length: PAIRS }, () => timeCommand('promtool', ['check', 'rules', '--lint=none', ruleFile]));
  report('  milliseconds of promtool check rules, as a process', median(times).toFixed(0), 'none');
}

main();
