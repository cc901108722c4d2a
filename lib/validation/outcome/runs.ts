import type { Place } from '../../prometheus/decode/place';
import type { EffectiveJob, EffectiveKubernetes, EffectiveRelabeling } from '../../prometheus/scrape-config/effective';
import type { Budget } from '../../prometheus/budget';
import type { LocatedMessage } from '../located-message';
import type { ClusterFacts } from '../validation-target';
import { writerOf, type Relabelings, type SampleRun } from './targets/run-sample';

/** The facts about a collector that decide which targets it can scrape. */
export interface OutcomeFacts {
  /** True if the collector resolves DNS names. */
  readonly resolvesNames: boolean;
  readonly cluster: ClusterFacts;
}

/** The rules that look at relabeled targets. */
export type OutcomeRuleId = 'foreign-syntax' | 'no-scrape-address' | 'unresolvable-name' | 'loopback-address' | 'unusable-path' | 'unusable-scheme' | 'ipv6-address'
  | 'api-server-scheme' | 'kubelet-scheme' | 'short-relabeled-interval' | 'absent-component';

export interface RunProblem extends LocatedMessage {
  readonly ruleId: OutcomeRuleId;
}

/** The targets of one discovery of a job, relabeled. */
export interface Runs {
  readonly job: EffectiveJob;
  /** Absent for targets that are written down or found by DNS. */
  readonly discovery?: EffectiveKubernetes;
  readonly runs: readonly SampleRun[];
  /** True if labels were found for each target with which it passes the job's filters. */
  readonly isEveryTargetKnown: boolean;
  readonly relabelings: Relabelings;
  /** The relabelings with a problem of their own. */
  readonly causes: ReadonlySet<EffectiveRelabeling>;
  readonly facts: OutcomeFacts;
  readonly budget: Budget;
}

/** A relabeling that wrote a label. */
export interface Writer {
  readonly index: number;
  readonly relabeling: EffectiveRelabeling;
  /** The place of the text that it writes. */
  readonly place: Place;
  /** True if it writes the same for each target. */
  readonly isConstant: boolean;
}

/** Returns the relabeling that wrote a label of a target last. */
export function writer(label: string, run: SampleRun, { job, relabelings, budget }: Runs): Writer | undefined {
  const index = writerOf(label, run, relabelings, budget);
  const relabeling = index === undefined ? undefined : job.relabelings[index];
  if (index === undefined || relabeling === undefined) return undefined;
  const { rule } = relabeling;
  return {
    index, relabeling,
    place: relabeling.value.placeOf(rule?.action === 'replace' ? 'replacement' : 'regex'),
    isConstant: rule?.action !== 'replace' || !rule.replacement.includes('$'),
  };
}

/** Returns true if a relabeling with a problem of its own writes the label, or a label from which it is written. */
export function hasOwnCause(label: string, { job: { relabelings }, causes }: Runs): boolean {
  const labels = new Set([label]);
  for (const relabeling of relabelings.toReversed()) {
    const { rule } = relabeling;
    if (rule === undefined || !labels.has(rule.targetLabel)) continue;
    if (causes.has(relabeling)) return true;
    for (const name of rule.sourceLabels) labels.add(name);
  }
  return false;
}

/**
 * Returns a target that shows a fault: one that all usual targets have, or one of a target with everything that the job reads. A target
 * that lacks an annotation is nobody's intention.
 */
export function faultyRun(runs: readonly SampleRun[], hasFault: (run: SampleRun) => boolean): SampleRun | undefined {
  const faulty = runs.filter(hasFault);
  return faulty.find(({ sample }) => sample.isComplete) ?? (faulty.length === runs.length ? faulty[0] : undefined);
}
