import assert from 'node:assert/strict';
import type { Template } from '../assembly';
import type { Bench } from '../bench';
import { assertNoScraper, assertReconfigured, onlyScraper, resourceOf, withOtherInterval, withOtherSource } from './expectations';
import { rollsBack } from './failures';

const STACK = 'MonitoredCluster';

/** The example of `cdk.json`: a cluster of aws-eks-v2 with its monitoring. The collector enters by an access entry of the service's own. */
export async function createdCluster(bench: Bench): Promise<void> {
  const assembly = await bench.synthesize('bin/app');
  const before = monitoringOf(bench);
  const output = await bench.deploy(assembly);
  const first = onlyScraper(bench.aws);
  assert(output.includes(`ScraperId = ${first.ScraperId}`));
  assert.match(output, /QueryUrl = https:\/\/aps-workspaces\.us-east-1\.amazonaws\.com\/workspaces\/ws-[-0-9a-f]+\/api\/v1\/query\n/);
  assert(bench.aws.ledger.accessEntries.includes(first.RoleArn), 'the service made no access entry');
  const { topics, logGroups } = before;
  assert.deepEqual(monitoringOf(bench), { namespaces: 1, addOns: 2, alarms: 7, topics: topics + 1, logGroups: logGroups + 1 });
  assert.match(await bench.diff(assembly), /There were no differences/);

  const rerouted = bench.changed(assembly, STACK, withOtherRules);
  await bench.deploy(rerouted);
  const [rules] = Object.values(bench.aws.ledger.ruleGroupsNamespaces);
  assert.match(rules?.Data ?? '', /severity: page/, 'the rules were not updated');

  const reconfigured = bench.changed(rerouted, STACK, withOtherInterval);
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
  assert.deepEqual(monitoringOf(bench), before, 'a part of the monitoring was left behind');
  assert(workspace !== undefined && bench.aws.ledger.workspaces.includes(workspace), 'the workspace, which holds the metrics, is gone');
}

/** One of the last parts is refused: everything before it is taken back. */
export async function monitoringRollsBack(bench: Bench): Promise<void> {
  const before = monitoringOf(bench);
  const roles = Object.keys(bench.aws.ledger.roles).length;
  for (const [change, message] of [
    [withBrokenRules, /unclosed left parenthesis/], [withUnknownAddOn, /there is no add-on/], [withBrokenScraper, /CREATION_FAILED/],
  ] as const) {
    await rollsBack(bench, bench.changed(await bench.synthesize('bin/app'), STACK, change), message);
    assert.deepEqual(monitoringOf(bench), before, 'a part of the monitoring was left behind');
    assert.equal(Object.keys(bench.aws.ledger.roles).length, roles, 'a role was left behind');
  }
}

/** The number of parts in addition to the scraper and the workspace. */
function monitoringOf({ aws: { ledger: { ruleGroupsNamespaces, addOns, alarms, topics, logGroups } } }: Bench) {
  return {
    namespaces: Object.keys(ruleGroupsNamespaces).length, addOns: addOns.length, alarms: alarms.length, topics: topics.length,
    logGroups: logGroups.length,
  };
}

function changeRules(template: Template, from: RegExp, to: string): void {
  const { Properties } = resourceOf(template, 'AWS::APS::RuleGroupsNamespace');
  const text = JSON.stringify(Properties.Data);
  assert.match(text, from);
  Properties.Data = JSON.parse(text.replace(from, to));
}

function withOtherRules(template: Template): void {
  changeRules(template, /severity: critical/, 'severity: page');
}

function withBrokenRules(template: Template): void {
  changeRules(template, /expr: vector\(1\)/, 'expr: vector(1');
}

function withUnknownAddOn(template: Template): void {
  resourceOf(template, 'AWS::EKS::Addon').Properties.AddonName = 'no-such-add-on';
}

function withBrokenScraper(template: Template): void {
  resourceOf(template, 'AWS::APS::Scraper').Properties.Alias = 'creation-fails';
}

/** The line of `cdk diff` about the scraper. */
function assertChange(diff: string, how: 'in place' | 'replaced'): void {
  const [, replaced] = /^\[~\] AWS::APS::Scraper \S+ \S+( replace)?/m.exec(diff) ?? assert.fail(`no scraper in\n${diff}`);
  assert.equal(replaced === undefined ? 'in place' : 'replaced', how);
  assert.doesNotMatch(diff, /^\[~\] AWS::(?!APS::Scraper)/m, 'more than the scraper changes');
}
