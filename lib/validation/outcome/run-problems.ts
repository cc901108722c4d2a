import { addressProblem, ipv6Problem } from './problems/address';
import { absentComponent } from './problems/cluster';
import { shortInterval } from './problems/interval';
import { loopbackAddress } from './problems/loopback';
import { unusablePath } from './problems/path';
import { apiServerScheme, kubeletScheme, unusableScheme } from './problems/scheme';
import type { RunProblem, Runs } from './runs';

/** Returns all problems of the relabeled targets, each once. */
export function problemsOfRuns(runs: Runs): RunProblem[] {
  if (runs.runs.length === 0) return [];
  const finders = [
    addressProblem, ipv6Problem, loopbackAddress, unusablePath, unusableScheme,
    apiServerScheme, kubeletScheme, shortInterval, absentComponent,
  ];
  return finders.map(find => find(runs)).filter(problem => problem !== undefined);
}
