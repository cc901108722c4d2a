import type { ScrapedTarget } from '../validation/outcome/targets/scraped-targets';
import type { ClusterSize } from './cluster-size';
import { CADVISOR } from './component-sizes/cadvisor';
import { API_SERVER, CONTROLLER_MANAGER, KUBE_PROXY, KUBELET, SCHEDULER } from './component-sizes/control-plane';
import { CORE_DNS } from './component-sizes/core-dns';
import { KUBE_STATE_METRICS } from './component-sizes/kube-state-metrics';
import { NODE_EXPORTER } from './component-sizes/node-exporter';

/** A component of a cluster that jobs scrape, with its typical size. */
export interface Component {
  readonly name: string;
  /** Its targets: a number, or one for each node. */
  readonly targets: number | 'nodes';
  /** Its series by metric: `name=PER_TARGET+PER_NODE/node+PER_POD/pod`. */
  readonly series: string;
  readonly source: string;
}

const COUNTED = 'counted from the component\'s list of metrics';

/** EKS runs two API servers, and installs two replicas of CoreDNS. */
const COMPONENTS = {
  apiServer: { name: 'API server', targets: 2, series: API_SERVER, source: 'shares of metrics from grafana/k8s-monitoring-helm#1073' },
  controllerManager: { name: 'controller manager', targets: 2, series: CONTROLLER_MANAGER, source: COUNTED },
  scheduler: { name: 'scheduler', targets: 2, series: SCHEDULER, source: COUNTED },
  kubelet: { name: 'kubelet', targets: 'nodes', series: KUBELET, source: COUNTED },
  cadvisor: { name: 'cAdvisor', targets: 'nodes', series: CADVISOR, source: COUNTED },
  kubeProxy: { name: 'kube-proxy', targets: 'nodes', series: KUBE_PROXY, source: COUNTED },
  coreDns: { name: 'CoreDNS', targets: 2, series: CORE_DNS, source: 'recorded from CoreDNS 1.15' },
  kubeStateMetrics: { name: 'kube-state-metrics', targets: 1, series: KUBE_STATE_METRICS, source: COUNTED },
  nodeExporter: { name: 'node exporter', targets: 'nodes', series: NODE_EXPORTER, source: 'recorded from node_exporter 1.5' },
} as const satisfies Record<string, Component>;

const METRICS = '/metrics';

/** Returns the component behind a target of a typical cluster; nothing for workloads, whose size nobody can know. */
export function componentOf({ words, location, url }: ScrapedTarget): Component | undefined {
  switch (words) {
    case 'the API server': return ofApiServer(location);
    case 'every node': return ofNode(location, url);
    case 'kube-proxy': return COMPONENTS.kubeProxy;
    case 'CoreDNS': return COMPONENTS.coreDns;
    case 'kube-state-metrics': return COMPONENTS.kubeStateMetrics;
    case 'the node exporter': return COMPONENTS.nodeExporter;
    default: return undefined;
  }
}

function ofApiServer(location: string): Component | undefined {
  switch (location) {
    case METRICS: return COMPONENTS.apiServer;
    case '/apis/metrics.eks.amazonaws.com/v1/kcm/container/metrics': return COMPONENTS.controllerManager;
    case '/apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics': return COMPONENTS.scheduler;
    default: return undefined;
  }
}

function ofNode(location: string, url: string): Component | undefined {
  const path = location.replace(/^\/api\/v1\/nodes\/[^/]+\/proxy(?=\/)/, '');
  if (path === '/metrics/cadvisor') return COMPONENTS.cadvisor;
  if (path !== METRICS) return undefined;
  return url.includes(':9100/') ? COMPONENTS.nodeExporter : COMPONENTS.kubelet;
}

/** The typical size of a component in a cluster. A value that depends on an unknown number is absent. */
export interface ComponentSize {
  readonly targets?: number;
  readonly series?: ReadonlyMap<string, number>;
}

export function sizeOf({ targets, series }: Component, { nodes, pods }: ClusterSize): ComponentSize {
  const count = targets === 'nodes' ? nodes : targets;
  if (count === undefined) return {};
  const sizes = new Map<string, number>();
  for (const entry of series.trim().split(/\s+/)) {
    const { metric, perTarget, perNode, perPod } = readEntry(entry);
    if ((perNode > 0 && nodes === undefined) || (perPod > 0 && pods === undefined)) return { targets: count };
    sizes.set(metric, perTarget * count + perNode * (nodes ?? 0) + perPod * (pods ?? 0));
  }
  return { targets: count, series: sizes };
}

function readEntry(entry: string) {
  const [, metric = '', target, perNode = '0', perPod = '0'] = /^(\w+)(?:=([\d.]+))?(?:\+([\d.]+)\/node)?(?:\+([\d.]+)\/pod)?$/.exec(entry) ?? [];
  const isPerTarget = perNode === '0' && perPod === '0';
  return { metric, perTarget: Number(target ?? (isPerTarget ? 1 : 0)), perNode: Number(perNode), perPod: Number(perPod) };
}
