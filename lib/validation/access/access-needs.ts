import { Budget, TooMuchRelabeling } from '../../prometheus/budget';
import type { EffectiveConfiguration, EffectiveJob } from '../../prometheus/scrape-config/effective';
import { areExpensive } from '../outcome/relabelings/regex-cost';
import type { AccessNeed, AccessRule } from './access-need';
import { documentedPathRule, kubeletRule, nonResourceRule, proxyRule } from './path-rules';
import { scrapeRequests, type ScrapeRequest, type Server } from './scrape-requests';
import { watchedResources } from './watched-resources';
import { writtenRequests } from './written-requests';

/** Permissions are worth less time than the outcome of relabeling. */
const MOST_STEPS = 10_000_000;

/** The highest cost of all jobs' expressions together. */
const MOST_WEIGHT = 1_000_000;

/**
 * Returns the permissions that each job needs in its cluster, by the job's index: for the objects that its discoveries watch, and for the
 * paths of its relabeled targets. If relabelings cannot be run, the texts of the job decide.
 */
export function accessNeeds(configuration: EffectiveConfiguration): AccessNeed[][] {
  return needsOfServers(configuration, ['api-server', 'kubelet', 'other']);
}

function needsOfServers(configuration: EffectiveConfiguration, servers: readonly Server[]): AccessNeed[][] {
  const budget = new Budget({ relabelingSteps: MOST_STEPS });
  const isAffordable = !areExpensive(configuration.jobs.flatMap(job => job.relabelings).map(({ rule }) => rule?.regex ?? ''), MOST_WEIGHT);
  return configuration.jobs.map((job) => {
    const requests = (isAffordable ? affordableRequests(configuration, job, servers, budget) : undefined) ?? writtenRequests(job);
    return [...job.kubernetes.flatMap(watchedResources), ...uniqueNeeds(requests.flatMap(request => needsOfRequest(request, job)))];
  });
}

/** Returns the needs that AWS's documented access does not cover: no job has any for other servers. */
export function needsBeyondDocumented(configuration: EffectiveConfiguration): AccessNeed[] {
  return needsOfServers(configuration, ['api-server', 'kubelet']).flat().filter(({ isDocumented }) => !isDocumented);
}

/** Returns the rules that the jobs need within AWS's documented access. */
export function documentedNeeds(configuration: EffectiveConfiguration): AccessRule[] {
  return accessNeeds(configuration).flat().filter(({ isDocumented }) => isDocumented).map(({ rule }) => rule);
}

function affordableRequests(
  configuration: EffectiveConfiguration, job: EffectiveJob, servers: readonly Server[], budget: Budget,
): ScrapeRequest[] | undefined {
  try {
    return scrapeRequests(configuration, job, servers, budget);
  } catch (error) {
    if (error instanceof TooMuchRelabeling) return undefined;
    throw error;
  }
}

function needsOfRequest(request: ScrapeRequest, job: EffectiveJob): AccessNeed[] {
  const { server, path, place } = request;
  if (path === '') return [];
  const documented = documentedPathRule(path);
  const need = (rule: AccessRule, isDocumented: boolean, isCertain: boolean): AccessNeed[] =>
    [{ place, message: `a collector may not read ${path} of the API server`, rule, isDocumented, isCertain: isCertain && request.isCertain }];
  // No other server has these paths, whatever name or address of the API server a job uses.
  if (documented !== undefined && documented.nonResourceURLs === undefined) return need(documented, true, true);
  if (server === 'api-server') return apiServerNeeds(request, documented, need);
  if (!sendsCredentials(job)) return [];
  if (server === 'kubelet') {
    const rule = kubeletRule(path);
    return need(rule, rule.resources?.some(resource => DOCUMENTED_BY_KUBELETS.has(resource)) === true, false);
  }
  // An exporter behind an authorizing proxy delegates the decision to the API server.
  return documented === undefined ? [] : need(documented, true, false);
}

type NeedOf = (rule: AccessRule, isDocumented: boolean, isCertain: boolean) => AccessNeed[];

const DOCUMENTED_BY_KUBELETS: ReadonlySet<string> = new Set(['nodes/metrics', 'nodes/proxy']);

/** A path that is written by a label of the target may be any path. */
function apiServerNeeds({ path, written }: ScrapeRequest, documented: AccessRule | undefined, need: NeedOf): AccessNeed[] {
  const isComputed = written.includes('$');
  const proxied = proxyRule(path);
  if (proxied !== undefined) return need(proxied, false, true);
  if (isComputed) return need(nonResourceRule(written), false, false);
  return documented === undefined ? need(nonResourceRule(path), false, true) : need(documented, true, true);
}

function sendsCredentials({ value }: EffectiveJob): boolean {
  return ['authorization', 'bearer_token_file', 'bearer_token'].some(field => value.has(field));
}

/** Several targets are scraped alike. */
function uniqueNeeds(needs: readonly AccessNeed[]): AccessNeed[] {
  const known = new Map<string, AccessNeed>();
  for (const need of needs) {
    const key = JSON.stringify([need.rule, need.place.node.line, need.place.node.column]);
    if (known.get(key)?.isCertain !== true) known.set(key, need);
  }
  return [...known.values()];
}
