import { discoveredKind, discoverTargets, type KubernetesDiscovery } from '../../prometheus/discovery/discover';
import type { KubernetesObject } from '../../prometheus/discovery/kubernetes-object';
import type { Labels } from '../../prometheus/relabel/label-builder';
import type { EffectiveJob, EffectiveKubernetes } from '../../prometheus/scrape-config/effective';
import { knownLabels } from '../../prometheus/scrape-config/static-targets';

/** A target before relabeling, and the Kubernetes object that it is of. */
export interface ObjectTarget {
  readonly object: KubernetesObject;
  readonly labels: Labels;
}

/** The targets that a job discovers among Kubernetes objects. */
export interface ObjectTargets {
  readonly targets: readonly ObjectTarget[];
  /** Objects without a target. */
  readonly undiscovered: ReadonlyArray<{ readonly object: KubernetesObject; readonly isSelected: boolean }>;
  /** Related objects that are not given, without which labels are missing. */
  readonly missing: readonly string[];
}

/**
 * Discovers the targets of a job among Kubernetes objects.
 *
 * @param role the role of the discoveries; by default all of the job
 */
export function targetsOfObjects(job: EffectiveJob, objects: readonly KubernetesObject[], role?: string): ObjectTargets {
  const results = job.kubernetes.filter(discovery => role === undefined || discovery.role === role)
    .map(discovery => discoverTargets(objects, settingsOf(discovery)));
  const found = results.flatMap(result => result.objects);
  return {
    targets: found.flatMap(({ object, targets }) => targets.map(labels => ({ object, labels }))),
    undiscovered: found.filter(({ targets }) => targets.length === 0),
    missing: [...new Set(results.flatMap(result => result.missing))],
  };
}

/** Returns the labels of a job's static targets; nothing if a part of them is known only at deployment. */
export function staticTargetsOf({ staticGroups }: EffectiveJob): Labels[] | undefined {
  const targets = staticGroups.flatMap(({ value, targets: addresses }) => {
    const labels = knownLabels(value);
    return addresses.map(({ text }) => labels === undefined || text === undefined ? undefined : new Map([...labels, ['__address__', text]]));
  });
  const known = targets.filter(target => target !== undefined);
  return known.length === targets.length ? known : undefined;
}

/** The kinds of objects that a job discovers. */
export function discoveredKinds({ kubernetes }: EffectiveJob): string[] {
  return [...new Set(kubernetes.flatMap(({ role = '' }) => discoveredKind(role) ?? []))];
}

/** Namespaces that are known only at deployment exclude nothing here. */
function settingsOf({ role = '', namespaces, selectors, value }: EffectiveKubernetes): KubernetesDiscovery {
  const names = namespaces.map(({ text }) => text);
  const attached = value.struct('attach_metadata');
  const flag = (name: string) => attached?.flag(name) === true;
  return {
    role,
    namespaces: names.includes(undefined) ? [] : names.flatMap(name => name ?? []),
    selectors: selectors.map(selector => ({ role: selector.role ?? '', label: selector.label, field: selector.field })),
    attached: { node: flag('node'), namespace: flag('namespace'), deployment: flag('deployment'), job: flag('job'), cronjob: flag('cronjob') },
  };
}
