import assert from 'node:assert/strict';
import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import { isAllowed } from '../../kubernetes/fakes/rbac-authorizer';
import type { Resource, Template } from '../assembly';
import type { Aws, Scraper } from '../aws';
import type { Cluster } from '../kubernetes/cluster';

/** The one scraper that there is now. */
export function onlyScraper({ ledger }: Aws): Scraper {
  const [scraper, ...others] = ledger.scrapers;
  assert(scraper !== undefined && others.length === 0, `one scraper is wanted, and there are ${ledger.scrapers.length}`);
  return scraper;
}

export function assertNoScraper({ ledger }: Aws): void {
  assert.deepEqual(ledger.scrapers, [], 'a scraper was left behind');
}

/** Fails unless the scraper's role has access to the cluster, and may read there and do nothing else. */
export function assertLetIn(cluster: Cluster, roleArn: string): void {
  const user = cluster.userOf(roleArn);
  assert.equal(user?.name, 'aps-collector-user', `${roleArn} is nobody in ${cluster.name}`);
  const rules = cluster.rulesOf(user);
  const may = (verb: string, resource: string, apiGroup = '') => isAllowed(rules, { verb, apiGroup, resource, name: '' });
  assert(may('list', 'pods') && may('watch', 'nodes'), 'the collector may not discover what it scrapes');
  assert(may('get', 'nodes/proxy'), 'the collector may not read through the proxy of nodes');
  assert(!may('list', 'secrets') && !may('list', 'configmaps') && !may('get', 'nodes/metrics') && !may('create', 'pods') && !rules.some(isForEverything), 'the collector may do more than it needs');
}

function isForEverything({ verbs }: PolicyRule): boolean {
  return verbs.includes('*');
}

/** The one resource of a type. */
export function resourceOf({ Resources }: Template, type: string): Resource {
  const found = Object.values(Resources).find(({ Type }) => Type === type);
  assert(found !== undefined, `the template has no ${type}`);
  return found;
}

/** The logical id of the first resource of a type. */
export function idOf({ Resources }: Template, type: string): string {
  const [id] = Object.entries(Resources).find(([, { Type }]) => Type === type) ?? assert.fail(`the template has no ${type}`);
  return id;
}

const OTHER_INTERVAL = 'scrape_interval: 45s';

/** A template that asks for other metrics, by another name. */
export function withOtherInterval(template: Template): void {
  const { Properties } = resourceOf(template, 'AWS::APS::Scraper');
  const text = JSON.stringify(Properties.ScrapeConfiguration);
  const changed = text.includes('scrape_interval')
    ? text.replace(/scrape_interval: \w+/, OTHER_INTERVAL)
    : text.replace('global:\\n  ', match => `${match}${OTHER_INTERVAL}\\n  `);
  assert.notEqual(changed, text);
  Properties.ScrapeConfiguration = JSON.parse(changed);
  Properties.Alias = 'renamed';
}

/** Expects that the scraper was updated in place. */
export function assertReconfigured(before: Scraper, after: Scraper): void {
  assert.deepEqual([after.Arn, after.RoleArn], [before.Arn, before.RoleArn], 'another configuration made another scraper');
  assert(after.Properties.ScrapeConfiguration.ConfigurationBlob.includes(OTHER_INTERVAL), 'the scraper has its old configuration');
}

/** A template whose scraper is in the same subnets in another order, which is another source all the same. */
export function withOtherSource(template: Template): void {
  const { EksConfiguration } = resourceOf(template, 'AWS::APS::Scraper').Properties.Source as { EksConfiguration: { SubnetIds: unknown[] } };
  EksConfiguration.SubnetIds.reverse();
}
