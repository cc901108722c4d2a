import assert from 'node:assert/strict';
import type { Assembly } from '../assembly';
import type { Bench } from '../bench';
import { assertNoScraper, resourceOf } from './expectations';

/** The scraper comes to nothing. */
export async function scraperFails(bench: Bench): Promise<void> {
  const assembly = bench.changed(await bench.synthesize('examples/config-map'), 'ConfigMap', (template) => {
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
    await rollsBack(bench, await bench.synthesize('examples/config-map'), /denied the request: no ConfigMap/);
  } finally {
    clusters.prepare = prepare;
  }
  assertCreatedClusterIsClean(bench);
}

/** A cluster that stays refuses one of the two objects that kubectl applies for us. */
export async function oneObjectIsRefused(bench: Bench): Promise<void> {
  const assembly = await bench.synthesize('test/deploy/apps/imported-with-kubectl');
  for (const kind of ['ClusterRole', 'ClusterRoleBinding']) await legacyRefuses(bench, kind, assembly, 'ImportedByEksV2');
}

/** Our function is refused the binding, when it has written the ClusterRole. */
export async function handlerFails(bench: Bench): Promise<void> {
  return legacyRefuses(bench, 'ClusterRoleBinding', await bench.synthesize('examples/aws-auth-merge'));
}

/** Our function writes all that it should, and its answer never arrives: CloudFormation gives up, and has it take all back. */
export async function handlerTimesOut(bench: Bench): Promise<void> {
  const cluster = bench.aws.clusters.cluster('legacy');
  const before = cluster.contents;
  const earlier = cluster.changes.length;
  const assembly = bench.changed(await bench.synthesize('examples/aws-auth-merge'), 'AwsAuthMerge', (template) => {
    const { Properties } = resourceOf(template, 'Custom::AmpAwsAuthMapping');
    // Enough to write, and no more: it keeps 30 seconds to take back what it has begun, and to answer.
    resourceOf(template, 'AWS::Lambda::Function').Properties.Timeout = 40;
    Object.assign(Properties, { AnswerIsLost: 'true', ServiceTimeout: 1 });
  });
  await rollsBack(bench, assembly, /timed out after 1s/);
  assert.deepEqual(cluster.changes.slice(earlier), [
    'create ClusterRole', 'create ClusterRoleBinding', 'update ConfigMap', 'update ConfigMap', 'delete ClusterRoleBinding', 'delete ClusterRole',
  ]);
  assert.equal(cluster.contents, before, 'the cluster is not as it was before');
}

/** The API server accepts requests and does not answer: our function reports that, within its timeout. */
export async function clusterIsSilent(bench: Bench): Promise<void> {
  const cluster = bench.aws.clusters.cluster('legacy');
  const before = cluster.contents;
  const assembly = bench.changed(await bench.synthesize('examples/aws-auth-merge'), 'AwsAuthMerge', (template) => {
    resourceOf(template, 'AWS::Lambda::Function').Properties.Timeout = 40;
  });
  cluster.isSilent = true;
  try {
    await rollsBack(bench, assembly, /no answer from 127\.0\.0\.2:\d+: timed out/);
  } finally {
    cluster.isSilent = false;
  }
  assert.equal(cluster.contents, before, 'the cluster is not as it was before');
}

async function legacyRefuses(bench: Bench, kind: string, assembly: Assembly, stack?: string): Promise<void> {
  const cluster = bench.aws.clusters.cluster('legacy');
  cluster.refusedKind = kind;
  const before = cluster.contents;
  try {
    await rollsBack(bench, assembly, new RegExp(`denied the request: no ${kind} `), stack);
  } finally {
    cluster.refusedKind = undefined;
  }
  assert.equal(cluster.contents, before, 'the cluster is not as it was before');
}

/** The stack is undone for the reason that is meant, and taken away. */
/** Fails unless a deployment fails for this reason and everything is taken back. */
export async function rollsBack(bench: Bench, assembly: Assembly, reason: RegExp, stack?: string): Promise<void> {
  const { succeeded, output } = await bench.tryToDeploy(assembly, stack);
  assert(!succeeded, 'it was deployed');
  assert.match(output, reason);
  assert.match(output, /\| ROLLBACK_COMPLETE/);
  assert.doesNotMatch(output, /DELETE_FAILED/, 'something could not be taken back');
  assertNoScraper(bench.aws);
  await bench.destroy(assembly, stack);
}

function assertCreatedClusterIsClean({ aws: { clusters } }: Bench): void {
  const [[name, contents] = assert.fail('no cluster was deleted')] = [...clusters.leftovers].slice(-1);
  assert.equal(contents, clusters.beginnings.get(name), 'the cluster is not as it was before');
}
