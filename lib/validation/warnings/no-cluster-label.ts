import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** Several clusters usually write to one workspace, where only a label distinguishes their series. */
export function noClusterLabel({ configuration: { global, jobs }, target: { isWorkspaceShared } }: ValidationContext): LocatedMessage[] {
  const isKnown = typeof global.value.get('external_labels') !== 'symbol';
  if (!isWorkspaceShared || !isKnown || global.externalLabels.size > 0 || jobs.length === 0 || jobs.every(writesClusterLabel)) return [];
  const message = 'metrics of several clusters in one workspace are indistinguishable: add to global external_labels: { cluster: <name> }';
  return [{ place: global.value.placeOf('external_labels'), message }];
}

/** Some write the label in every job instead. */
function writesClusterLabel({ relabelings, metricRelabelings, staticGroups }: EffectiveJob): boolean {
  const written = [...relabelings, ...metricRelabelings].map(({ value }) => value.text('target_label') ?? 'cluster');
  return [...written, ...staticGroups.flatMap(group => [...group.labels.keys()])].some(label => /cluster/i.test(label));
}
