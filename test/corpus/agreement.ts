import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrometheusProblem } from '../../lib/prometheus/problem';
import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../lib/prometheus/yaml/read';
import { refusalsOf } from '../judge/library';
import { readBytes, readTable, type Agreement } from './files';
import { regexTable, relabelTable, ruleTable } from './relabelings';
import { effectiveTables, valueTables } from './tables';

interface Result {
  readonly verdict: 'good' | 'bad';
  readonly message?: string;
  /** The features that the build of Prometheus lacked. */
  readonly note?: string;
}

interface Case {
  readonly file: string;
  /** The result that Prometheus's own tests expect; it counts if the build lacked a feature. */
  readonly upstream?: { readonly expect: 'good' | 'bad'; readonly substring?: string };
  readonly verdicts: Readonly<Record<string, Result | undefined>>;
}

const VERSION = '3.14.0';

/** The part of a message that has grown since. */
const SUPPORTED_BEFORE_3_15 = /supported: \[OpenMetricsText0\.0\.1 OpenMetricsText1\.0\.0/;
const TABLES = ['edge', 'prometheus-config', 'prometheus-http-client', 'realworld'];

/** The file's problems that make Prometheus refuse it. */
function errorsOf(file: string): PrometheusProblem[] {
  const { problems } = validateScrapeConfig(readYaml(readBytes(file)));
  return problems.filter(problem => problem.severity === 'error');
}

/** Returns the difference from Prometheus's result, if any: the result itself, or its message is not among ours. */
function disagreement(file: string, verdict: Result): string | undefined {
  const errors = errorsOf(file);
  // A collector refuses fields by name whose contents the library does not validate.
  if (verdict.verdict === 'bad' && refusalsOf(readBytes(file).toString()).length > 0) return undefined;
  const isGood = errors.length === 0;
  if (isGood !== (verdict.verdict === 'good')) {
    return `Prometheus says ${verdict.verdict} (${verdict.message ?? ''}), we say ${isGood ? 'good' : errors.map(error => error.message).join(' | ')}`;
  }
  const missing = linesOf(verdict.message ?? '').find(line => !errors.some(error => error.message.includes(line)));
  return missing === undefined ? undefined : `Prometheus says "${missing}", we say ${errors.map(error => error.message).join(' | ')}`;
}

/** The problems in a message, without file and lines. */
function linesOf(message: string): string[] {
  const text = message.replace(SUPPORTED_BEFORE_3_15, '$& OpenMetricsText2.0.0').replace(/^parsing YAML file \S+: /, '');
  const lines = text.startsWith('yaml: unmarshal errors:\n') ? text.split('\n').slice(1) : [text];
  return lines.map(line => line.trim().replace(/^(?:yaml: )?line \d+: /, '').replace(/^yaml: /, '')).filter(line => line !== '');
}

function configurationTable(name: string): Agreement {
  return agreement(name, (readTable(`${name}.json`) as Case[]).map(({ file, verdicts, upstream }) => {
    const verdict = verdicts[VERSION];
    const isOverruled = verdict?.note !== undefined && upstream !== undefined;
    return { file, verdict: isOverruled ? { verdict: upstream.expect, message: upstream.substring } : verdict };
  }));
}

function operatorTable(): Agreement {
  const cases = readTable('prometheus-operator.json') as Array<{ name: string; promtool_syntax_only: Record<string, Result | undefined> }>;
  return agreement('prometheus-operator', cases.map(({ name, promtool_syntax_only: verdicts }) => (
    { file: `prometheus-operator/pairs/${name}/output.yaml`, verdict: verdicts[VERSION] }
  )));
}

function agreement(table: string, files: ReadonlyArray<{ file: string; verdict: Result | undefined }>): Agreement {
  const known = files.filter(({ verdict }) => verdict !== undefined);
  const disagreements = known.flatMap(({ file, verdict }) => {
    const detail = verdict && disagreement(file, verdict);
    return detail === undefined ? [] : [{ name: file, detail }];
  });
  return { table, total: known.length, disagreements };
}

function main(): void {
  const exceptions = JSON.parse(readFileSync(join(process.cwd(), 'test/corpus/exceptions.json'), 'utf8')) as Record<string, string>;
  const agreements = [
    ...TABLES.map(configurationTable), operatorTable(), ...valueTables(), ...effectiveTables(), regexTable(), relabelTable(), ruleTable(),
  ];
  let unexplained = 0;
  for (const { table, total, disagreements } of agreements) {
    process.stdout.write(`${table}: ${total - disagreements.length} of ${total}\n`);
    for (const { name, detail } of disagreements) {
      const reason = exceptions[name];
      if (reason === undefined) unexplained++;
      process.stdout.write(`  ${name}: ${detail}${reason === undefined ? '' : ` (expected: ${reason})`}\n`);
    }
  }
  process.exitCode = unexplained === 0 ? 0 : 1;
}

main();
