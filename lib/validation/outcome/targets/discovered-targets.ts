import { NODE, PODS, SERVICES, type Ingress, type Node, type Pod, type Service } from './typical-cluster';

/** A target as discovery finds it, with its labels before any rule. */
export interface DiscoveredTarget {
  readonly words: string;
  readonly address: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Absent for nodes. */
  readonly namespace?: string;
}

type Labels = Readonly<Record<string, string>>;

/** The targets in a usual cluster by role: https://github.com/prometheus/prometheus/tree/v3.16.0/discovery/kubernetes */
const TARGETS_OF_ROLES: ReadonlyMap<string, () => readonly DiscoveredTarget[]> = new Map([
  ['node', () => [nodeTarget('every node', NODE)]],
  ['pod', () => PODS.map(({ words, object }) => podTarget(words, object))],
  ['service', () => SERVICES.map(({ words, object }) => serviceTarget(words, object))],
  ['endpoints', () => SERVICES.map(({ words, object }) => endpointsTarget(words, object))],
  ['endpointslice', () => SERVICES.map(({ words, object }) => endpointSliceTarget(words, object))],
]);

const discovered = new Map<string, readonly DiscoveredTarget[]>();

/** Returns the targets that a role discovers in a usual cluster; none for a role that has no usual ones. */
export function discoveredTargets(role: string): readonly DiscoveredTarget[] {
  const targets = discovered.get(role) ?? TARGETS_OF_ROLES.get(role)?.() ?? [];
  discovered.set(role, targets);
  return targets;
}

export function podTarget(words: string, pod: Pod): DiscoveredTarget {
  return target(words, pod, addressOf(pod), podLabels(pod));
}

export function endpointsTarget(words: string, service: Service): DiscoveredTarget {
  return target(words, service, backendAddress(service), endpointsLabels(service));
}

export function endpointSliceTarget(words: string, service: Service): DiscoveredTarget {
  return target(words, service, backendAddress(service), endpointSliceLabels(service));
}

/** A target for each path of each host: the address is the host, without a port. */
export function ingressTarget(words: string, { namespace, name, host, path, scheme, labels, annotations }: Ingress): DiscoveredTarget {
  return target(words, { namespace }, host, {
    ingress_name: name, ingress_scheme: scheme, ingress_host: host, ingress_path: path, ...metadata('ingress', labels ?? {}, annotations),
  });
}

function target(words: string, { namespace }: { readonly namespace: string }, address: string, labels: Labels): DiscoveredTarget {
  const all = { namespace, ...labels };
  return { words, address, namespace, labels: new Map(Object.entries(all).map(([name, value]) => [`__meta_kubernetes_${name}`, value])) };
}

export function nodeTarget(words: string, { name, ip, kubeletPort, labels: own = {}, annotations }: Node): DiscoveredTarget {
  const labels = { node_name: name, node_address_InternalIP: ip, ...metadata('node', {
    'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': name, ...own,
  }, annotations) };
  const named = Object.entries(labels).map(([name, value]): [string, string] => [`__meta_kubernetes_${name}`, value]);
  return { words, address: joinHostPort(ip, kubeletPort), labels: new Map([...named, ['instance', name]]) };
}

export function serviceTarget(words: string, service: Service): DiscoveredTarget {
  const { name, namespace, port } = service;
  return target(words, service, `${name}.${namespace}.svc:${port.number}`, {
    ...serviceLabels(service), service_type: 'ClusterIP', service_cluster_ip: '172.20.0.10',
    service_port_name: port.name, service_port_number: String(port.number), service_port_protocol: 'TCP',
  });
}

function serviceLabels({ name, labels, annotations }: Service): Labels {
  return { service_name: name, ...metadata('service', labels, annotations) };
}

function endpointsLabels(service: Service): Labels {
  const { name, labels, port, backend } = service;
  return {
    endpoints_name: name, ...metadata('endpoints', labels), endpoint_ready: 'true', endpoint_port_name: port.name, endpoint_port_protocol: 'TCP',
    ...serviceLabels(service), ...backendLabels(backend, 'endpoint_address_target', 'endpoint_node_name'),
  };
}

function endpointSliceLabels(service: Service): Labels {
  const { name, labels, port, backend } = service;
  return {
    endpointslice_name: `${name}-x7k2p`, ...metadata('endpointslice', { ...labels, 'kubernetes.io/service-name': name }),
    endpointslice_address_type: 'IPv4', endpointslice_endpoint_conditions_ready: 'true', endpointslice_port: String(port.number),
    endpointslice_port_name: port.name, endpointslice_port_protocol: 'TCP',
    ...serviceLabels(service), ...backendLabels(backend, 'endpointslice_address_target', 'endpointslice_endpoint_node_name'),
  };
}

function backendLabels(backend: Pod | string, target: string, nodeName: string): Labels {
  if (typeof backend === 'string') return {};
  return { [`${target}_kind`]: 'Pod', [`${target}_name`]: backend.name, [nodeName]: NODE.name, ...podLabels(backend) };
}

function podLabels({ name, ip, container, port, labels, annotations, node }: Pod): Labels {
  const ports = port && { pod_container_port_name: port.name, pod_container_port_number: String(port.number), pod_container_port_protocol: 'TCP' };
  return {
    pod_name: name, pod_ip: ip, pod_ready: 'true', pod_phase: 'Running', pod_node_name: node?.name ?? NODE.name, pod_host_ip: node?.ip ?? NODE.ip,
    pod_container_name: container, pod_container_init: 'false', ...ports, ...metadata('pod', labels, annotations),
  };
}

/** A label with the value `v`, and the label of its presence; likewise for annotations. */
function metadata(kind: string, labels: Labels, annotations: Labels = {}): Labels {
  const named = ([what, values]: readonly [string, Labels]) => Object.entries(values).flatMap(([key, value]) => {
    const name = key.replaceAll(/[^a-zA-Z0-9_]/g, '_');
    return [[`${kind}_${what}_${name}`, value], [`${kind}_${what}present_${name}`, 'true']] as const;
  });
  return Object.fromEntries([...named(['label', labels]), ...named(['annotation', annotations])]);
}

function addressOf({ ip, port }: Pod): string {
  return port === undefined ? ip : joinHostPort(ip, port.number);
}

function joinHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function backendAddress({ backend }: Service): string {
  return typeof backend === 'string' ? backend : addressOf(backend);
}
