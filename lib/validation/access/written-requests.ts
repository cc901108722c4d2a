import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import { isApiServerName } from '../outcome/targets/api-server';
import type { ScrapeRequest } from './scrape-requests';

/** Returns the requests that the text of a job shows, where its relabelings cannot be run: any of its paths may be written last. */
export function writtenRequests(job: EffectiveJob): ScrapeRequest[] {
  const servers: ReadonlyArray<ScrapeRequest['server']> = asksApiServer(job) ? ['api-server'] : ['kubelet', 'other'];
  return pathsOf(job).flatMap(path => servers.map(server => ({ ...path, server, written: path.path, isCertain: true })));
}

function asksApiServer({ relabelings, staticGroups }: EffectiveJob): boolean {
  return relabelings.some(({ rule }) => rule?.targetLabel === '__address__' && isApiServerName(rule.replacement))
    || relabelings.some(({ rule }) => rule?.action === 'keep' && rule.regex === 'default;kubernetes;https')
    || staticGroups.some(({ targets }) => targets.some(({ text = '' }) => isApiServerName(text)));
}

/** The job's own path, unless a rule writes another. */
function pathsOf({ value, metricsPath = '', relabelings }: EffectiveJob): Array<Pick<ScrapeRequest, 'path' | 'place'>> {
  const written = relabelings.filter(({ rule }) => rule?.targetLabel === '__metrics_path__');
  if (written.length === 0) return [{ path: metricsPath, place: value.placeOf('metrics_path') }];
  return written.map(({ value: rule, rule: known }) => ({ path: known?.replacement ?? '', place: rule.placeOf('replacement') }));
}
