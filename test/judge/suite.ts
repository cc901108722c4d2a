import { parseArgs } from 'node:util';
import { reportAdditions } from './additions';
import { reportDefinitions } from './alert-manager/definitions';
import { reportMessages } from './alert-manager/messages';
import { reportNotifications } from './alert-manager/notifications';
import { reportAllowlist } from './allowlist';
import { compare, type Case, type Comparison } from './agreement';
import { anyFieldCases, corpusCases, generatedCases, mutatedCases, ownCases } from './cases';
import { exampleCases, readyMadeCases } from './examples';
import { reportCollectors } from './collectors';
import { reportCoherence } from './coherence/report';
import { reportDashboards } from './dashboards';
import { reportDiscovery } from './discovery/report';
import { reportConversions, reportRecordedMonitors } from './conversion';
import { reportFields } from './fields';
import { reportGrafanaBodies } from './grafana';
import { reportMeanings } from './meaning';
import { reportOutcomes } from './outcome/report';
import { Prometheus } from './prometheus';
import { report, reportRules } from './report';
import { reportRuleFiles } from './rules/report';
import { reportTyped } from './typed/report';

/*
 * `npm run test:judge -- [--seed N] [--count N]`: the library against Prometheus, over the corpus where it is at hand,
 * the fixtures and examples, generated configurations, some with any fields at all, mutations of all that are good, and typed values.
 */

/** The share of the generated texts that are mutated. */
const GENERATED_ORIGINALS = 500;

/** Typed configurations are judged in many ways each, so there are fewer. */
const CONFIGURATIONS_PER_TYPED = 5;

/** The share of the accepted texts that are read back. */
const MEANINGS = 2000;

/** Judges by the thousand, so that the process is never far ahead of its reader. */
async function compareAll(prometheus: Prometheus, cases: readonly Case[]): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (let start = 0; start < cases.length; start += 1000) comparisons.push(...await compare(prometheus, cases.slice(start, start + 1000)));
  return comparisons;
}

function accepted(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter(({ theirs }) => theirs.verdict === 'good');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '10000' } } });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  const prometheus = new Prometheus();

  const examples = await compareAll(prometheus, [...exampleCases(), ...readyMadeCases()]);
  const known = await compareAll(prometheus, [...corpusCases(), ...ownCases()]);
  const generated = await compareAll(prometheus, generatedCases(count, seed));
  const anyFields = await compareAll(prometheus, anyFieldCases(count, seed));
  const originals = accepted([...known, ...generated.slice(0, GENERATED_ORIGINALS)]);
  const mutated = await compareAll(prometheus, mutatedCases(originals.map(({ text }) => text), count, seed));

  const results = [
    await reportFields(prometheus),
    await reportDashboards(prometheus),
    await reportGrafanaBodies(prometheus),
    await report('Examples and ready-made jobs', examples, prometheus) && examples.every(({ theirs }) => theirs.verdict === 'good'),
    await report('Corpus and fixtures', known, prometheus),
    await report(`Generated, seed ${seed}`, generated, prometheus),
    await report(`Any fields, seed ${seed}`, anyFields, prometheus),
    await report(`Mutated, seed ${seed}`, mutated, prometheus),
    await reportTyped(Math.ceil(count / CONFIGURATIONS_PER_TYPED), seed, prometheus),
    await reportAdditions(originals, prometheus),
    await reportDefinitions(count, seed, prometheus),
    await reportNotifications(count, seed, prometheus),
    await reportMessages(count / 10, seed, prometheus),
    await reportRuleFiles(count, seed, prometheus),
    await reportConversions(prometheus),
    await reportRecordedMonitors(prometheus),
    await reportCollectors(prometheus),
    await reportOutcomes(count, seed, prometheus),
    await reportDiscovery(count, seed, prometheus),
    await reportAllowlist(prometheus),
    await reportCoherence(seed, prometheus),
    await reportMeanings('Generated and accepted', accepted(generated).slice(0, MEANINGS), prometheus),
  ];
  reportRules([known, generated, anyFields, mutated].flat());
  prometheus.close();
  process.exitCode = results.every(Boolean) ? 0 : 1;
}

void main();
