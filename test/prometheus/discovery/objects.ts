/** Objects of a cluster as `kubectl get -o json` prints them. */

export const POD = {
  apiVersion: 'v1', kind: 'Pod',
  metadata: {
    name: 'web-6f5c8b9d7-q4zkt', namespace: 'shop', uid: 'a1', labels: { 'app.kubernetes.io/name': 'web', 'tier': 'front' },
    annotations: { 'prometheus.io/scrape': 'true' }, ownerReferences: [{ kind: 'ReplicaSet', name: 'web-6f5c8b9d7', controller: true }],
  },
  spec: {
    nodeName: 'node-1',
    containers: [
      { name: 'app', image: 'web:1', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }, { name: 'metrics', containerPort: 9090, protocol: 'TCP' }] },
      { name: 'proxy', image: 'proxy:1' },
    ],
    initContainers: [{ name: 'init', image: 'init:1' }],
  },
  status: {
    phase: 'Running', podIP: '10.0.0.5', hostIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'app', containerID: 'containerd://1' }],
  },
};

export const NODE = {
  kind: 'Node', metadata: { name: 'node-1', labels: { 'kubernetes.io/arch': 'amd64' } }, spec: { providerID: 'aws:///a/i-1' },
  status: {
    addresses: [{ type: 'Hostname', address: 'node-1' }, { type: 'InternalIP', address: '10.0.0.1' }, { type: 'InternalIP', address: 'fd00::1' }],
    conditions: [{ type: 'Ready', status: 'True' }], daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
  },
};

export const SERVICE = {
  kind: 'Service', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { type: 'ClusterIP', clusterIP: '172.20.0.10', ports: [{ name: 'http', port: 80, protocol: 'TCP' }] },
};

export const ENDPOINTS = {
  kind: 'Endpoints', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  subsets: [{
    addresses: [{ ip: '10.0.0.5', nodeName: 'node-1', targetRef: { kind: 'Pod', namespace: 'shop', name: POD.metadata.name } }],
    notReadyAddresses: [{ ip: '10.0.0.6' }],
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  }],
};

export const SLICE = {
  kind: 'EndpointSlice', metadata: { name: 'web-x7k2p', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } }, addressType: 'IPv4',
  endpoints: [{
    addresses: ['10.0.0.5'], conditions: { ready: true }, nodeName: 'node-1', zone: 'a', targetRef: { kind: 'Pod', namespace: 'shop', name: POD.metadata.name },
  }],
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
};

export const INGRESS = {
  kind: 'Ingress', metadata: { name: 'web', namespace: 'shop' },
  spec: {
    ingressClassName: 'alb', tls: [{ hosts: ['*.example.com'] }],
    rules: [{ host: 'web.example.com', http: { paths: [{ path: '/a' }, {}] } }, { host: 'plain.test' }],
  },
};

export const NAMESPACE = { kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } };

export const LIST = { kind: 'List', items: [POD, NODE, SERVICE, ENDPOINTS, SLICE, INGRESS, NAMESPACE] };
