import { addressProblem, ipv6Problem } from './problems/address';
import { absentComponent } from './problems/cluster';
import { shortInterval } from './problems/interval';
import { unusablePath } from './problems/path';
import { apiServerScheme, kubeletScheme, unusableScheme } from './problems/scheme';
import type { RunProblem, Runs } from './runs';

/** Returns all problems of the relabeled targets, each once. */
export function problemsOfRuns(runs: Runs): RunProblem[] {
  if (runs.runs.length === 0) return [];
  return [addressProblem, ipv6Problem, unusablePath, unusableScheme, apiServerScheme, kubeletScheme, shortInterval, absentComponent]
    .map(find => find(runs)).filter(problem => problem !== undefined);
}
