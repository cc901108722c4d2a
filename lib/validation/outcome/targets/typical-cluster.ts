/** A node and its kubelet. */
export interface Node {
  readonly name: string;
  readonly ip: string;
  readonly kubeletPort: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A path of a host of an ingress. */
export interface Ingress {
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly scheme: 'http' | 'https';
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A container port of a pod that runs. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  readonly container: string;
  readonly port?: { readonly name: string; readonly number: number };
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** A node in the cluster unless specified. */
  readonly node?: { readonly name: string; readonly ip: string };
}

/** A port of a service, and what is behind it. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly port: { readonly name: string; readonly number: number };
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** A pod, or the address of something else. */
  readonly backend: Pod | string;
}

/** Something in a cluster that a job may scrape, with the words for it in a message. */
export interface Witness<T> {
  readonly words: string;
  readonly object: T;
}

export const NODE: Node = { name: 'any-node', ip: '10.0.0.10', kubeletPort: 10250 };

const coreDns: Pod = {
  namespace: 'kube-system', name: 'coredns-5d78c9869d-x2x9v', ip: '10.0.0.21', container: 'coredns', port: { name: 'metrics', number: 9153 },
  labels: { 'k8s-app': 'kube-dns', 'eks.amazonaws.com/component': 'coredns' },
};

const kubeProxy: Pod = {
  namespace: 'kube-system', name: 'kube-proxy-7xk2p', ip: NODE.ip, container: 'kube-proxy', labels: { 'k8s-app': 'kube-proxy' },
};

/** As their Helm charts install them: https://github.com/prometheus-community/helm-charts/tree/main/charts */
const kubeStateMetrics: Pod = {
  namespace: 'kube-state-metrics', name: 'kube-state-metrics-6f5c8b9d7-q4zkt', ip: '10.0.0.22', container: 'kube-state-metrics',
  port: { name: 'http', number: 8080 }, labels: { 'app.kubernetes.io/name': 'kube-state-metrics' },
};

const nodeExporter: Pod = {
  namespace: 'prometheus-node-exporter', name: 'prometheus-node-exporter-9mjw4', ip: NODE.ip, container: 'node-exporter',
  port: { name: 'metrics', number: 9100 }, labels: { 'app.kubernetes.io/name': 'prometheus-node-exporter' },
};

/** Pods of nobody in particular: names and ports that only a job for everything takes. */
const anyPod: Pod = {
  namespace: 'any-namespace', name: 'any-pod', ip: '10.0.0.23', container: 'any-container', port: { name: 'any-port', number: 18080 }, labels: {},
};

const annotatedPod: Pod = {
  ...anyPod, name: 'any-annotated-pod', ip: '10.0.0.24', annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '18080' },
};

/** The convention of the Prometheus community's Helm chart. */
const SCRAPE_ANNOTATION = { 'prometheus.io/scrape': 'true' };

export const PODS: ReadonlyArray<Witness<Pod>> = [
  { words: 'kube-proxy', object: kubeProxy },
  { words: 'CoreDNS', object: coreDns },
  { words: 'kube-state-metrics', object: kubeStateMetrics },
  { words: 'the node exporter', object: nodeExporter },
  { words: 'every pod annotated with prometheus.io/scrape', object: annotatedPod },
  { words: 'every pod', object: anyPod },
];

export const API_SERVER: Witness<Service> = {
  words: 'the API server',
  object: {
    namespace: 'default', name: 'kubernetes', port: { name: 'https', number: 443 }, backend: '10.0.0.11:443',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
};

/** EKS annotates CoreDNS's service, and the charts annotate theirs. */
export const SERVICES: ReadonlyArray<Witness<Service>> = [
  API_SERVER,
  {
    words: 'CoreDNS',
    object: {
      namespace: 'kube-system', name: 'kube-dns', port: { name: 'metrics', number: 9153 }, backend: coreDns,
      labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/name': 'CoreDNS', 'eks.amazonaws.com/component': 'kube-dns' },
      annotations: { ...SCRAPE_ANNOTATION, 'prometheus.io/port': '9153' },
    },
  },
  {
    words: 'kube-state-metrics',
    object: { ...kubeStateMetrics, name: 'kube-state-metrics', port: { name: 'http', number: 8080 }, backend: kubeStateMetrics, annotations: SCRAPE_ANNOTATION },
  },
  {
    words: 'the node exporter',
    object: { ...nodeExporter, name: 'prometheus-node-exporter', port: { name: 'metrics', number: 9100 }, backend: nodeExporter, annotations: SCRAPE_ANNOTATION },
  },
  {
    words: 'everything behind a service annotated with prometheus.io/scrape',
    object: {
      namespace: 'any-namespace', name: 'any-annotated-service', port: { name: 'any-port', number: 18080 }, labels: {}, backend: anyPod,
      annotations: { ...SCRAPE_ANNOTATION, 'prometheus.io/port': '18080' },
    },
  },
  {
    words: 'every service',
    object: { namespace: 'any-namespace', name: 'any-service', port: { name: 'any-port', number: 18080 }, labels: {}, backend: anyPod },
  },
];
