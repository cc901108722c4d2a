import * as fc from 'fast-check';

/*
 * Objects of Kubernetes as an API server returns them. There are few names for each kind, so that objects refer to each other. The names of
 * labels stay different when they are sanitized: of two that do not, Prometheus takes one or the other.
 */

type Json = Readonly<Record<string, unknown>>;

export const NAMESPACES = ['shop', 'kube-system'];
const POD_NAMES = ['web-0', 'web-1', 'web-6f5c8b9d7-q4zkt', 'db', 'job-x7k2p'];
const NODE_NAMES = ['node-1', 'ip-10-0-1-2.eu-west-1.compute.internal', 'node.3'];
const SERVICE_NAMES = ['web', 'db', 'headless'];
const LABEL_NAMES = ['app', 'app.kubernetes.io/name', 'Tier', 'a-b_c.d/e-f', 'x', 'example.com/ünïcode', '1st', 'prometheus.io/port', 'topology/zone-😀'];
const TEXTS = ['', 'web', 'a b', 'true', 'ünï "quoted"', '{"a":1}', '8080', 'line\nbreak', '0', '-7', '+8', '1e3', 'ReplicaSet'];
const IPS = ['10.0.0.5', '10.0.1.7', 'fd00::5', '2001:db8::1', 'fe80::1%eth0'];
const PORTS = [80, 443, 8080, 9090, 10250, 65535, 1];

const texts = fc.constantFrom(...TEXTS);
const ips = fc.constantFrom(...IPS);
const ports = fc.constantFrom(...PORTS);
const protocols = fc.constantFrom('TCP', 'UDP', 'SCTP');
const portNames = fc.constantFrom('', 'http', 'metrics', 'https-web');
const namespaces = fc.constantFrom(...NAMESPACES);
const nodeNames = fc.constantFrom(...NODE_NAMES);
const statuses = fc.constantFrom('True', 'False', 'Unknown');

/** Some of a list, each once. */
export function someOf<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.subarray([...items]);
}

/** A member that may be left out. */
function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

function list<T>(item: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> {
  return fc.array(item, { maxLength });
}

const labels = someOf(LABEL_NAMES).chain(names => fc.tuple(...names.map(() => texts)).map(values =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]))));

const owners = list(fc.record({
  apiVersion: fc.constant('v1'), kind: fc.constantFrom('ReplicaSet', 'Job', 'DaemonSet', 'Deployment', 'CronJob', ''),
  name: fc.constantFrom('owner-1', 'owner-2', ''), uid: fc.constant('u'), controller: maybe(fc.boolean()),
}), 2);

function metadata(name: string, namespace?: string): fc.Arbitrary<Json> {
  return fc.record({
    name: fc.constant(name), namespace: fc.constant(namespace), uid: maybe(fc.constantFrom('a1', '6ba7b810-9dad')), labels: maybe(labels), annotations: maybe(labels),
    ownerReferences: maybe(owners), deletionTimestamp: maybe(fc.constant('2026-01-01T00:00:00Z')),
  });
}

const containerPort = fc.record({ containerPort: ports, name: maybe(portNames), protocol: maybe(protocols), hostPort: maybe(ports) });
const container = fc.record({
  name: fc.constantFrom('app', 'sidecar', 'init', 'proxy'), image: maybe(fc.constantFrom('web:1', 'registry/web@sha256:abc', '')), ports: maybe(list(containerPort)),
  restartPolicy: maybe(fc.constant('Always')),
});
const containerStatuses = maybe(list(fc.record({
  name: fc.constantFrom('app', 'sidecar', 'init', 'proxy'), containerID: maybe(fc.constantFrom('containerd://1', 'containerd://2', '')),
  image: fc.constant('web:1'), ready: fc.boolean(),
})));

function pod(name: string, namespace: string): fc.Arbitrary<Json> {
  return fc.record({
    kind: fc.constant('Pod'), apiVersion: fc.constant('v1'), metadata: metadata(name, namespace),
    spec: fc.record({
      nodeName: maybe(nodeNames), hostNetwork: maybe(fc.boolean()), restartPolicy: maybe(fc.constantFrom('Always', 'Never')),
      containers: list(container), initContainers: maybe(list(container, 2)),
    }),
    status: fc.record({
      phase: maybe(fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown')), podIP: maybe(fc.oneof({ weight: 6, arbitrary: ips }, fc.constant(''))),
      hostIP: maybe(ips), podIPs: maybe(list(fc.record({ ip: ips }), 2)), containerStatuses, initContainerStatuses: containerStatuses,
      conditions: maybe(list(fc.record({ type: fc.constantFrom('Ready', 'Initialized', 'PodScheduled'), status: statuses }))),
    }),
  });
}

function service(name: string, namespace: string): fc.Arbitrary<Json> {
  return fc.record({
    kind: fc.constant('Service'), apiVersion: fc.constant('v1'), metadata: metadata(name, namespace),
    spec: fc.record({
      type: maybe(fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName')),
      clusterIP: maybe(fc.constantFrom('172.20.0.1', 'None', '', 'fd00:10::1')),
      externalName: maybe(fc.constantFrom('db.example.com', '')), loadBalancerIP: maybe(ips),
      ipFamilyPolicy: maybe(fc.constantFrom('SingleStack', 'PreferDualStack', 'RequireDualStack')), ipFamilies: maybe(someOf(['IPv4', 'IPv6'])),
      ports: maybe(list(fc.record({
        port: ports, name: maybe(portNames), protocol: maybe(protocols), targetPort: maybe(fc.oneof(ports, fc.constant('http'))), nodePort: maybe(ports),
        appProtocol: maybe(fc.constant('http')),
      }))),
    }),
    status: maybe(fc.record({ loadBalancer: maybe(fc.record({ ingress: maybe(list(fc.record({ ip: maybe(ips), hostname: maybe(fc.constant('lb.example.com')) }))) })) })),
  });
}

function node(name: string): fc.Arbitrary<Json> {
  const addresses = someOf(['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname', 'Some-Other.Type'])
    .chain(types => fc.tuple(...types.map(type => fc.record({ type: fc.constant(type), address: fc.oneof(ips, fc.constantFrom('node.internal', '')) }))))
    .chain(found => fc.shuffledSubarray([...found, ...found.slice(0, 1)], { minLength: found.length }));
  return fc.record({
    kind: fc.constant('Node'), apiVersion: fc.constant('v1'), metadata: metadata(name),
    spec: fc.record({ providerID: maybe(fc.constantFrom('aws:///eu-west-1a/i-1', '')), unschedulable: maybe(fc.boolean()) }),
    status: fc.record({
      addresses: maybe(addresses), daemonEndpoints: maybe(fc.record({ kubeletEndpoint: fc.record({ Port: maybe(ports) }) })),
      conditions: maybe(someOf(['Ready', 'MemoryPressure', 'DiskPressure', 'Kernel.Deadlock-X']).chain(types =>
        fc.tuple(...types.map(type => fc.record({ type: fc.constant(type), status: statuses }))))),
    }),
  });
}

/** Also one to an object that is not there, or in no namespace. */
const reference = fc.record({
  kind: fc.constantFrom('Pod', 'Pod', 'Pod', 'Node', 'Service', ''), name: fc.constantFrom(...POD_NAMES, ...NODE_NAMES, ''), namespace: maybe(namespaces),
});

function endpoints(name: string, namespace: string): fc.Arbitrary<Json> {
  const address = fc.record({ ip: ips, hostname: maybe(fc.constantFrom('web-0', '')), nodeName: maybe(fc.oneof(nodeNames, fc.constant(''))), targetRef: maybe(reference) });
  return fc.record({
    kind: fc.constant('Endpoints'), apiVersion: fc.constant('v1'), metadata: metadata(name, namespace),
    subsets: maybe(list(fc.record({
      addresses: maybe(list(address)), notReadyAddresses: maybe(list(address, 2)),
      ports: maybe(list(fc.record({ port: ports, name: maybe(portNames), protocol: maybe(protocols) }))),
    }))),
  });
}

function endpointSlice(name: string, namespace: string): fc.Arbitrary<Json> {
  const serviceLabel = maybe(fc.constantFrom(...SERVICE_NAMES, 'gone', ''));
  const withService = fc.tuple(metadata(name, namespace), serviceLabel).map(([meta, label]) => label === undefined
    ? meta
    : { ...meta, labels: { ...meta.labels as Json | undefined, 'kubernetes.io/service-name': label } });
  const endpoint = fc.record({
    addresses: list(fc.oneof(ips, fc.constant('db.example.com'))), hostname: maybe(fc.constantFrom('web-0', '')), nodeName: maybe(nodeNames),
    zone: maybe(fc.constantFrom('eu-west-1a', '')), targetRef: maybe(reference), deprecatedTopology: maybe(labels),
    conditions: maybe(fc.record({ ready: maybe(fc.boolean()), serving: maybe(fc.boolean()), terminating: maybe(fc.boolean()) })),
  });
  return fc.record({
    kind: fc.constant('EndpointSlice'), apiVersion: fc.constant('discovery.k8s.io/v1'), metadata: withService,
    addressType: fc.constantFrom('IPv4', 'IPv6', 'FQDN'), endpoints: list(endpoint),
    ports: maybe(list(fc.record({ port: maybe(ports), name: maybe(portNames), protocol: maybe(protocols), appProtocol: maybe(fc.constantFrom('http', '')) }))),
  });
}

function ingress(name: string, namespace: string): fc.Arbitrary<Json> {
  const hosts = fc.constantFrom('shop.example.com', 'a.shop.example.com', '*.example.com', 'example.com', '', 'x.y');
  const patterns = fc.oneof(hosts, fc.constantFrom('*.shop.example.com', '*', '*.y'));
  return fc.record({
    kind: fc.constant('Ingress'), apiVersion: fc.constant('networking.k8s.io/v1'), metadata: metadata(name, namespace),
    spec: fc.record({
      ingressClassName: maybe(fc.constantFrom('alb', '')), tls: maybe(list(fc.record({ hosts: maybe(list(patterns)), secretName: maybe(fc.constant('s')) }), 2)),
      rules: maybe(list(fc.record({
        host: maybe(hosts),
        http: maybe(fc.record({ paths: maybe(list(fc.record({ path: maybe(fc.constantFrom('/', '/api', '', '/a b*')), pathType: fc.constant('Prefix') }))) })),
      }))),
    }),
  });
}

/** A ReplicaSet or Job, by which a pod finds its Deployment or CronJob. */
function owner(kind: string, apiVersion: string, name: string, namespace: string): fc.Arbitrary<Json> {
  return fc.record({ kind: fc.constant(kind), apiVersion: fc.constant(apiVersion), metadata: metadata(name, namespace) });
}

/** For each namespace and name an object, or none. */
function namespaced(
  names: readonly string[], create: (name: string, namespace: string) => fc.Arbitrary<Json>,
): Array<fc.Arbitrary<Json | undefined>> {
  return NAMESPACES.flatMap(namespace => names.map(name => fc.option(create(name, namespace), { nil: undefined, freq: 3 })));
}

/** The objects of a cluster. */
export const objects = fc.tuple(
  ...NODE_NAMES.map(node),
  ...NAMESPACES.map(name => fc.record({ kind: fc.constant('Namespace'), apiVersion: fc.constant('v1'), metadata: metadata(name) })),
  ...namespaced(POD_NAMES, pod), ...namespaced(SERVICE_NAMES, service), ...namespaced(SERVICE_NAMES, endpoints),
  ...namespaced(['web-abc', 'db-xyz', 'headless-1'], endpointSlice), ...namespaced(['front', 'api'], ingress),
  ...namespaced(['owner-1', 'owner-2'], (name, namespace) => owner('ReplicaSet', 'apps/v1', name, namespace)),
  ...namespaced(['owner-1', 'owner-2'], (name, namespace) => owner('Job', 'batch/v1', name, namespace)),
).map(found => withoutUndefined(found.filter(object => object !== undefined)));

/** As JSON has it. */
function withoutUndefined(found: readonly Json[]): Json[] {
  return JSON.parse(JSON.stringify(found)) as Json[];
}
