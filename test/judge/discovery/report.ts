import * as fc from 'fast-check';
import { discoverTargets } from '../../../lib/prometheus/discovery/discover';
import { kubernetesObjects, type KubernetesObject } from '../../../lib/prometheus/discovery/kubernetes-object';
import type { Prometheus } from '../prometheus';
import { clusters, ROLES, type GeneratedDiscovery } from './clusters';

type Targets = ReadonlyArray<Readonly<Record<string, string>>>;

/** A cluster has many objects, and is compared for every role. */
const OBJECTS_PER_CLUSTER = 25;
const MOST_SHOWN = 5;

/** Compares the targets that the library and Prometheus's discovery find in generated clusters, with all their labels. */
export async function reportDiscovery(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  const differences: string[] = [];
  const compared = new Map(ROLES.map(role => [role, 0]));
  let targets = 0;
  for (const { objects, discoveries } of fc.sample(clusters, { numRuns: Math.ceil(count / OBJECTS_PER_CLUSTER), seed })) {
    for (const discovery of discoveries) {
      const answer = await prometheus.ask({ kind: 'discovery', text: JSON.stringify({ ...discovery, objects }) });
      const theirs = (answer.result ?? {}) as Readonly<Record<string, Targets>>;
      if (answer.verdict === 'bad') differences.push(`${JSON.stringify(discovery)}: ${answer.message ?? ''}`);
      const ours = targetsByObject(objects, discovery);
      for (const source of new Set([...ours.keys(), ...Object.keys(theirs)])) {
        const [left, right] = [sorted(ours.get(source) ?? []), sorted(theirs[source] ?? [])];
        compared.set(discovery.role, (compared.get(discovery.role) ?? 0) + 1);
        targets += right.length;
        if (JSON.stringify(left) !== JSON.stringify(right)) differences.push(difference(source, discovery, left, right));
      }
    }
  }
  const counts = [...compared].map(([role, objects]) => `${role} ${objects}`).join(', ');
  console.log(`Discovery, seed ${seed}: ${targets} targets of objects by role (${counts}): ${differences.length} differences`);
  for (const text of differences.slice(0, MOST_SHOWN)) console.log(text);
  return differences.length === 0 && targets > 0;
}

/** The targets of the objects that the discovery selects, by Prometheus's names for groups of targets. */
function targetsByObject(objects: readonly object[], discovery: GeneratedDiscovery): Map<string, Targets> {
  const found = discoverTargets(kubernetesObjects(objects), discovery).objects.filter(({ isSelected }) => isSelected);
  return new Map(found.map(({ object, targets }) => [sourceOf(object), targets.map(target => Object.fromEntries(target))]));
}

function sourceOf({ kind, namespace, name }: KubernetesObject): string {
  if (kind === 'Node') return `node/${name}`;
  return `${kind === 'Service' ? 'svc' : kind.toLowerCase()}/${namespace}/${name}`;
}

/** The labels of each target, sorted: Prometheus's is not always the same. */
function sorted(targets: Targets): string[][] {
  const labels = targets.map(target => Object.entries(target).map(([name, value]) => `${name}=${JSON.stringify(value)}`).sort());
  return labels.sort((left, right) => left.join('\n') < right.join('\n') ? -1 : 1);
}

/** The labels in which the first targets differ that do. */
function difference(source: string, discovery: GeneratedDiscovery, ours: readonly string[][], theirs: readonly string[][]): string {
  const longer = ours.length > theirs.length ? ours : theirs;
  const index = longer.findIndex((_, each) => ours[each]?.join('\n') !== theirs[each]?.join('\n'));
  const only = (some: readonly string[] = [], others: readonly string[] = []) =>
    some.filter(label => !others.includes(label)).slice(0, MOST_SHOWN).join(', ');
  return [
    `  ${source} with ${JSON.stringify(discovery)}: ${ours.length} targets, and ${theirs.length} of Prometheus`,
    `    only the library: ${only(ours[index], theirs[index])}`,
    `    only Prometheus:  ${only(theirs[index], ours[index])}`,
  ].join('\n');
}
