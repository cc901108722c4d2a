import type { KubernetesObject } from './kubernetes-object';
import { joinHostPort, targetLabels, type DiscoveredLabels, type NamedLabels } from './labels';
import type { ObjectStore } from './object-store';
import { containerPortLabels, containerPorts, podLabels } from './pod';

/** The pods behind an object of endpoints: each also has targets for container ports that are not endpoints. */
export class EndpointPods {
  private readonly portsByPod = new Map<KubernetesObject, Set<string>>();

  constructor(private readonly store: ObjectStore) {}

  /** The labels of the pod that an endpoint refers to, if it is one. */
  labelsOf(reference: KubernetesObject | undefined, port: string | undefined, protocolOf: (port: KubernetesObject) => string): NamedLabels {
    const pod = reference?.kind === 'Pod' ? this.store.find('Pod', reference.text('namespace'), reference.text('name')) : undefined;
    if (pod === undefined) return {};
    const ports = this.portsByPod.get(pod) ?? new Set();
    this.portsByPod.set(pod, ports);
    if (port !== undefined) ports.add(port);
    // Of several containers with the port, the last counts; of one container's ports, the first.
    const declared = containerPorts(pod).filter(entry => port !== undefined && entry.port?.text('containerPort') === port);
    const last = declared.at(-1)?.container;
    const entry = declared.find(({ container }) => container === last);
    const portLabels = entry?.port === undefined ? {} : containerPortLabels(entry, entry.port, protocolOf(entry.port));
    return { ...podLabels(pod, this.store), ...portLabels };
  }

  /** Targets for the container ports of these pods that no endpoint has. */
  remainingTargets(group: NamedLabels): DiscoveredLabels[] {
    return [...this.portsByPod].flatMap(([pod, covered]) => {
      const ip = pod.text('status', 'podIP');
      if (ip === '') return [];
      return containerPorts(pod).flatMap((entry) => {
        const { port } = entry;
        const number = port?.text('containerPort') ?? '';
        if (port === undefined || covered.has(number)) return [];
        const labels = { ...containerPortLabels(entry, port, port.text('protocol')), ...podLabels(pod, this.store) };
        return [targetLabels(joinHostPort(ip, number), labels, group)];
      });
    });
  }
}
