import { memoizedByObject } from '../../../private/memoized';
import type { ValidationScheme } from '../../../prometheus/relabel/label-name';
import type { Labels } from '../../../prometheus/relabel/label-builder';
import { relabelOrDrop, writesOf, type RelabelRule } from '../../../prometheus/relabel/relabel';
import type { Budget } from '../../../prometheus/budget';
import { labelsOf } from '../../../prometheus/scrape-config/static-targets';
import { passingLabels } from './passing-labels';
import type { SampleTarget } from './sample-targets';

/** A target that passed a job's relabelings. */
export interface SampleRun {
  readonly sample: SampleTarget;
  /** Its labels before the relabelings, with what the job's filters ask for. */
  readonly discovered: Labels;
  readonly relabeled: Labels;
}

/** The relabelings of a job. */
export interface Relabelings {
  readonly rules: readonly RelabelRule[];
  readonly scheme: ValidationScheme;
  /** The labels that each target of the job starts with. */
  readonly jobLabels: Labels;
}

/** A job may have so many filters; targets that pass more are not looked for. */
const MOST_FILTERS = 20;

type Runs = WeakMap<SampleTarget, { readonly run: SampleRun | undefined }>;

/** Several rules ask what becomes of the same target. */
const knownRuns = memoizedByObject<Relabelings, Runs>(() => new WeakMap());

/** Runs a target through a job's relabelings, with labels that pass its filters; nothing where no such labels were found. */
export function runSample(sample: SampleTarget, relabelings: Relabelings, budget: Budget): SampleRun | undefined {
  const runs = knownRuns(relabelings);
  const known = runs.get(sample) ?? { run: runOf(sample, relabelings, budget) };
  runs.set(sample, known);
  return known.run;
}

function runOf(sample: SampleTarget, { rules, scheme, jobLabels }: Relabelings, budget: Budget): SampleRun | undefined {
  let discovered: Labels = labelsOf(sample.address, sample.labels, jobLabels);
  for (let filters = 0; filters < MOST_FILTERS; filters++) {
    const { after, drop } = relabelOrDrop(discovered, rules, scheme, budget);
    if (after !== undefined) return { sample, discovered, relabeled: after };
    const passing = passingLabels(drop, discovered);
    if (passing === undefined) return undefined;
    discovered = passing;
  }
  return undefined;
}

/** The index of the relabeling that wrote or deleted a label last; nothing where the label is as discovered. */
export function writerOf(label: string, { discovered }: SampleRun, { rules, scheme }: Relabelings, budget: Budget): number | undefined {
  return writesOf(label, discovered, rules, scheme, budget).findLast(({ isChange }) => isChange)?.index;
}
