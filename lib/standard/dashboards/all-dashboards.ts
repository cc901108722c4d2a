import alerts from './alerts.json';
import apiServer from './api-server.json';
import cluster from './cluster.json';
import collector from './collector.json';
import nodes from './nodes.json';
import pods from './pods.json';
import workloads from './workloads.json';

/** The dashboards that `npm run dashboards` writes. */
export const ALL_DASHBOARDS: ReadonlyArray<{ readonly uid: string; readonly title: string }> = [
  cluster, nodes, workloads, pods, apiServer, collector, alerts,
];
