import { quote } from '../../../prometheus/values/quote';
import { API_SERVER_NAME } from '../addresses';
import { faultyRun, hasOwnCause, writer, type RunProblem, type Runs } from '../runs';
import { isApiServerByLabel, isApiServerEndpoint } from '../targets/api-server';
import type { SampleRun } from '../targets/run-sample';

const LABEL = '__scheme__';

function schemeOf({ relabeled }: SampleRun): string {
  return (relabeled.get(LABEL) ?? '').toLowerCase();
}

/** Finds schemes by which no target can be scraped. */
export function unusableScheme(all: Runs): RunProblem | undefined {
  return problem(all, run => !['http', 'https'].includes(schemeOf(run)), 'unusable-scheme', run =>
    `the scheme must be http or https, got ${quote(schemeOf(run))}`);
}

/** Finds jobs that ask the API server, which listens for https only, by http. */
export function apiServerScheme(all: Runs): RunProblem | undefined {
  return problem(all, run => schemeOf(run) === 'http' && isApiServer(run), 'api-server-scheme', () =>
    'the API server answers https only: add scheme: https, and authorization with the credentials_file of the service account');
}

/** Finds jobs that ask kubelets, which listen for https only on their own port, by http. */
export function kubeletScheme(all: Runs): RunProblem | undefined {
  if (all.discovery?.role !== 'node') return undefined;
  return problem(all, run => schemeOf(run) === 'http' && run.relabeled.get('__address__')?.endsWith(':10250') === true, 'kubelet-scheme', () =>
    'role: node gives the address of the kubelet (port 10250), which answers https only: scrape it through the API server, with scheme: https, '
    + `the address ${API_SERVER_NAME}:443 and the path /api/v1/nodes/$1/proxy/metrics, or write the port of another exporter to __address__`);
}

function isApiServer(run: SampleRun): boolean {
  const address = run.relabeled.get('__address__') ?? '';
  return address === API_SERVER_NAME || address === `${API_SERVER_NAME}:443` || isApiServerEndpoint(run) || isApiServerByLabel(run);
}

function problem(
  all: Runs, hasFault: (run: SampleRun) => boolean, ruleId: RunProblem['ruleId'], message: (run: SampleRun) => string,
): RunProblem | undefined {
  const run = faultyRun(all.runs, hasFault);
  if (run === undefined || hasOwnCause(LABEL, all)) return undefined;
  const { value } = all.job;
  const place = writer(LABEL, run, all)?.place ?? value.placeOf(value.has('scheme') ? 'scheme' : 'job_name');
  return { ruleId, place, message: message(run) };
}
