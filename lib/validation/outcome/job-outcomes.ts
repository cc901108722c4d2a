import type { EffectiveConfiguration, EffectiveJob, EffectiveKubernetes, EffectiveRelabeling } from '../../prometheus/scrape-config/effective';
import { Budget, TooMuchRelabeling } from '../../prometheus/budget';
import type { LocatedMessage } from '../located-message';
import { foreignTexts } from './causes/foreign-text';
import { causeIn, type RelabelingCause } from './causes/relabeling-cause';
import { staticTargetProblem } from './problems/address';
import { loopbackProblem } from './problems/loopback';
import { problemsOfRuns } from './run-problems';
import type { CertainMatch } from './relabelings/certain-matches';
import { isFullyKnown } from './relabelings/fully-known';
import { areExpensive } from './relabelings/regex-cost';
import { dnsSamples, kubernetesSamples, staticSamples, type SampleTarget } from './targets/sample-targets';
import { relabelingsOf } from './targets/job-relabelings';
import { runSample, type SampleRun } from './targets/run-sample';
import type { OutcomeFacts, OutcomeRuleId, RunProblem, Runs } from './runs';

/** A problem that relabeling causes, with the rule that reports it. */
export interface OutcomeProblem extends LocatedMessage {
  readonly ruleId: RelabelingCause['ruleId'] | OutcomeRuleId;
}

/** The outcome of a job's relabelings. */
export interface JobOutcome {
  readonly problems: readonly OutcomeProblem[];
  /** The relabelings that are a cause themselves: what else is wrong with them, or with what they write, follows from it. */
  readonly causes: ReadonlySet<EffectiveRelabeling>;
}

/** The highest cost of all jobs' expressions together. */
const MOST_WEIGHT = 1_000_000;

/** Outcomes are worth as much time as the rest of the validation. */
const MOST_STEPS = 20_000_000;

/** Static targets beyond these are like those before them. */
const MOST_STATIC_TARGETS = 20;

/** A configuration with the facts about its jobs that are not in its text. */
export interface OutcomeQuestion {
  readonly configuration: EffectiveConfiguration;
  readonly facts: OutcomeFacts;
  /** Returns the relabelings of a job that certainly match, or never do. */
  readonly matches: (job: EffectiveJob) => readonly CertainMatch[];
}

/** Runs the usual targets of each job through its relabelings, and returns what becomes of them, by the job's index. */
export function jobOutcomes({ configuration: { global, jobs }, facts, matches }: OutcomeQuestion): JobOutcome[] {
  const budget = new Budget({ relabelingSteps: MOST_STEPS });
  const isAffordable = !areExpensive(jobs.flatMap(job => job.relabelings).map(({ rule }) => rule?.regex ?? ''), MOST_WEIGHT);
  return jobs.map((job) => {
    const found = [...job.relabelings, ...job.metricRelabelings].flatMap((relabeling) => {
      const cause = causeIn(relabeling);
      return cause === undefined ? [] : [{ relabeling, cause }];
    });
    const causes = new Set(found.map(({ relabeling }) => relabeling));
    const relabelings = isAffordable ? relabelingsOf(global.value, job) : undefined;
    const neverMatching = matches(job).filter(({ isMatch }) => !isMatch).map(({ relabeling }) => relabeling);
    const outcomes = relabelings && outcomesOf({ job, relabelings, facts, budget, causes: new Set([...causes, ...neverMatching]) });
    const texts = foreignTexts(job).map((problem): OutcomeProblem => ({ ...problem, ruleId: 'foreign-syntax' }));
    const problems = onePerPlace([...texts, ...fixedTargetProblems(job, facts), ...outcomes ?? []]);
    return { causes, problems: [...found.map(({ cause }) => cause), ...problems] };
  });
}

/** Static targets that no relabeling changes or drops need not be run. */
function fixedTargetProblems({ value, relabelings, staticGroups }: EffectiveJob, facts: OutcomeFacts): OutcomeProblem[] {
  if (relabelings.length > 0 || !isFullyKnown(value, 'relabel_configs')) return [];
  return staticGroups.flatMap(({ targets }) => targets).flatMap(({ text, place }) => {
    const problem = text === undefined ? undefined : staticTargetProblem(text, place, facts) ?? loopbackProblem(text, place, facts);
    return problem === undefined ? [] : [problem];
  });
}

type Question = Omit<Runs, 'discovery' | 'runs' | 'isEveryTargetKnown'>;

function outcomesOf(question: Question): OutcomeProblem[] {
  try {
    const problems = sampleGroups(question).flatMap(({ discovery, samples }) => {
      const complete = problemsOfSamples(question, discovery, samples.filter(({ isComplete }) => isComplete));
      // The other targets only decide how certain a problem is.
      const isSettled = complete?.length === 0 || samples.every(({ isComplete }) => isComplete);
      return isSettled ? complete ?? [] : problemsOfSamples(question, discovery, samples) ?? [];
    });
    return problems;
  } catch (error) {
    if (error instanceof TooMuchRelabeling) return [];
    throw error;
  }
}

/** Returns nothing where no target passes the job's filters. */
function problemsOfSamples(
  question: Question, discovery: EffectiveKubernetes | undefined, samples: readonly SampleTarget[],
): RunProblem[] | undefined {
  const found = samples.map(sample => runSample(sample, question.relabelings, question.budget));
  const runs = found.filter(run => run !== undefined).filter(isConsistent);
  return runs.length === 0 ? undefined : problemsOfRuns({ ...question, discovery, runs, isEveryTargetKnown: !found.includes(undefined) });
}

/** Several problems at one place have one cause, and the first names it best. */
function onePerPlace(problems: readonly OutcomeProblem[]): OutcomeProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ place: { node: { line, column } } }) => {
    const isFirst = !seen.has(`${line}:${column}`);
    seen.add(`${line}:${column}`);
    return isFirst;
  });
}

interface SampleGroup {
  readonly discovery?: EffectiveKubernetes;
  readonly samples: readonly SampleTarget[];
}

/** The targets of each discovery, which share its faults. Static targets without relabelings are as they are written. */
function sampleGroups({ job, relabelings: { rules }, facts }: Question): SampleGroup[] {
  const fixed = job.relabelings.length === 0 ? [] : staticSamples(job).slice(0, MOST_STATIC_TARGETS);
  return [
    ...job.kubernetes.map(discovery => ({ discovery, samples: kubernetesSamples(job, discovery, rules, facts.cluster.isIpv6 === true) })),
    ...[...fixed, ...dnsSamples(job)].map(sample => ({ samples: [sample] })),
  ];
}

/** A pod without ports has no labels of ports, whatever the job's filters ask for. */
function isConsistent({ sample, discovered }: SampleRun): boolean {
  return sample.hasPort || ![...discovered.keys()].some(name => name.startsWith('__meta_kubernetes_pod_container_port_'));
}
