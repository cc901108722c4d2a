import * as fc from 'fast-check';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare, type Case, type Comparison } from './agreement';
import { corpusCases, filesAt, hasCorpus } from './corpus';
import { documents } from './documents';
import { mutants } from './mutations';
import { Prometheus } from './prometheus';
import { regexOutcomes, relabelOutcomes, type Outcomes } from './relabelings';
import { report, reportRules } from './report';

/*
 * `npm run test:judge -- [--seed N] [--count N]`: the library against Prometheus, over the corpus where it is at hand,
 * the fixtures and examples, generated configurations, and mutations of all that are good.
 */

const FOLDERS = ['test', 'examples'];

/** Judges by the thousand, so that the process is never far ahead of its reader. */
async function compareAll(prometheus: Prometheus, cases: readonly Case[]): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (let start = 0; start < cases.length; start += 1000) comparisons.push(...await compare(prometheus, cases.slice(start, start + 1000)));
  return comparisons;
}

function generated(count: number, seed: number): Case[] {
  return fc.sample(documents, { numRuns: count, seed }).map((text, index) => ({ name: `generated ${index}`, text }));
}

function mutated(texts: readonly string[], count: number, seed: number): Case[] {
  return fc.sample(mutants(texts), { numRuns: count, seed }).map(({ name, text }, index) => ({ name: `mutated ${index} (${name})`, text }));
}

function reportOutcomes(title: string, { count, different }: Outcomes): boolean {
  console.log(`${title}: ${count - different.length} of ${count} outcomes agree`);
  for (const name of different) console.log(`  ${name}`);
  return different.length === 0;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '10000' } } });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  const prometheus = new Prometheus();
  const files = filesAt(FOLDERS.filter(folder => existsSync(folder)));

  const corpus = await compareAll(prometheus, hasCorpus() ? corpusCases() : []);
  const known = await compareAll(prometheus, files);
  const generations = await compareAll(prometheus, generated(count, seed));
  const good = [...corpus, ...known, ...generations.slice(0, 500)].filter(({ theirs }) => theirs.verdict === 'good').map(({ text }) => text);
  const mutations = await compareAll(prometheus, mutated(good, count, seed));

  const verdicts = [
    ...hasCorpus() ? [reportOutcomes('Regular expressions', regexOutcomes()), reportOutcomes('Relabelings', relabelOutcomes())] : [],
    await report('Corpus', corpus, prometheus),
    await report('Fixtures and examples', known, prometheus),
    await report(`Generated, seed ${seed}`, generations, prometheus),
    await report(`Mutated, seed ${seed}`, mutations, prometheus),
  ];
  reportRules([corpus, known, generations, mutations].flat());
  prometheus.close();
  process.exitCode = verdicts.every(Boolean) ? 0 : 1;
}

void main();
