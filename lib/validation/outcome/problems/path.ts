import { quote } from '../../../prometheus/values/quote';
import { faultyRun, hasOwnCause, writer, type RunProblem, type Runs } from '../runs';
import type { SampleRun } from '../targets/run-sample';

/** Characters that Prometheus escapes in a path, so that no target has it, and what that begins with which is a URL. */
const UNUSABLE = /[$\\?#\s]|^https?:/i;

/** Finds paths that no target has. */
export function unusablePath(all: Runs): RunProblem | undefined {
  const pathOf = ({ relabeled }: SampleRun) => relabeled.get('__metrics_path__') ?? '';
  const run = faultyRun(all.runs, candidate => UNUSABLE.test(pathOf(candidate)));
  if (run === undefined || hasOwnCause('__metrics_path__', all)) return undefined;
  const place = writer('__metrics_path__', run, all)?.place ?? all.job.value.placeOf('metrics_path');
  const path = pathOf(run);
  const fix = path.includes('?') ? 'put the parameters after the question mark into params' : 'write a path such as /metrics';
  return { ruleId: 'unusable-path', place, message: `the path ${quote(path)} is escaped as a whole, so that no target has it: ${fix}` };
}
