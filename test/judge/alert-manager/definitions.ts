import * as fc from 'fast-check';
import { loadAlertmanager } from '../../../lib/prometheus/alertmanager/load';
import { OTHER_INTEGRATIONS } from '../../../lib/prometheus/alertmanager/fields/receivers';
import { readYaml } from '../../../lib/prometheus/yaml/read';
import { hasCorpus, readBytes, readTable } from '../../corpus/files';
import { compare, type Case, type Comparison, type Subject } from '../agreement';
import { mutants } from '../mutations';
import type { Prometheus } from '../prometheus';
import { report } from '../report';
import { definitions } from './documents';

const DEFINITIONS: Subject = {
  kind: 'alertmanager',
  judge: text => loadAlertmanager(readYaml(text)).problems.filter(({ severity }) => severity === 'error'),
};

/** Receivers of other kinds are refused as a whole elsewhere, and keys by reference are the service's own form. */
const NOT_COMPARED = new RegExp(`\\b(?:${OTHER_INTEGRATIONS.join('|')}|aws_secrets_manager|event_recorder)\\b`);

function corpusCases(): Case[] {
  const entries = hasCorpus() ? ['edge-alertmanager.json', 'alertmanager.json'].flatMap(table => readTable(table) as Array<{ readonly file: string }>) : [];
  return entries.map(({ file }) => ({ name: file, text: readBytes(file).toString() })).filter(({ text }) => !NOT_COMPARED.test(text));
}

/** Compares definitions of the corpus, generated ones and changed ones with Alertmanager's loader. */
export async function reportDefinitions(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  const known = await compare(prometheus, corpusCases(), DEFINITIONS);
  const generated = await compareAll(prometheus, fc.sample(definitions, { numRuns: count, seed }).map((text, index) => ({ name: `generated ${index}`, text })));
  const good = [...known, ...generated].filter(({ theirs }) => theirs.verdict === 'good').map(({ text }) => text);
  const mutated = fc.sample(mutants(good), { numRuns: count, seed }).filter(({ text }) => !NOT_COMPARED.test(text));
  console.log(`Alert manager definitions: ${good.length} of ${known.length + generated.length} are accepted`);
  const results = [
    await report('Alert manager definitions of the corpus', known, prometheus, DEFINITIONS),
    await report(`Alert manager definitions, generated, seed ${seed}`, generated, prometheus, DEFINITIONS),
    await report(`Alert manager definitions, mutated, seed ${seed}`, await compareAll(prometheus, mutated), prometheus, DEFINITIONS),
  ];
  return results.every(Boolean);
}

async function compareAll(prometheus: Prometheus, cases: readonly Case[]): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (let start = 0; start < cases.length; start += 1000) {
    comparisons.push(...await compare(prometheus, cases.slice(start, start + 1000), DEFINITIONS));
  }
  return comparisons;
}
