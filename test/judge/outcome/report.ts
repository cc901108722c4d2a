import * as fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { relabel } from '../../../lib/prometheus/relabel/relabel';
import { Budget } from '../../../lib/prometheus/budget';
import type { EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import { labelsOfJob } from '../../../lib/prometheus/scrape-config/static-targets';
import { readYaml } from '../../../lib/prometheus/yaml/read';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { CAUSES } from '../../../lib/validation/outcome/causes/relabeling-cause';
import { addressFault } from '../../../lib/validation/outcome/addresses';
import { kubernetesSamples } from '../../../lib/validation/outcome/targets/sample-targets';
import { runSample, type SampleRun } from '../../../lib/validation/outcome/targets/run-sample';
import { rulesOf } from '../../../lib/validation/outcome/targets/job-relabelings';
import { validateConfiguration } from '../../../lib/validation/validate';
import type { Prometheus } from '../prometheus';
import { RELABELINGS, TARGETS, type Relabeling } from './relabelings';

/** The judge's result for a target: the labels after relabeling, and why no request to it is possible. */
interface ScrapeRequest {
  readonly keep: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Empty where a request is possible. */
  readonly fault: string;
}

const ROLES = ['pod', 'node', 'endpoints', 'endpointslice'] as const;

/**
 * Prints for how many random targets and relabelings the library and Go agree whether a request is possible, and for how many random jobs
 * the library reports what Go finds; answers whether they always do.
 */
export async function reportOutcomes(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  const targets = await check('targets', count, seed, fc.asyncProperty(RELABELINGS, TARGETS, async (rules, labels) => {
    const ours = targetOf(rules, labels);
    const theirs = await ask(rules, labels, prometheus);
    // Prometheus refuses some rules; validation reports them.
    fc.pre(ours !== undefined && theirs !== undefined);
    const agree = ours.keep === theirs.keep && (!ours.keep || (isDeepStrictEqual(ours.labels, theirs.labels) && (ours.fault === '') === (theirs.fault === '')));
    if (!agree) throw new Error(`ours: ${JSON.stringify(ours)}\nGo:   ${JSON.stringify(theirs)}`);
  }));
  const jobs = await check('jobs', Math.ceil(count / 10), seed, fc.asyncProperty(fc.constantFrom(...ROLES), RELABELINGS, async (role, rules) => {
    const difference = await differenceOf(role, rules, prometheus);
    if (difference !== undefined) throw new Error(difference);
  }));
  return targets && jobs;
}

async function check<Values extends unknown[]>(
  title: string, count: number, seed: number, property: fc.IAsyncProperty<Values>,
): Promise<boolean> {
  const settings = { seed, numRuns: count, maxSkipsPerRun: 1000 };
  const { failed, numRuns, numSkips, errorInstance, counterexample } = await fc.check(property, settings);
  console.log(`Outcomes of ${title}, seed ${seed}: ${failed ? numRuns - 1 : numRuns} of ${count} as Go has them${numSkips > 0 ? `, ${numSkips} not valid` : ''}`);
  if (failed) console.log(JSON.stringify(counterexample), errorInstance instanceof Error ? errorInstance.message : errorInstance);
  return !failed;
}

function jobOf(role: string, rules: readonly Relabeling[]): string {
  return JSON.stringify({ scrape_configs: [{ job_name: 'job', kubernetes_sd_configs: [{ role }], relabel_configs: rules }] });
}

function targetOf(rules: readonly Relabeling[], labels: Readonly<Record<string, string>>): ScrapeRequest | undefined {
  const [job] = effectiveJobs(jobOf('pod', rules));
  const relabelings = job && rulesOf(job, 'relabel_configs');
  if (relabelings === undefined) return undefined;
  const relabeled = relabel(new Map(Object.entries(labels)), relabelings, 'utf8');
  if (relabeled === undefined) return { keep: false, labels: {}, fault: '' };
  const known = [...relabeled].filter(([, value]) => value !== '');
  return { keep: true, labels: Object.fromEntries(known), fault: addressFault(relabeled.get('__address__') ?? '') ?? '' };
}

function effectiveJobs(text: string): readonly EffectiveJob[] {
  const { problems, configuration } = validateScrapeConfig(readYaml(text));
  return problems.length > 0 ? [] : configuration?.jobs ?? [];
}

async function ask(
  rules: readonly Relabeling[], labels: Readonly<Record<string, string>>, prometheus: Prometheus,
): Promise<ScrapeRequest | undefined> {
  const { verdict, result } = await prometheus.ask({ kind: 'scrape', text: JSON.stringify(rules), labels });
  return verdict === 'good' ? result as ScrapeRequest : undefined;
}

const ADDRESS_RULES = ['no-scrape-address', 'unresolvable-name'];

/** Rules that name the cause in the place of the address that follows from it. */
const CAUSE_RULES = [...Object.keys(CAUSES), 'rule-never-matches', 'rule-drops-everything'];

/** Compares what validation reports of a job with what becomes of its usual targets in Go. */
async function differenceOf(role: string, rules: readonly Relabeling[], prometheus: Prometheus): Promise<string | undefined> {
  const text = jobOf(role, rules);
  const { problems, configuration } = validateConfiguration(text);
  const [job] = configuration?.jobs ?? [];
  const [discovery] = job?.kubernetes ?? [];
  const relabelings = job && rulesOf(job, 'relabel_configs');
  const jobLabels = configuration && job && labelsOfJob(configuration.global.value, job.value);
  if (discovery === undefined || relabelings === undefined || jobLabels === undefined || problems.some(isOfPrometheus)) return undefined;
  const samples = kubernetesSamples(job as EffectiveJob, discovery, relabelings, false);
  const runs = samples.map(sample => runSample(sample, { rules: relabelings, jobLabels, scheme: 'utf8' }, new Budget())).filter(run => run !== undefined);
  const faults = await Promise.all(runs.map(async run => (await ask(rules, Object.fromEntries(run.discovered), prometheus))?.fault ?? ''));
  const describe = () => `${text}\nreported: ${JSON.stringify(problems.map(({ ruleId, severity, message }) => [ruleId, severity, message]))}\n`
    + runs.map((run, index) => `${run.sample.words}: ${addressOf(run)} ${faults[index] ?? ''}`).join('\n');
  const reported = problems.filter(({ ruleId }) => ADDRESS_RULES.includes(ruleId));
  if (reported.length > 0 && faults.every(fault => fault === '')) return `Go can scrape every target, and validation reports one\n${describe()}`;
  const isCertain = reported.some(({ severity }) => severity === ProblemSeverity.ERROR);
  if (isCertain && faults.includes('')) return `Go can scrape a target, and validation refuses the job\n${describe()}`;
  const isExplained = problems.some(({ ruleId }) => [...ADDRESS_RULES, ...CAUSE_RULES].includes(ruleId));
  if (runs.length > 0 && !faults.includes('') && !isExplained) return `Go can scrape no target, and validation reports nothing\n${describe()}`;
  return undefined;
}

function isOfPrometheus({ severity, ruleId }: Problem): boolean {
  return severity === ProblemSeverity.ERROR && !ADDRESS_RULES.includes(ruleId);
}

function addressOf({ relabeled }: SampleRun): string {
  return relabeled.get('__address__') ?? '';
}
