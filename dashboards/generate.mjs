/**
 * Writes the dashboards as JSON: `npm run dashboards`.
 *
 * Each module in this folder describes one as data, in panels.mjs's words.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import alerts from './alerts.mjs';
import apiServer from './api-server.mjs';
import clusterOverview from './cluster-overview.mjs';
import collector from './collector.mjs';
import nodes from './nodes.mjs';
import { dashboard } from './panels.mjs';
import pods from './pods.mjs';
import workloads from './workloads.mjs';

const FOLDER = new URL('../lib/standard/dashboards/', import.meta.url);

mkdirSync(FOLDER, { recursive: true });
for (const description of [clusterOverview, nodes, workloads, pods, apiServer, collector, alerts]) {
  writeFileSync(new URL(`${description.uid.replace('cdk-amp-', '')}.json`, FOLDER), `${JSON.stringify(dashboard(description), undefined, 1)}\n`);
}
