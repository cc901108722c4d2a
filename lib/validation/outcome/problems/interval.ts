import { parseDuration } from '../../../prometheus/values/duration';
import { faultyRun, hasOwnCause, writer, type RunProblem, type Runs } from '../runs';
import type { SampleRun } from '../targets/run-sample';

const LABEL = '__scrape_interval__';
const SHORTEST = 30_000;

/** Finds intervals that a relabeling sets below what collectors support, and those that are not a duration. */
export function shortInterval(all: Runs): RunProblem | undefined {
  const intervalOf = ({ relabeled }: SampleRun) => relabeled.get(LABEL) ?? '';
  const run = faultyRun(all.runs, candidate => (parseDuration(intervalOf(candidate)).value ?? 0) < SHORTEST);
  const by = run && writer(LABEL, run, all);
  if (run === undefined || by === undefined || hasOwnCause(LABEL, all)) return undefined;
  return { ruleId: 'short-relabeled-interval', place: by.place, message: `${LABEL} must be a duration of at least 30s for a managed collector, got ${intervalOf(run)}` };
}
