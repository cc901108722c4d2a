/*
 * Compares `amp-collector relabel`, as a process, with what Prometheus's own relabeling made of the corpus's cases.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '../corpus/files';
import { tool } from './setup/tool';

type Labels = Readonly<Record<string, string>>;

interface Case {
  /** As YAML. */
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
  readonly relabel: ReadonlyArray<{
    readonly input: Labels;
    readonly output: Labels;
    readonly drop: boolean;
    readonly relabel: readonly object[];
  }>;
}

function oracleCases(): Case[] {
  const { base_labels: input, cases } = readTable('oracle/relabel.json') as OracleTable;
  return cases.filter(({ error }) => error === undefined).map(({ rules_yaml: rules, scheme, keep, set = {}, removed = [] }) => ({
    rules, scheme, input,
    output: keep === true
      ? Object.fromEntries(Object.entries({ ...input, ...set }).filter(([name]) => !removed.includes(name)))
      : undefined,
  }));
}

/** They are dumped with every field, which a configuration must not specify for every action. */
function upstreamCases(): Case[] {
  const defaults: Readonly<Record<string, unknown>> = { separator: ';', regex: '(.*)', replacement: '$1', modulus: 0, target_label: '' };
  const isSaid = ([name, value]: [string, unknown]) => value !== null && value !== defaults[name];
  return (readTable('relabel-upstream.json') as UpstreamTable).relabel.map(({ relabel, input, output, drop }) => ({
    rules: relabel.map(rule => `- ${JSON.stringify(Object.fromEntries(Object.entries(rule).filter(isSaid)))}`).join('\n'),
    scheme: 'utf8',
    input,
    output: drop ? undefined : output,
  }));
}

const file = join(mkdtempSync(join(tmpdir(), 'corpus-')), 'prometheus.yml');

async function outcomeOf({ rules, scheme, input }: Case): Promise<Labels | undefined> {
  const list = rules.replace(/^/gm, '    ');
  writeFileSync(file, `scrape_configs:\n- job_name: a\n  metric_name_validation_scheme: ${scheme}\n  metric_relabel_configs:\n${list}\n`);
  const { stdout, stderr } = await tool(['relabel', file, '--sample', '-', '--json'], { input: JSON.stringify(input) });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { labels?: Labels }).labels;
}

/** A label without a value is none. */
function canonical(labels: Labels | undefined): string {
  if (labels === undefined) return 'dropped';
  return JSON.stringify(Object.entries(labels).filter(([, value]) => value !== '').sort(([a], [b]) => a < b ? -1 : 1));
}

async function main(): Promise<void> {
  const cases = [...oracleCases(), ...upstreamCases()];
  let disagreements = 0;
  for (const entry of cases) {
    const [ours, theirs] = [canonical(await outcomeOf(entry)), canonical(entry.output)];
    if (ours === theirs) continue;
    disagreements += 1;
    process.stdout.write(`${entry.rules}\n  Prometheus has ${theirs}, we have ${ours}\n`);
  }
  process.stdout.write(`amp-collector relabel: ${cases.length - disagreements} of ${cases.length}\n`);
  process.exitCode = disagreements === 0 ? 0 : 1;
}

void main();
