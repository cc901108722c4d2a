import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parsePromql } from '../../../lib/prometheus/promql/parse-promql';
import type { PrometheusProblem } from '../../../lib/prometheus/problem';
import { ruleFileObject } from '../../../lib/prometheus/rule-files/rule-file-object';
import { validateRuleFile, validateRules } from '../../../lib/prometheus/rule-files/validate-rule-file';
import { compare, type Case, type Comparison, type Subject } from '../agreement';
import { mutants } from '../mutations';
import type { Prometheus } from '../prometheus';
import { report } from '../report';
import { expressions, mutatedExpressions } from './expressions';
import { ruleDocuments } from './rule-documents';
import { templateDocuments } from './templates';

const CORPUS = join(process.cwd(), '..', 'shared', 'corpus');

/** The reader forgets the tags of collections, which Go shows in its messages. */
const TAGGED_COLLECTION = /(?:^|[\s[{,-])![\w!]*\s*(?:[[{]|$)/m;

/** The number of refusals with the first problem at Prometheus's place. */
const PLACES = 0.95;

const EXPRESSIONS: Subject = {
  kind: 'promql',
  judge: text => parsePromql(text).problems.map(({ message, start }): PrometheusProblem => {
    const before = text.slice(0, start).split('\n');
    const column = Buffer.byteLength(before.at(-1) ?? '') + 1;
    return { ruleId: 'invalid-expression', severity: 'error', path: '', message, line: before.length, column };
  }),
};
const RULE_FILES: Subject = {
  kind: 'rules',
  // JSON has no bytes that are not UTF-8.
  judge: text => validateRuleFile(text).problems.filter(({ severity }) => severity === 'error')
    .map(problem => ({ ...problem, message: problem.message.replace(/\p{Surrogate}/gu, '\ufffd') })),
};

/** Compares expressions and rule files: those of the corpus, where it is at hand, generated ones, and mutations of both. */
export async function reportRuleFiles(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  const sample = (kind: string, texts: fc.Arbitrary<string>, share = 1): Case[] =>
    fc.sample(texts, { numRuns: Math.ceil(count * share), seed }).map((text, index) => ({ name: `${kind} ${index}`, text }));
  const known = knownExpressions();
  const originals = known.length === 0 ? expressions : fc.oneof(expressions, fc.constantFrom(...known));
  const files = [...knownRuleFiles(), ...fc.sample(ruleDocuments, { numRuns: 200, seed })];
  const mutatedFiles = fc.sample(mutants(files), { numRuns: Math.ceil(count / 5), seed })
    .filter(({ text }) => !TAGGED_COLLECTION.test(text));

  const results = [
    await reportExpressions('Expressions of the corpus', known.map(text => ({ name: 'corpus', text })), prometheus),
    await reportExpressions(`Generated expressions, seed ${seed}`, sample('generated', expressions), prometheus),
    await reportExpressions(`Mutated expressions, seed ${seed}`, sample('mutated', mutatedExpressions(originals)), prometheus),
    await reportFiles('Rule files of the corpus', knownRuleFiles().map(text => ({ name: 'corpus', text })), prometheus),
    await reportFiles(`Generated rule files, seed ${seed}`, sample('generated', ruleDocuments, 0.2), prometheus),
    await reportFiles(`Mutated rule files, seed ${seed}`, mutatedFiles, prometheus),
    await reportFiles(`Generated templates of alerts, seed ${seed}`, sample('template', templateDocuments), prometheus),
  ];
  return results.every(Boolean);
}

async function reportFiles(title: string, cases: readonly Case[], prometheus: Prometheus): Promise<boolean> {
  return report(title, await compareAll(prometheus, cases, RULE_FILES), prometheus, RULE_FILES);
}

async function reportExpressions(title: string, cases: readonly Case[], prometheus: Prometheus): Promise<boolean> {
  const comparisons = await compareAll(prometheus, cases.filter(({ text }) => text !== ''), EXPRESSIONS);
  const refused = comparisons.filter(({ theirs, ours }) => theirs.verdict === 'bad' && ours.length > 0);
  const placed = refused.filter(({ theirs, ours: [first] }) => theirs.message?.startsWith(`${first?.line}:${first?.column}: `));
  const agree = await report(title, comparisons, prometheus, EXPRESSIONS);
  console.log(`  the first problem is at Prometheus's place in ${placed.length} of ${refused.length}`);
  return agree && placed.length >= refused.length * PLACES;
}

async function compareAll(prometheus: Prometheus, cases: readonly Case[], subject: Subject): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (let start = 0; start < cases.length; start += 1000) {
    comparisons.push(...await compare(prometheus, cases.slice(start, start + 1000), subject));
  }
  return comparisons;
}

function knownExpressions(): string[] {
  const file = join(CORPUS, 'promql.json');
  const inputs = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Array<{ readonly input: string }>).map(({ input }) => input) : [];
  const ofRules = knownRuleFiles().flatMap(text => validateRuleFile(text).file?.groups ?? [])
    .flatMap(({ rules }) => rules.flatMap(({ expr }) => expr?.value ?? []));
  return [...inputs, ...ofRules];
}

function knownRuleFiles(): string[] {
  const listed = ['edge-rules.json', 'prometheus-rules.json'].map(name => join(CORPUS, name)).filter(file => existsSync(file))
    .flatMap(file => JSON.parse(readFileSync(file, 'utf8')) as Array<{ readonly file: string }>)
    .map(({ file }) => readFileSync(join(CORPUS, file), 'utf8'));
  const folder = join(CORPUS, 'kube-prometheus');
  const objects = existsSync(folder) ? readdirSync(folder).filter(name => /prometheusRule/i.test(name)) : [];
  const converted = objects.map(name => validateRules(readFileSync(join(folder, name), 'utf8')).file)
    .flatMap(file => file === undefined ? [] : JSON.stringify(ruleFileObject(file), null, 2));
  return [...listed, ...converted];
}
