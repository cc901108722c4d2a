import { discoveredKind, discoverTargets, type KubernetesDiscovery } from '../../../lib/prometheus/discovery/discover';
import type { KubernetesObject } from '../../../lib/prometheus/discovery/kubernetes-object';
import type { EffectiveConfiguration, EffectiveJob, EffectiveKubernetes } from '../../../lib/prometheus/scrape-config/effective';
import { relabelTarget, type RelabelTrace } from './relabel-trace';

/** A target of a Kubernetes object, relabeled. */
export interface JobTarget {
  /** `Pod kube-system/coredns-5d78c9869d-x2x9v` */
  readonly object: string;
  /** The address before relabeling, with container and port if there are. */
  readonly target: string;
  readonly trace: RelabelTrace;
}

/** The targets of a job among Kubernetes objects. */
export interface JobTargets {
  readonly targets: readonly JobTarget[];
  /** Objects without a target, with the reason. */
  readonly undiscovered: ReadonlyArray<{ readonly object: string; readonly reason: string }>;
  /** Related objects that are not given, without which labels are missing. */
  readonly missing: readonly string[];
}

/** Discovers the targets of a job among Kubernetes objects, and relabels each. */
export function jobTargets(
  configuration: EffectiveConfiguration, job: EffectiveJob, objects: readonly KubernetesObject[], role?: string,
): JobTargets {
  const results = job.kubernetes.filter(discovery => role === undefined || discovery.role === role)
    .map(discovery => discoverTargets(objects, settingsOf(discovery)));
  const found = results.flatMap(result => result.objects);
  return {
    targets: found.flatMap(({ object, targets }) => targets.map((labels): JobTarget => ({
      object: object.title, target: titleOf(labels), trace: relabelTarget(configuration, job, labels),
    }))),
    undiscovered: found.filter(({ targets }) => targets.length === 0).map(({ object, isSelected }) => ({
      object: object.title, reason: isSelected ? 'it has no address or no ports' : 'the namespaces or selectors of the job exclude it',
    })),
    missing: [...new Set(results.flatMap(result => result.missing))],
  };
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

function titleOf(labels: ReadonlyMap<string, string>): string {
  const label = (name: string) => labels.get(`__meta_kubernetes_${name}`) ?? '';
  const [container, port] = [label('pod_container_name'), label('pod_container_port_name') || label('endpoint_port_name') || label('service_port_name')];
  const details = [...container === '' ? [] : [`container ${container}`], ...port === '' ? [] : [`port ${port}`]];
  return `${labels.get('__address__') ?? ''}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}
