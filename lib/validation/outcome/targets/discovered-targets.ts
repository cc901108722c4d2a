import { NODE, PODS, SERVICES, type Pod, type Service, type Witness } from './typical-cluster';

/** A target as discovery finds it, with its labels before any rule. */
export interface DiscoveredTarget {
  readonly words: string;
  readonly address: string;
  readonly labels: ReadonlyMap<string, string>;
  /** A node is in none. */
  readonly namespace?: string;
}

type Labels = Readonly<Record<string, string>>;

/** What each role finds in a cluster: https://github.com/prometheus/prometheus/tree/v3.14.0/discovery/kubernetes */
export const DISCOVERED_TARGETS: Readonly<Record<string, readonly DiscoveredTarget[] | undefined>> = {
  node: [nodeTarget()],
  pod: PODS.map(({ words, object }) => target(words, object, addressOf(object), podLabels(object))),
  service: SERVICES.map(serviceTarget),
  endpoints: SERVICES.map(({ words, object }) => target(words, object, backendAddress(object), endpointsLabels(object))),
  endpointslice: SERVICES.map(({ words, object }) => target(words, object, backendAddress(object), endpointSliceLabels(object))),
};

function target(words: string, { namespace }: { readonly namespace: string }, address: string, labels: Labels): DiscoveredTarget {
  const all = { namespace, ...labels };
  return { words, address, namespace, labels: new Map(Object.entries(all).map(([name, value]) => [`__meta_kubernetes_${name}`, value])) };
}

function nodeTarget(): DiscoveredTarget {
  const labels = { node_name: NODE.name, node_address_InternalIP: NODE.ip, ...metadata('node', {
    'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': NODE.name,
  }) };
  const named = Object.entries(labels).map(([name, value]): [string, string] => [`__meta_kubernetes_${name}`, value]);
  return { words: 'every node', address: `${NODE.ip}:${NODE.kubeletPort}`, labels: new Map([...named, ['instance', NODE.name]]) };
}

function serviceTarget({ words, object }: Witness<Service>): DiscoveredTarget {
  const { name, namespace, port } = object;
  return target(words, object, `${name}.${namespace}.svc:${port.number}`, {
    ...serviceLabels(object), service_type: 'ClusterIP', service_cluster_ip: '172.20.0.10',
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

function podLabels({ name, ip, container, port, labels, annotations }: Pod): Labels {
  const ports = port && { pod_container_port_name: port.name, pod_container_port_number: String(port.number), pod_container_port_protocol: 'TCP' };
  return {
    pod_name: name, pod_ip: ip, pod_ready: 'true', pod_phase: 'Running', pod_node_name: NODE.name, pod_host_ip: NODE.ip,
    pod_container_name: container, pod_container_init: 'false', ...ports, ...metadata('pod', labels, annotations),
  };
}

/** A label that is there with the value `v`, and one that says so; likewise for annotations. */
function metadata(kind: string, labels: Labels, annotations: Labels = {}): Labels {
  const named = ([what, values]: readonly [string, Labels]) => Object.entries(values).flatMap(([key, value]) => {
    const name = key.replaceAll(/[^a-zA-Z0-9_]/g, '_');
    return [[`${kind}_${what}_${name}`, value], [`${kind}_${what}present_${name}`, 'true']] as const;
  });
  return Object.fromEntries([...named(['label', labels]), ...named(['annotation', annotations])]);
}

function addressOf({ ip, port }: Pod): string {
  return port === undefined ? ip : `${ip}:${port.number}`;
}

function backendAddress({ backend }: Service): string {
  return typeof backend === 'string' ? backend : addressOf(backend);
}
