import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, KUBELET, METRICS } from './cluster';
import { buildComponents, KUBERNETES } from './components';
import { distil, seriesOf } from './distil';
import { OBJECTS } from './objects';

/*
 * `npm run metrics:record -- [FOLDER]` records the metrics of the components of Kubernetes in test/judge/exporters: it builds them with Go
 * in FOLDER, runs them with etcd on this machine, makes requests, and writes what they expose, without values. The kubelet is that of a
 * node without a container runtime (kubemark). It needs Go, openssl and curl.
 */

const EXPORTERS = join(process.cwd(), 'test', 'judge', 'exporters');
const SECONDS_OF_WORK = 75;
const WEB = '/apis/apps/v1/namespaces/default/deployments/web';
const SETTINGS = '/api/v1/namespaces/default/configmaps';

const SECRETS = '/api/v1/namespaces/default/secrets';
const PODS = '/api/v1/namespaces/default/pods';
const READ = [
  '/api/v1/pods', PODS, `${PODS}?watch=true&timeoutSeconds=2`, `${PODS}/missing`, '/api/v1/nodes/node', '/api/v1/nodes/node/proxy/metrics',
  '/apis/apps/v1/deployments?limit=1', `${WEB}/scale`, `${SETTINGS}/settings`, '/apis/example.com/v1/namespaces/default/widgets',
  '/api/v1/componentstatuses', '/api/v1/endpoints', '/apis', '/apis/missing', '/openapi/v2', '/openapi/v3', '/version', '/livez',
  ...['pods', 'healthz', 'stats/summary', 'missing'].map(page => `${KUBELET}/${page}`),
];

/** Makes requests of every verb, with the errors that clients usually make, and those of an admission webhook that cannot be reached. */
function makeRequests(cluster: Cluster): void {
  for (const path of READ) cluster.request(path);
  writeObjects(cluster);
  const { items } = JSON.parse(cluster.request(`${PODS}?labelSelector=app%3Dweb`).text) as PodList;
  for (const { metadata: { name } } of items.slice(0, 1)) {
    const pod = `${PODS}/${name}`;
    cluster.request(`${pod}/log`);
    cluster.request(`${pod}/exec?command=ls`, { method: 'POST' });
    cluster.request(`${pod}/eviction`, { method: 'POST', body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } } });
    cluster.request(pod, { method: 'DELETE' });
  }
}

interface PodList {
  readonly items: ReadonlyArray<{ readonly metadata: { readonly name: string } }>;
}

function writeObjects(cluster: Cluster): void {
  const labelled = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { app: 'web' } } });
  for (const name of ['first', 'second', 'third']) cluster.request(SETTINGS, { method: 'POST', body: labelled(name) });
  cluster.request(`${SETTINGS}/first`, { method: 'PUT', body: { ...labelled('first'), data: { level: 'debug' } } });
  cluster.request(`${SETTINGS}?dryRun=All`, { method: 'POST', body: labelled('fourth') });
  cluster.request(SETTINGS, { method: 'POST', body: { ...labelled('Not a name') } });
  cluster.request(SETTINGS, { method: 'POST', body: labelled('first') });
  cluster.request(`${SETTINGS}/first`, { method: 'DELETE' });
  cluster.request(`${SETTINGS}?labelSelector=app%3Dweb`, { method: 'DELETE' });
  cluster.request(WEB, { method: 'PATCH', type: 'application/merge-patch+json', body: { spec: { replicas: 5 } } });
  const paused = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { paused: false } };
  cluster.request(`${WEB}?fieldManager=test`, { method: 'PATCH', type: 'application/apply-patch+yaml', body: paused });
  cluster.request(SETTINGS, { user: 'guest' });
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password' } };
  cluster.request(SECRETS, { method: 'POST', body: secret });
  cluster.request(`${SECRETS}/password`, { method: 'PUT', body: secret });
  cluster.request(`${SECRETS}/password`, { method: 'PATCH', type: 'application/merge-patch+json', body: { data: {} } });
  cluster.request(`${SECRETS}/password`, { method: 'DELETE' });
}

/** Replaces what only this machine and this run have. */
function anonymous(text: string): string {
  return text
    .replace(/(?:127\.0\.0\.1|192\.0\.2\.1|localhost):\d+/g, 'component.example.com')
    .replace(/sha256:[\da-f]{64}/g, 'sha256:0')
    .replace(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g, '00000000-0000-0000-0000-000000000000')
    .replace(/(build_date|git_commit)="[^"]*"/g, '$1=""');
}

async function main(): Promise<void> {
  const [folder = join(tmpdir(), `components-${KUBERNETES}`)] = process.argv.slice(2);
  buildComponents(folder);
  const cluster = new Cluster(join(folder, 'bin'));
  try {
    await cluster.start();
    for (const { collection, object } of OBJECTS) {
      const { status, text } = cluster.request(collection, { method: 'POST', body: object });
      if (status >= 300) throw new Error(`${collection}: ${text}`);
    }
    await sleep(SECONDS_OF_WORK * 1000);
    makeRequests(cluster);
    await sleep(SECONDS_OF_WORK * 1000 / 3);
    for (const [name, url] of Object.entries(METRICS)) {
      const { text } = cluster.request(url);
      const header = `# ${name} ${KUBERNETES}, recorded on ${new Date().toISOString().slice(0, 10)} by npm run metrics:record: ${seriesOf(text)} series`;
      writeFileSync(join(EXPORTERS, `${name}.txt`), `${header}\n${distil(anonymous(text))}\n`);
      writeFileSync(join(folder, `${name}.prom`), text);
      process.stdout.write(`${name}: ${seriesOf(text)} series\n`);
    }
  } finally {
    cluster.stop();
  }
}

void main();
