import type { EffectiveJob, EffectiveKubernetes } from '../../prometheus/scrape-config/effective';
import { enumerate, type LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { isFullyKnown } from '../outcome/relabelings/fully-known';
import { filtersNothing, targetMatches, type CertainMatch } from '../outcome/relabelings/certain-matches';

/** The roles that give a target for each port, with what has the ports. */
const PORTS_OF: Readonly<Record<string, string | undefined>> = {
  pod: 'pod', endpoints: 'service\'s endpoints', endpointslice: 'service\'s endpoints', service: 'service',
};

const FILTERS: ReadonlySet<string> = new Set(['keep', 'drop', 'keepequal', 'dropequal']);

export function unfilteredJob(context: ValidationContext): LocatedMessage[] {
  return context.configuration.jobs.flatMap((job) => {
    const unfiltered = unfilteredDiscoveries(job, context.targetMatches(job));
    const [first] = unfiltered;
    if (first === undefined) return [];
    const owners = enumerate([...new Set(unfiltered.map(({ role }) => PORTS_OF[role ?? ''] ?? ''))]);
    const message = `the job scrapes every port of every ${owners}, whether it has metrics or not: `
      + 'add a keep rule to relabel_configs, or namespaces or selectors here';
    return [{ place: first.value.placeOf('role'), message }];
  });
}

/** The discoveries of a job whose targets are all taken. */
export function unfilteredDiscoveries(job: EffectiveJob, matches: readonly CertainMatch[] = targetMatches(job)): EffectiveKubernetes[] {
  const unrestricted = job.kubernetes.filter(discovery => PORTS_OF[discovery.role ?? ''] !== undefined && !isRestricted(discovery));
  return unrestricted.length === 0 || hasFilter(job, matches) ? [] : unrestricted;
}

/** A filter that keeps everything is none. */
function hasFilter(job: EffectiveJob, matches: readonly CertainMatch[]): boolean {
  const idle = new Set(matches.filter(filtersNothing).map(({ relabeling }) => relabeling));
  return !isFullyKnown(job.value, 'relabel_configs')
    || job.relabelings.some(relabeling => relabeling.rule === undefined || (FILTERS.has(relabeling.rule.action) && !idle.has(relabeling)));
}

function isRestricted({ value, selectors }: EffectiveKubernetes): boolean {
  const namespaces = value.struct('namespaces');
  if (namespaces === undefined || !isFullyKnown(value, 'selectors')) return true;
  const names = namespaces.get('names');
  return selectors.length > 0 || typeof names === 'symbol' || namespaces.items('names').length > 0 || namespaces.flag('own_namespace') !== false;
}
