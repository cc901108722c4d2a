import { discoverTargets, type KubernetesDiscovery } from '../../../lib/prometheus/discovery/discover';
import { kubernetesObjects } from '../../../lib/prometheus/discovery/kubernetes-object';
import { ENDPOINTS, INGRESS, LIST, NODE, POD, SERVICE, SLICE } from './objects';

/** The labels of each target without their common prefix. */
function discover(discovery: KubernetesDiscovery, json: unknown = LIST): Array<Record<string, string>> {
  const { objects } = discoverTargets(kubernetesObjects(json), discovery);
  const targets = objects.flatMap(object => object.targets);
  return targets.map(labels =>
    Object.fromEntries([...labels].map(([name, value]) => [name.replace('__meta_kubernetes_', ''), value])));
}

function addresses(discovery: KubernetesDiscovery, json: unknown = LIST): Array<string | undefined> {
  return discover(discovery, json).map(({ __address__: address }) => address);
}

describe('role: pod', () => {
  test('discovers a target for each port, and one for each container without ports', () => {
    expect(discover({ role: 'pod' }).map(labels => [labels.__address__, labels.pod_container_name, labels.pod_container_init])).toEqual([
      ['10.0.0.5:8080', 'app', 'false'], ['10.0.0.5:9090', 'app', 'false'], ['10.0.0.5', 'proxy', 'false'], ['10.0.0.5', 'init', 'true'],
    ]);
  });

  test('gives a target the labels of its pod and port', () => {
    expect(discover({ role: 'pod' })[0]).toEqual({
      __address__: '10.0.0.5:8080', namespace: 'shop', pod_name: 'web-6f5c8b9d7-q4zkt', pod_ip: '10.0.0.5', pod_ready: 'true', pod_phase: 'Running',
      pod_node_name: 'node-1', pod_host_ip: '10.0.0.1', pod_uid: 'a1', pod_controller_kind: 'ReplicaSet', pod_controller_name: 'web-6f5c8b9d7',
      pod_label_app_kubernetes_io_name: 'web', pod_labelpresent_app_kubernetes_io_name: 'true', pod_label_tier: 'front', pod_labelpresent_tier: 'true',
      pod_annotation_prometheus_io_scrape: 'true', pod_annotationpresent_prometheus_io_scrape: 'true',
      pod_container_name: 'app', pod_container_image: 'web:1', pod_container_id: 'containerd://1', pod_container_init: 'false',
      pod_container_port_name: 'http', pod_container_port_number: '8080', pod_container_port_protocol: 'TCP',
    });
  });

  test('attaches metadata of nodes and namespaces on request', () => {
    expect(discover({ role: 'pod', attached: { node: true, namespace: true } })[0]).toMatchObject({
      node_name: 'node-1', node_label_kubernetes_io_arch: 'amd64', namespace_label_team: 'a', namespace_labelpresent_team: 'true',
    });
  });

  test.each([[{ kind: 'ReplicaSet', name: '' }, ['pod_controller_kind']], [{ kind: '', name: 'web' }, ['pod_controller_name']]])(
    'leaves out a label of the controller whose text is empty: %j', (owner, expected) => {
      const pod = { ...POD, metadata: { ...POD.metadata, ownerReferences: [{ ...owner, controller: true }] } };

      expect(Object.keys(discover({ role: 'pod' }, pod)[0] ?? {}).filter(name => name.startsWith('pod_controller'))).toEqual(expected);
    });

  test('excludes a pod with its node if the metadata of nodes is attached', () => {
    const selectors = [{ role: 'node', field: 'metadata.name!=node-1' }];

    expect(addresses({ role: 'pod', selectors, attached: { node: true } })).toEqual([]);
    expect(addresses({ role: 'pod', selectors })).toHaveLength(4);
  });

  test('lists objects that attached metadata needs and that are not given', () => {
    expect(discoverTargets(kubernetesObjects(POD), { role: 'pod', attached: { node: true } }).missing).toEqual(['Node node-1']);
  });

  test('discovers no target for a pod without an address', () => {
    expect(discover({ role: 'pod' }, { ...POD, status: { phase: 'Pending' } })).toEqual([]);
  });

  test('brackets IPv6 addresses before a port only', () => {
    const pod = { ...POD, status: { ...POD.status, podIP: 'fd00::5' } };

    expect(addresses({ role: 'pod' }, pod)).toEqual(['[fd00::5]:8080', '[fd00::5]:9090', 'fd00::5', 'fd00::5']);
  });
});

test('role: node discovers the kubelet by the preferred address', () => {
  expect(discover({ role: 'node' })).toEqual([{
    __address__: '10.0.0.1:10250', instance: 'node-1', node_name: 'node-1', node_provider_id: 'aws:///a/i-1', node_condition_ready: 'true',
    node_label_kubernetes_io_arch: 'amd64', node_labelpresent_kubernetes_io_arch: 'true', node_address_InternalIP: '10.0.0.1', node_address_Hostname: 'node-1',
  }]);
});

test('role: node discovers nothing of a node without an address', () => {
  expect(discover({ role: 'node' }, { ...NODE, status: {} })).toEqual([]);
});

test('role: service discovers the name of the service', () => {
  expect(discover({ role: 'service' })).toEqual([{
    __address__: 'web.shop.svc:80', namespace: 'shop', service_name: 'web', service_label_app: 'web', service_labelpresent_app: 'true', service_type: 'ClusterIP',
    service_cluster_ip: '172.20.0.10', service_port_name: 'http', service_port_number: '80', service_port_protocol: 'TCP',
  }]);
});

test.each<[string, object, object, Record<string, string>]>([
  ['ExternalName', { type: 'ExternalName', externalName: 'db.example.com' }, {}, { service_external_name: 'db.example.com' }],
  ['LoadBalancer', { type: 'LoadBalancer' }, { loadBalancer: { ingress: [{ ip: '1.2.3.4' }, { hostname: 'x' }, { ip: '5.6.7.8' }] } }, { service_loadbalancer_ip: '1.2.3.4,5.6.7.8' }],
])('role: service gives services of the type %s a label of their own', (_, spec, status, expected) => {
  expect(discover({ role: 'service' }, { ...SERVICE, spec: { ...SERVICE.spec, ...spec }, status })[0]).toMatchObject(expected);
});

test('role: endpoints discovers addresses, and further ports of the pods behind them', () => {
  expect(discover({ role: 'endpoints' }).map(labels =>
    [labels.__address__, labels.endpoint_ready, labels.service_name, labels.pod_name, labels.pod_container_port_name])).toEqual([
    ['10.0.0.5:8080', 'true', 'web', 'web-6f5c8b9d7-q4zkt', 'http'],
    ['10.0.0.6:8080', 'false', 'web', undefined, undefined],
    ['10.0.0.5:9090', undefined, 'web', 'web-6f5c8b9d7-q4zkt', 'metrics'],
  ]);
});

test('role: endpoints leaves out an empty host name', () => {
  const subsets = [{ addresses: [{ ip: '10.0.0.5', hostname: '' }, { ip: '10.0.0.6', hostname: 'web-1' }], ports: [{ port: 80 }] }];

  expect(discover({ role: 'endpoints' }, { ...ENDPOINTS, subsets }).map(labels => labels.endpoint_hostname)).toEqual([undefined, 'web-1']);
});

test('role: endpoints lists the service and the pods that are not given', () => {
  const { missing } = discoverTargets(kubernetesObjects(ENDPOINTS), { role: 'endpoints' });

  expect(missing).toEqual(['Service shop/web', 'Pod shop/web-6f5c8b9d7-q4zkt']);
});

test('role: endpointslice discovers addresses, and further ports of the pods behind them', () => {
  const targets = discover({ role: 'endpointslice' });

  expect(targets.map(labels => [
    labels.__address__, labels.endpointslice_endpoint_conditions_ready, labels.endpointslice_endpoint_zone, labels.pod_container_port_name,
  ])).toEqual([
    ['10.0.0.5:8080', 'true', 'a', 'http'],
    ['10.0.0.5:9090', undefined, undefined, 'metrics'],
  ]);
});

test('role: endpointslice ignores the slice of a service\'s second IP family', () => {
  const service = { ...SERVICE, spec: { ...SERVICE.spec, ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] } };
  const slice = { ...SLICE, addressType: 'IPv6', endpoints: [{ addresses: ['fd00::5'] }] };

  expect(addresses({ role: 'endpointslice' }, { items: [service, slice] })).toEqual([]);
  expect(addresses({ role: 'endpointslice' }, { items: [SERVICE, slice] })).toEqual(['[fd00::5]:8080']);
});

test('role: ingress discovers hosts and paths', () => {
  expect(discover({ role: 'ingress' }).map(labels => [labels.__address__, labels.ingress_scheme, labels.ingress_path, labels.ingress_class_name])).toEqual([
    ['web.example.com', 'https', '/a', 'alb'], ['web.example.com', 'https', '/', 'alb'], ['plain.test', 'http', '/', 'alb'],
  ]);
});

describe('service discovery with selectors and namespaces', () => {
  test.each<[string, Partial<KubernetesDiscovery>, boolean]>([
    ['in the namespace', { namespaces: ['shop', 'other'] }, true],
    ['in another namespace', { namespaces: ['other'] }, false],
    ['with a label selector', { selectors: [{ role: 'pod', label: 'tier=front,app.kubernetes.io/name in (web, api)' }] }, true],
    ['with a label selector for another value', { selectors: [{ role: 'pod', label: 'tier!=front' }] }, false],
    ['with a label selector for a key', { selectors: [{ role: 'pod', label: 'tier' }] }, true],
    ['with a label selector for a missing key', { selectors: [{ role: 'pod', label: '!tier' }] }, false],
    ['with a label selector of several values', { selectors: [{ role: 'pod', label: 'tier notin (front,back)' }] }, false],
    ['with a field selector', { selectors: [{ role: 'pod', field: 'spec.nodeName=node-1,status.phase!=Pending' }] }, true],
    ['with a field selector for another value', { selectors: [{ role: 'pod', field: 'spec.nodeName==node-2' }] }, false],
    ['with a field selector for a default', { selectors: [{ role: 'pod', field: 'spec.hostNetwork=false' }] }, true],
    ['with a selector of another role', { selectors: [{ role: 'node', label: 'nothing=here' }] }, true],
  ])('%s discovers the pod: %s', (_, discovery, expected) => {
    expect(addresses({ role: 'pod', ...discovery }).length > 0).toBe(expected);
  });
});

describe('a label selector that compares integers', () => {
  test.each([
    ['rank>7', '8', true], ['rank>7', '7', false], ['rank<7', '-8', true], ['rank>7', '+8', true],
    ['rank<7', '', false], ['rank<7', '1e0', false], ['rank>7', 'web', false],
    ['rank>9007199254740992', '9007199254740993', true],
  ])('%s selects a pod whose rank is "%s": %s', (label, rank, expected) => {
    const pod = { ...POD, metadata: { ...POD.metadata, labels: { rank } } };

    expect(addresses({ role: 'pod', selectors: [{ role: 'pod', label }] }, pod).length > 0).toBe(expected);
  });

  test('selects no pod without the label', () => {
    expect(addresses({ role: 'pod', selectors: [{ role: 'pod', label: 'rank<7' }] })).toEqual([]);
  });
});

describe('input with Kubernetes objects', () => {
  test('can be one object, a list, an array, or a list whose items do not repeat their kind', () => {
    const { kind: _, ...pod } = POD;

    for (const json of [POD, { kind: 'List', items: [POD] }, [POD], { kind: 'PodList', items: [pod] }]) expect(addresses({ role: 'pod' }, json)).toHaveLength(4);
  });

  test.each([[null], [3], ['Pod'], [[]], [{}], [{ kind: 'List', items: 3 }], [{ items: [null, { kind: 'Pod' }] }]])('%j has no objects', (json) => {
    expect(kubernetesObjects(json)).toEqual([]);
  });

  test.each([
    ['Pod', { spec: 3, status: { podIP: '1.2.3.4' } }], ['Pod', { status: { podIP: ['a'] } }], ['Pod', { spec: { containers: [null, 'a', { ports: {} }] }, status: { podIP: 'a' } }],
    ['Node', { status: { addresses: [null] } }], ['Service', { spec: { ports: [null] } }], ['Endpoints', { subsets: [{ ports: [1], addresses: [2] }] }],
    ['EndpointSlice', { endpoints: [1], ports: [{}] }], ['Ingress', { spec: { rules: [null], tls: 'a' } }],
  ])('as a %s with unexpected members does not fail: %j', (kind, members) => {
    for (const role of ['pod', 'node', 'service', 'endpoints', 'endpointslice', 'ingress']) {
      expect(() => addresses({ role }, { kind, metadata: { name: 'a', labels: ['b'] }, ...members })).not.toThrow();
    }
  });

  test('with an ingress without TLS is scraped over http', () => {
    expect(discover({ role: 'ingress' }, { ...INGRESS, spec: { ...INGRESS.spec, tls: [] } })[0]).toMatchObject({ ingress_scheme: 'http' });
  });
});
