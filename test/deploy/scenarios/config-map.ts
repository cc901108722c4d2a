import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { assertLetIn, assertNoScraper, assertReconfigured, onlyScraper, withOtherInterval, withOtherSource } from './expectations';

const STACK = 'ConfigMap';

/** A cluster of aws-eks, whose own kubectl function writes the ClusterRole, its binding and aws-auth. */
export async function configMap(bench: Bench): Promise<void> {
  const { clusters } = bench.aws;
  const assembly = bench.synthesize('examples/config-map');
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
  assert.equal(cluster.userOf(first.RoleArn), undefined, 'the role of the scraper that is gone is still let in');

  await bench.destroy(moved);
  assertNoScraper(bench.aws);
  assert.equal(clusters.leftovers.get(cluster.name), clusters.beginnings.get(cluster.name), 'the cluster is not as it was before');
}
