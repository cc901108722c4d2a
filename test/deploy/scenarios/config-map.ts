import assert from 'node:assert/strict';
import type { Template } from '../assembly';
import type { Bench } from '../bench';
import { OTHER_NODES } from './existing-objects';
import { assertLetIn, assertNoScraper, assertReconfigured, onlyScraper, withOtherInterval, withOtherSource } from './expectations';

const STACK = 'ConfigMap';
const OTHER_NODES_STACK = 'OtherNodes';

/** A cluster of aws-eks, whose own kubectl function writes the ClusterRole, its binding and aws-auth. */
export async function configMap(bench: Bench): Promise<void> {
  const { clusters } = bench.aws;
  const assembly = await bench.synthesize('examples/config-map');
  await bench.deploy(assembly);
  const cluster = clusters.newest;
  const first = onlyScraper(bench.aws);
  assertLetIn(cluster, first.RoleArn);
  assert.deepEqual(cluster.namesOf('ClusterRole'), ['aps-collector-role']);
  assert.deepEqual(cluster.namesOf('ClusterRoleBinding'), ['aps-collector-user-role-binding']);

  const reconfigured = bench.changed(assembly, STACK, withOtherInterval);
  await bench.deploy(reconfigured);
  assertReconfigured(first, onlyScraper(bench.aws));
  assertLetIn(cluster, first.RoleArn);

  const moved = bench.changed(reconfigured, STACK, withOtherSource);
  await bench.deploy(moved);
  const second = onlyScraper(bench.aws);
  assertLetIn(cluster, second.RoleArn);
  assert.equal(cluster.userOf(first.RoleArn), undefined, 'the role of the deleted scraper still has access');

  await bench.destroy(moved);
  assertNoScraper(bench.aws);
  assert.equal(clusters.leftovers.get(cluster.name), clusters.beginnings.get(cluster.name), 'the cluster is not as it was before');
}

/** A cluster of aws-eks whose aws-auth the app does not write: the entry is merged, and the nodes that others added stay. */
export async function mergedIntoCreated(bench: Bench): Promise<void> {
  const { clusters } = bench.aws;
  const assembly = await bench.synthesize('test/deploy/apps/other-nodes');
  await bench.deploy(assembly);
  const cluster = clusters.newest;
  const mapRoles = () => cluster.awsAuth?.data?.mapRoles ?? '';
  const first = onlyScraper(bench.aws);
  assertLetIn(cluster, first.RoleArn);
  assert(mapRoles().startsWith(OTHER_NODES), 'what others wrote into aws-auth has changed');

  const moved = bench.changed(assembly, OTHER_NODES_STACK, withOtherSource);
  await bench.deploy(moved);
  assertLetIn(cluster, onlyScraper(bench.aws).RoleArn);
  assert.equal(cluster.userOf(first.RoleArn), undefined, 'the role of the deleted scraper still has access');
  assert(mapRoles().startsWith(OTHER_NODES), 'what others wrote into aws-auth has changed');

  const kept = bench.changed(moved, OTHER_NODES_STACK, withoutCollector);
  await bench.deploy(kept);
  assertNoScraper(bench.aws);
  assert.equal(mapRoles(), OTHER_NODES, 'the entries of others are not as they were before');
  await bench.destroy(kept);
}

/** A template without the scraper and the mapping of its role. */
function withoutCollector({ Resources }: Template): void {
  const gone = Object.keys(Resources).filter(id => ['AWS::APS::Scraper', 'Custom::AmpAwsAuthMapping'].includes(Resources[id]?.Type ?? ''));
  for (const id of gone) Reflect.deleteProperty(Resources, id);
}
