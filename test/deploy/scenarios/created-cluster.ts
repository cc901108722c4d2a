import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { assertNoScraper, assertReconfigured, onlyScraper, withOtherInterval, withOtherSource } from './expectations';

const STACK = 'MonitoredCluster';

/** The example of `cdk.json`: a cluster of aws-eks-v2, which the collector enters by an access entry of the service's own. */
export async function createdCluster(bench: Bench): Promise<void> {
  const assembly = bench.synthesize('bin/app');
  const output = await bench.deploy(assembly);
  const first = onlyScraper(bench.aws);
  assert(output.includes(`ScraperId = ${first.ScraperId}`));
  assert.match(output, /QueryUrl = https:\/\/aps-workspaces\.us-east-1\.amazonaws\.com\/workspaces\/ws-[-0-9a-f]+\/api\/v1\/query\n/);
  assert(bench.aws.ledger.accessEntries.includes(first.RoleArn), 'the service made no access entry');
  assert.match(await bench.diff(assembly), /There were no differences/);

  const reconfigured = bench.changed(assembly, STACK, withOtherInterval);
  assertChange(await bench.diff(reconfigured), 'in place');
  await bench.deploy(reconfigured);
  assertReconfigured(first, onlyScraper(bench.aws));

  const moved = bench.changed(reconfigured, STACK, withOtherSource);
  assertChange(await bench.diff(moved), 'replaced');
  await bench.deploy(moved);
  assert.notEqual(onlyScraper(bench.aws).ScraperId, first.ScraperId, 'another source needs another scraper');

  const [workspace] = bench.aws.ledger.workspaces.slice(-1);
  await bench.destroy(moved);
  assertNoScraper(bench.aws);
  assert(workspace !== undefined && bench.aws.ledger.workspaces.includes(workspace), 'the workspace, which holds the metrics, is gone');
}

/** What `cdk diff` says of the scraper. */
function assertChange(diff: string, how: 'in place' | 'replaced'): void {
  const [, replaced] = /^\[~\] AWS::APS::Scraper \S+ \S+( replace)?/m.exec(diff) ?? assert.fail(`no scraper in\n${diff}`);
  assert.equal(replaced === undefined ? 'in place' : 'replaced', how);
  assert.doesNotMatch(diff, /^\[~\] AWS::(?!APS::Scraper)/m, 'more than the scraper changes');
}
