import type { KubernetesObject } from '../../../lib/prometheus/discovery/kubernetes-object';
import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { targetsOfObjects } from '../../../lib/validation/outcome/job-targets';
import { relabelTarget, type RelabelTrace } from '../../../lib/validation/outcome/relabel-trace';
import { knownOf } from './known-job';

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

/** Why an object that a job discovers has no target, by its kind. */
const REASONS: Readonly<Record<string, string>> = {
  Pod: 'it has no IP address', Service: 'it has no ports', Node: 'it has no addresses', Endpoints: 'it has no addresses or no ports',
};

/** Discovers the targets of a job among Kubernetes objects, and relabels each. */
export function jobTargets(
  configuration: EffectiveConfiguration, job: EffectiveJob, objects: readonly KubernetesObject[], role?: string,
): JobTargets {
  const { targets, undiscovered, missing } = targetsOfObjects(job, objects, role);
  return {
    targets: targets.map(({ object, labels }): JobTarget => ({
      object: object.title, target: titleOf(labels), trace: knownOf(job, relabelTarget(configuration, job, labels)),
    })),
    undiscovered: undiscovered.map(({ object, isSelected }) => ({
      object: object.title, reason: isSelected ? REASONS[object.kind] ?? 'it has no address or no ports' : 'the namespaces or selectors of the job exclude it',
    })),
    missing,
  };
}

function titleOf(labels: ReadonlyMap<string, string>): string {
  const label = (name: string) => labels.get(`__meta_kubernetes_${name}`) ?? '';
  const [container, port] = [label('pod_container_name'), label('pod_container_port_name') || label('endpoint_port_name') || label('service_port_name')];
  const details = [...container === '' ? [] : [`container ${container}`], ...port === '' ? [] : [`port ${port}`]];
  return `${labels.get('__address__') ?? ''}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}
