import type { Place } from '../../../prometheus/decode/place';
import { quote } from '../../../prometheus/values/quote';
import { faultyRun, hasOwnCause, writer, type OutcomeFacts, type RunProblem, type Runs } from '../runs';
import type { SampleRun } from '../targets/run-sample';

const LABEL = '__address__';

/** Hosts at which each program finds itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[(?:::1?|0:0:0:0:0:0:0:[01])\])(?::\d*)?$/i;

/** Finds targets at which a collector finds nothing but itself. */
export function loopbackAddress(all: Runs): RunProblem | undefined {
  const addressOf = ({ relabeled }: SampleRun) => relabeled.get(LABEL) ?? '';
  const run = faultyRun(all.runs, candidate => isLoopback(addressOf(candidate), all.facts));
  if (run === undefined || hasOwnCause(LABEL, all)) return undefined;
  return loopbackProblem(addressOf(run), writer(LABEL, run, all)?.place ?? run.sample.place, all.facts);
}

/** Returns the problem of an address, if it is that of the collector itself. */
export function loopbackProblem(address: string, place: Place, facts: OutcomeFacts): RunProblem | undefined {
  if (!isLoopback(address, facts)) return undefined;
  const message = `the address ${quote(address)} is the collector itself, which runs outside the cluster: `
    + 'write the IP address of the target, or discover its pods with kubernetes_sd_configs';
  return { ruleId: 'loopback-address', place, message };
}

/** A collector that resolves no names reports `localhost` as a name. */
function isLoopback(address: string, { resolvesNames }: OutcomeFacts): boolean {
  return LOOPBACK.test(address) && (resolvesNames || !/^localhost/i.test(address));
}
