import assert from 'node:assert/strict';
import type { PolicyRule } from '../../../lib/cluster-access/aws-auth-merge/resource-properties';
import { isAllowed } from '../../cluster-access/aws-auth-merge/fakes/rbac-authorizer';
import type { Resource, Template } from '../assembly';
import type { Aws, Ledger } from '../aws';
import type { Cluster } from '../kubernetes/cluster';

/** The one scraper that there is now. */
export function onlyScraper({ ledger }: Aws): Ledger['scrapers'][number] {
  const [scraper, ...others] = ledger.scrapers;
  assert(scraper !== undefined && others.length === 0, `one scraper is wanted, and there are ${ledger.scrapers.length}`);
  return scraper;
}

export function assertNoScraper({ ledger }: Aws): void {
  assert.deepEqual(ledger.scrapers, [], 'a scraper was left behind');
}

/** The scraper's role enters the cluster, and may read there and nothing else. */
export function assertLetIn(cluster: Cluster, roleArn: string): void {
  const user = cluster.userOf(roleArn);
  assert.equal(user?.name, 'aps-collector-user', `${roleArn} is nobody in ${cluster.name}`);
  const rules = cluster.rulesOf(user);
  const may = (verb: string, resource: string, apiGroup = '') => isAllowed(rules, { verb, apiGroup, resource, name: '' });
  assert(may('list', 'pods') && may('watch', 'nodes') && may('get', 'nodes/metrics'), 'the collector may not read what it scrapes');
  assert(may('get', 'kcm/metrics', 'metrics.eks.amazonaws.com'), 'the collector may not read the control plane');
  assert(!may('list', 'secrets') && !may('create', 'pods') && !rules.some(isForEverything), 'the collector may do more than it needs');
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

/** A template that asks for other metrics. */
export function withOtherInterval(template: Template): void {
  const { Properties } = resourceOf(template, 'AWS::APS::Scraper');
  const text = JSON.stringify(Properties.ScrapeConfiguration);
  const changed = text.replace(/scrape_interval: \w+/, 'scrape_interval: 45s');
  assert.notEqual(changed, text);
  Properties.ScrapeConfiguration = JSON.parse(changed);
}
