import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { LEGACY_MAP_ROLES } from './existing-objects';
import { assertLetIn, assertNoScraper, assertReconfigured, onlyScraper, resourceOf, withOtherInterval } from './expectations';

/** A cluster and a workspace known by their names; the service lets its scraper in, in either mode that reads access entries. */
export async function accessEntry(bench: Bench): Promise<void> {
  for (const name of ['production', 'shared']) {
    const assembly = bench.changed(await bench.synthesize('examples/imported-cluster'), 'ImportedCluster', (template) => {
      const scraper = resourceOf(template, 'AWS::APS::Scraper');
      scraper.Properties.Source = JSON.parse(JSON.stringify(scraper.Properties.Source).replace('cluster/production', `cluster/${name}`));
    });
    await bench.deploy(assembly);
    const scraper = onlyScraper(bench.aws);
    assert(bench.aws.ledger.accessEntries.includes(scraper.RoleArn), 'the service made no access entry');
    await bench.deploy(bench.changed(assembly, 'ImportedCluster', withOtherInterval));
    assertReconfigured(scraper, onlyScraper(bench.aws));
    await bench.destroy(assembly);
    assertNoScraper(bench.aws);
    assert(!bench.aws.ledger.accessEntries.includes(scraper.RoleArn));
  }
}

/** A cluster in CONFIG_MAP mode that others own: our function merges the entry, and takes it out again. */
export function awsAuthMerge(bench: Bench): Promise<void> {
  return merges(bench, 'examples/aws-auth-merge', 'AwsAuthMerge');
}

/** Merges the entry if the app has the cluster's kubectl, which applies the ClusterRole and its binding. */
export async function kubectlAndMerge(bench: Bench): Promise<void> {
  for (const stack of ['ImportedByEks', 'ImportedByEksV2']) await merges(bench, 'test/deploy/apps/imported-with-kubectl', stack);
}

async function merges(bench: Bench, program: string, stack: string): Promise<void> {
  const assembly = await bench.synthesize(program);
  const cluster = bench.aws.clusters.cluster('legacy');
  const before = cluster.contents;
  await bench.deploy(assembly, stack);
  const scraper = onlyScraper(bench.aws);
  assertLetIn(cluster, scraper.RoleArn);
  assert(cluster.awsAuth?.data?.mapRoles?.startsWith(LEGACY_MAP_ROLES), 'what others wrote into aws-auth has changed');

  await bench.deploy(bench.changed(assembly, stack, withOtherInterval), stack);
  assertReconfigured(scraper, onlyScraper(bench.aws));
  assertLetIn(cluster, scraper.RoleArn);
  await bench.destroy(assembly, stack);
  assertNoScraper(bench.aws);
  assert.equal(cluster.contents, before, 'the cluster is not as it was before');
}
