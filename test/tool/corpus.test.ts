import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from './tool';

// What Prometheus's own relabeling made of each case. The tables are no part of the project.
const CORPUS = join(__dirname, '../../../shared/corpus');
const whereThereIsOne = existsSync(CORPUS) ? describe : describe.skip;

type Labels = Readonly<Record<string, string>>;

interface Case {
  readonly rules: string;
  readonly scheme: string;
  readonly input: Labels;
  /** Nothing where it is dropped. */
  readonly output: Labels | undefined;
}

interface OracleTable {
  readonly base_labels: Labels;
  readonly cases: ReadonlyArray<{
    readonly rules_yaml: string;
    readonly scheme: string;
    readonly error?: string;
    readonly keep?: boolean;
    readonly set?: Labels;
    readonly removed?: readonly string[];
  }>;
}

interface UpstreamTable {
  readonly relabel: ReadonlyArray<{ readonly input: Labels; readonly output: Labels; readonly drop: boolean; readonly relabel: readonly object[] }>;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(CORPUS, name), 'utf8'));
}

function oracleCases(): Case[] {
  const { base_labels: input, cases } = read('oracle/relabel.json') as OracleTable;
  return cases.filter(({ error }) => error === undefined).map(({ rules_yaml: rules, scheme, keep, set = {}, removed = [] }) => ({
    rules, scheme, input,
    output: keep === true ? Object.fromEntries(Object.entries({ ...input, ...set }).filter(([name]) => !removed.includes(name))) : undefined,
  }));
}

/** They are dumped with every field, which a configuration must not say for every action. */
function upstreamCases(): Case[] {
  const defaults: Readonly<Record<string, unknown>> = { separator: ';', regex: '(.*)', replacement: '$1', modulus: 0, target_label: '' };
  return (read('relabel-upstream.json') as UpstreamTable).relabel.map(({ relabel, input, output, drop }) => ({
    rules: JSON.stringify(relabel.map(rule => Object.fromEntries(Object.entries(rule).filter(([name, value]) => value !== null && value !== defaults[name])))),
    scheme: 'utf8',
    input,
    output: drop ? undefined : output,
  }));
}

const folder = mkdtempSync(join(tmpdir(), 'corpus-'));

/** What the tool makes of a case; labels without a value are none. */
async function relabeled({ rules, scheme, input }: Case): Promise<Labels | undefined> {
  const file = join(folder, 'prometheus.yml');
  const list = rules.startsWith('[') ? ` ${rules}` : `\n${rules.replace(/^/gm, '      ')}`;
  writeFileSync(file, `scrape_configs:\n  - job_name: a\n    metric_name_validation_scheme: ${scheme}\n    metric_relabel_configs:${list}\n`);
  const { stdout, stderr } = await tool(['relabel', file, '--sample', '-', '--json'], { input: JSON.stringify(input) });
  if (stdout === '') throw new Error(`${rules}: ${stderr}`);
  return (JSON.parse(stdout) as { labels?: Labels }).labels;
}

function withValues(labels: Labels | undefined): Labels | undefined {
  return labels && Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

whereThereIsOne('relabel agrees with Prometheus', () => {
  test.each([['the oracle', oracleCases], ['its own tests', upstreamCases]])('on every case of %s', async (_, cases) => {
    for (const entry of cases()) {
      expect({ rules: entry.rules, labels: withValues(await relabeled(entry)) }).toEqual({ rules: entry.rules, labels: withValues(entry.output) });
    }
  }, 300_000);
});
