import assert from 'node:assert/strict';
import type { Assembly } from '../assembly';
import type { Bench } from '../bench';
import { assertNoScraper, resourceOf } from './expectations';

/** The scraper comes to nothing. */
export async function scraperFails(bench: Bench): Promise<void> {
  const assembly = bench.changed(bench.synthesize('examples/config-map'), 'ConfigMap', (template) => {
    resourceOf(template, 'AWS::APS::Scraper').Properties.Alias = 'creation-fails';
  });
  await rollsBack(bench, assembly, /CREATION_FAILED/);
  assertCreatedClusterIsClean(bench);
}

/** The cluster refuses what kubectl applies, as a policy of its owners may. */
export async function manifestIsRefused(bench: Bench): Promise<void> {
  const { clusters } = bench.aws;
  const { prepare } = clusters;
  clusters.prepare = (cluster) => {
    prepare(cluster);
    cluster.refusedKind = 'ConfigMap';
  };
  try {
    await rollsBack(bench, bench.synthesize('examples/config-map'), /denied the request: no ConfigMap/);
  } finally {
    clusters.prepare = prepare;
  }
  assertCreatedClusterIsClean(bench);
}

/** Our function is refused the binding, when it has written the ClusterRole. */
export async function handlerFails(bench: Bench): Promise<void> {
  const cluster = bench.aws.clusters.cluster('legacy');
  cluster.refusedKind = 'ClusterRoleBinding';
  const before = cluster.contents;
  try {
    await rollsBack(bench, bench.synthesize('examples/aws-auth-merge'), /denied the request: no ClusterRoleBinding/);
  } finally {
    cluster.refusedKind = undefined;
  }
  assert.equal(cluster.contents, before, 'the cluster is not as it was before');
}

/** The stack is undone for the reason that is meant, and taken away. */
async function rollsBack(bench: Bench, assembly: Assembly, reason: RegExp): Promise<void> {
  const { succeeded, output } = await bench.tryToDeploy(assembly);
  assert(!succeeded, 'it was deployed');
  assert.match(output, reason);
  assert.match(output, /\| ROLLBACK_COMPLETE/);
  assertNoScraper(bench.aws);
  await bench.destroy(assembly);
}

function assertCreatedClusterIsClean({ aws: { clusters } }: Bench): void {
  const [[name, contents] = assert.fail('no cluster was deleted')] = [...clusters.leftovers].slice(-1);
  assert.equal(contents, clusters.beginnings.get(name), 'the cluster is not as it was before');
}
