import type { KubernetesObject } from './kubernetes-object';
import { joinHostPort, metadataLabels, nonEmptyLabels, presentLabels, targetLabels, type DiscoveredLabels, type NamedLabels } from './labels';
import type { ObjectStore } from './object-store';

/** A port of a container, with the container. */
export interface ContainerPort {
  readonly container: KubernetesObject;
  readonly isInit: boolean;
  /** Absent for a container without ports. */
  readonly port?: KubernetesObject;
}

/** One target for each port of each container, and one for each container without ports. */
export function podTargets(pod: KubernetesObject, store: ObjectStore): DiscoveredLabels[] {
  const ip = pod.text('status', 'podIP');
  // Empty while the pod starts and when it was evicted.
  if (ip === '') return [];
  const group = {
    ...podLabels(pod, store), namespace: pod.namespace, ...store.nodeLabels(pod.text('spec', 'nodeName')), ...store.namespaceLabels(pod.namespace),
  };
  return containerPorts(pod).map(({ container, isInit, port }) => {
    const labels = { ...containerLabels(container, isInit), pod_container_id: containerId(pod, container, isInit) };
    if (port === undefined) return targetLabels(ip, labels, group);
    const number = port.text('containerPort');
    return targetLabels(joinHostPort(ip, number), { ...labels, ...portLabels(port, port.text('protocol')) }, group);
  });
}

/** The labels that every target of a pod has, also behind endpoints. */
export function podLabels(pod: KubernetesObject, store: ObjectStore): NamedLabels {
  const ready = pod.list('status', 'conditions').find(condition => condition.text('type') === 'Ready')?.text('status') ?? 'Unknown';
  const controller = controllerOf(pod);
  return {
    pod_ip: pod.text('status', 'podIP'),
    pod_ready: ready.toLowerCase(),
    pod_phase: pod.text('status', 'phase'),
    pod_node_name: pod.text('spec', 'nodeName'),
    pod_host_ip: pod.text('status', 'hostIP'),
    pod_uid: pod.text('metadata', 'uid'),
    ...metadataLabels('pod', pod),
    ...controller === undefined ? {} : controllerLabels(pod, controller, store),
  };
}

function controllerLabels(pod: KubernetesObject, controller: KubernetesObject, store: ObjectStore): NamedLabels {
  const labels = nonEmptyLabels({ pod_controller_kind: controller.kind, pod_controller_name: controller.text('name') });
  return { ...labels, ...ownerLabels(pod, controller, store) };
}

/** Deployments, jobs and cron jobs, if their metadata is attached. */
function ownerLabels(pod: KubernetesObject, controller: KubernetesObject, store: ObjectStore): NamedLabels {
  const { deployment = false, job = false, cronjob = false } = store.attached;
  const name = controller.text('name');
  const ownerOf = (kind: string, ownerKind: string) => {
    const object = store.find(kind, pod.namespace, name);
    const owner = object && controllerOf(object);
    return owner?.kind === ownerKind ? owner.text('name') : undefined;
  };
  if (controller.kind === 'ReplicaSet' && deployment) return presentLabels({ pod_deployment_name: ownerOf('ReplicaSet', 'Deployment') });
  if (controller.kind !== 'Job') return {};
  return presentLabels({ pod_job_name: job ? name : undefined, pod_cronjob_name: cronjob ? ownerOf('Job', 'CronJob') : undefined });
}

function controllerOf(object: KubernetesObject): KubernetesObject | undefined {
  return object.list('metadata', 'ownerReferences').find(owner => owner.text('controller') === 'true');
}

/** Every port of every container; a container without ports once. */
export function containerPorts(pod: KubernetesObject): ContainerPort[] {
  return [
    ...pod.list('spec', 'containers').map(container => ({ container, isInit: false })),
    ...pod.list('spec', 'initContainers').map(container => ({ container, isInit: true })),
  ].flatMap(({ container, isInit }): ContainerPort[] => {
    const ports = container.list('ports');
    return ports.length === 0 ? [{ container, isInit }] : ports.map(port => ({ container, isInit, port }));
  });
}

/** The labels of a container and its port, as targets of endpoints have them. */
export function containerPortLabels({ container, isInit }: ContainerPort, port: KubernetesObject, protocol: string): NamedLabels {
  return { ...containerLabels(container, isInit), ...portLabels(port, protocol) };
}

function containerLabels(container: KubernetesObject, isInit: boolean): NamedLabels {
  return { pod_container_name: container.text('name'), pod_container_image: container.text('image'), pod_container_init: String(isInit) };
}

function portLabels(port: KubernetesObject, protocol: string): NamedLabels {
  return { pod_container_port_name: port.text('name'), pod_container_port_number: port.text('containerPort'), pod_container_port_protocol: protocol };
}

function containerId(pod: KubernetesObject, container: KubernetesObject, isInit: boolean): string {
  const statuses = pod.list('status', isInit ? 'initContainerStatuses' : 'containerStatuses');
  return statuses.find(status => status.text('name') === container.text('name'))?.text('containerID') ?? '';
}
