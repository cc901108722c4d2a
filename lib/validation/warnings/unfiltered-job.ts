import type { EffectiveConfiguration, EffectiveJob, EffectiveKubernetes } from '../../prometheus/scrape-config/effective';
import { listed, type Finding } from './finding';
import { isWhole } from '../outcome/relabelings/whole';
import { filtersNothing, targetVerdicts } from '../outcome/relabelings/verdicts';

/** The roles that give a target for each port, with what has the ports. */
const PORTS_OF: Readonly<Record<string, string | undefined>> = {
  pod: 'pod', endpoints: 'service\'s endpoints', endpointslice: 'service\'s endpoints', service: 'service',
};

const FILTERS: ReadonlySet<string> = new Set(['keep', 'drop', 'keepequal', 'dropequal']);

export function unfilteredJob({ jobs }: EffectiveConfiguration): Finding[] {
  return jobs.flatMap((job) => {
    const unfiltered = unfilteredDiscoveries(job);
    const [first] = unfiltered;
    if (first === undefined) return [];
    const owners = listed([...new Set(unfiltered.map(({ role }) => PORTS_OF[role ?? ''] ?? ''))]);
    const message = `the job scrapes every port of every ${owners}, whether it has metrics or not: `
      + 'add a keep rule to relabel_configs, or namespaces or selectors here';
    return [{ place: first.value.placeOf('role'), message }];
  });
}

/** The discoveries of a job whose targets are all taken. */
export function unfilteredDiscoveries(job: EffectiveJob): EffectiveKubernetes[] {
  const unrestricted = job.kubernetes.filter(discovery => PORTS_OF[discovery.role ?? ''] !== undefined && !isRestricted(discovery));
  return unrestricted.length === 0 || hasFilter(job) ? [] : unrestricted;
}

/** A filter that keeps everything is none. */
function hasFilter(job: EffectiveJob): boolean {
  const idle = new Set(targetVerdicts(job).filter(filtersNothing).map(({ relabeling }) => relabeling));
  return !isWhole(job.value, 'relabel_configs')
    || job.relabelings.some(relabeling => relabeling.rule === undefined || (FILTERS.has(relabeling.rule.action) && !idle.has(relabeling)));
}

function isRestricted({ value, selectors }: EffectiveKubernetes): boolean {
  const namespaces = value.struct('namespaces');
  if (namespaces === undefined || !isWhole(value, 'selectors')) return true;
  const names = namespaces.get('names');
  return selectors.length > 0 || typeof names === 'symbol' || namespaces.items('names').length > 0 || namespaces.flag('own_namespace') !== false;
}
