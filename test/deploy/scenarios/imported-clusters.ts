import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { LEGACY_MAP_ROLES } from './existing-objects';
import { assertLetIn, assertNoScraper, onlyScraper, withOtherInterval } from './expectations';

/** A cluster and a workspace known by their names; the service lets its scraper in. */
export async function accessEntry(bench: Bench): Promise<void> {
  const assembly = bench.synthesize('examples/imported-cluster');
  await bench.deploy(assembly);
  const { RoleArn } = onlyScraper(bench.aws);
  assert(bench.aws.ledger.accessEntries.includes(RoleArn), 'the service made no access entry');
  await bench.deploy(bench.changed(assembly, 'ImportedCluster', withOtherInterval));
  assert.equal(onlyScraper(bench.aws).RoleArn, RoleArn);
  await bench.destroy(assembly);
  assertNoScraper(bench.aws);
  assert(!bench.aws.ledger.accessEntries.includes(RoleArn));
}

/** A cluster in CONFIG_MAP mode that others own: our function merges the entry, and takes it out again. */
export async function awsAuthMerge(bench: Bench): Promise<void> {
  const assembly = bench.synthesize('examples/aws-auth-merge');
  const cluster = bench.aws.clusters.cluster('legacy');
  const before = cluster.contents;
  await bench.deploy(assembly);
  assertLetIn(cluster, onlyScraper(bench.aws).RoleArn);
  assert(cluster.awsAuth?.data?.mapRoles?.startsWith(LEGACY_MAP_ROLES), 'what others wrote into aws-auth has changed');

  await bench.deploy(bench.changed(assembly, 'AwsAuthMerge', withOtherInterval));
  assertLetIn(cluster, onlyScraper(bench.aws).RoleArn);
  await bench.destroy(assembly);
  assertNoScraper(bench.aws);
  assert.equal(cluster.contents, before, 'the cluster is not as it was before');
}
