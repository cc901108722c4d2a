import type { Budget } from '../../prometheus/budget';
import type { Place } from '../../prometheus/decode/place';
import { writesOf, type LabelWrite } from '../../prometheus/relabel/relabel';
import type { EffectiveConfiguration, EffectiveJob, EffectiveRelabeling } from '../../prometheus/scrape-config/effective';
import { isApiServerByLabel, isApiServerEndpoint, isApiServerName } from '../outcome/targets/api-server';
import { relabelingsOf } from '../outcome/targets/job-relabelings';
import { runSample, type Relabelings, type SampleRun } from '../outcome/targets/run-sample';
import { dnsSamples, kubernetesSamples, staticSamples, type SampleTarget } from '../outcome/targets/sample-targets';

/** The kinds of servers whose permissions differ. */
export type Server = 'api-server' | 'kubelet' | 'other';

/** A request that a job sends to its targets. */
export interface ScrapeRequest {
  readonly server: Server;
  readonly path: string;
  /** The path as it is written in the configuration, with its references to labels. */
  readonly written: string;
  readonly place: Place;
  /** True if typical targets are scraped at it; false if only the text of a relabeling that applies to none of them has it. */
  readonly isCertain: boolean;
}

const PATH = '__metrics_path__';
const KUBELET_PORT = ':10250';

/** Static targets beyond these are like those before them. */
const MOST_STATIC_TARGETS = 20;

/**
 * Returns the requests of a job by running its usual targets through its relabelings; nothing where none passes, or where something is
 * not known. A job none of whose targets are such servers has none: the relabelings that write its paths need not be found.
 */
export function scrapeRequests(
  { global }: EffectiveConfiguration, job: EffectiveJob, servers: readonly Server[], budget: Budget,
): ScrapeRequest[] | undefined {
  const relabelings = relabelingsOf(global.value, job);
  if (relabelings === undefined) return undefined;
  const runs = samplesOf(job, relabelings).map(sample => runSample(sample, relabelings, budget)).filter(run => run !== undefined);
  if (runs.length === 0) return undefined;
  if (!runs.some(run => servers.includes(serverOf(run)))) return [];
  const writes = runs.map(({ discovered }) => writesOf(PATH, discovered, relabelings.rules, relabelings.scheme, budget));
  const requests = runs.map((run, index) => requestOf(run, writes[index] ?? [], job));
  return [...requests, ...requestsOfOtherTargets(job, new Set(writes.flat().map(({ index }) => index)), requests)];
}

function samplesOf(job: EffectiveJob, { rules }: Relabelings): SampleTarget[] {
  return [
    ...job.kubernetes.flatMap(discovery => kubernetesSamples(job, discovery, rules, false)),
    ...staticSamples(job).slice(0, MOST_STATIC_TARGETS),
    ...dnsSamples(job),
  ];
}

function requestOf(run: SampleRun, writes: readonly LabelWrite[], { value, relabelings }: EffectiveJob): ScrapeRequest {
  const path = run.relabeled.get(PATH) ?? '';
  const writer = relabelings[writes.at(-1)?.index ?? -1];
  const written = writer === undefined ? path : writtenBy(writer);
  const place = writer?.value.placeOf('replacement') ?? value.placeOf('metrics_path');
  return { server: serverOf(run), path, written, place, isCertain: !isApiServerByLabel(run) };
}

function serverOf(run: SampleRun): Server {
  const address = run.relabeled.get('__address__') ?? '';
  if (isApiServerName(address) || isApiServerEndpoint(run) || isApiServerByLabel(run)) return 'api-server';
  return address.endsWith(KUBELET_PORT) ? 'kubelet' : 'other';
}

/** A target with other labels may match a relabeling that no usual target matches. */
function requestsOfOtherTargets(
  job: EffectiveJob, used: ReadonlySet<number>, requests: readonly ScrapeRequest[],
): ScrapeRequest[] {
  const servers = new Set(requests.map(({ server }) => server));
  return job.relabelings.flatMap((relabeling, index) => {
    const isUnused = relabeling.rule?.targetLabel === PATH && !used.has(index);
    if (!isUnused) return [];
    const request = { path: writtenBy(relabeling), written: writtenBy(relabeling), place: relabeling.value.placeOf('replacement') };
    return [...servers].map(server => ({ ...request, server, isCertain: false }));
  });
}

/** An action other than `replace` copies a label. */
function writtenBy({ rule }: EffectiveRelabeling): string {
  return rule?.action === 'replace' ? rule.replacement : '$1';
}
