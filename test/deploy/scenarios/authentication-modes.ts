import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { assertNoScraper, onlyScraper } from './expectations';

/** Clusters of aws-eks that read access entries: the service's own is enough, and nothing of ours is in the cluster. */
export async function accessEntryModes(bench: Bench): Promise<void> {
  const { clusters } = bench.aws;
  const assembly = await bench.synthesize('test/deploy/apps/authentication-modes');
  for (const stack of ['ApiAndConfigMap', 'Api']) {
    await bench.deploy(assembly, stack);
    const cluster = clusters.newest;
    const { RoleArn } = onlyScraper(bench.aws);
    assert(bench.aws.ledger.accessEntries.includes(RoleArn), `${stack}: the service made no access entry`);
    assert.equal(cluster.userOf(RoleArn), undefined, `${stack}: aws-auth maps the scraper's role, too`);
    assert.deepEqual(cluster.namesOf('ClusterRole'), [], `${stack}: a ClusterRole that nobody needs`);

    await bench.destroy(assembly, stack);
    assertNoScraper(bench.aws);
    assert(!bench.aws.ledger.accessEntries.includes(RoleArn));
    assert.equal(clusters.leftovers.get(cluster.name), clusters.beginnings.get(cluster.name), 'the cluster is not as it was before');
  }
}
