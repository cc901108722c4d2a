import type { CfnResource } from 'aws-cdk-lib';
import type { AppModel } from '../private/app-model';
import { groupedBy } from '../private/grouped-by';
import { ProblemSeverity } from '../validation/problem';
import type { RuleDescription } from '../validation/rule';
import { clusterKeyOf } from '../scraper/app-facts';
import { quotaMessage, scrapersAboveQuota } from '../scraper/scraper-quota';
import { validatedConfiguration } from '../scraper/validated-scraper';
import { repeatedNamespaces, reporterOf, workspacesOf } from '../workspace/workspace-members';

/** A problem of several resources of an app together. */
export interface AppProblem {
  readonly resources: readonly CfnResource[];
  readonly property: string;
  readonly message: string;
}

/** A rule about the resources of an app together. */
export interface AppRule extends RuleDescription {
  readonly check: (app: AppModel) => readonly AppProblem[];
}

const { ERROR, WARNING } = ProblemSeverity;

export const APP_RULES: readonly AppRule[] = [
  {
    id: 'duplicate-rule-groups-namespace', severity: ERROR, check: duplicateNamespaces,
    summary: 'Two rule groups namespaces of a workspace have the same name',
    why: 'The service refuses the second one, and the deployment rolls back.',
    fix: 'Give each namespace of a workspace a name of its own.',
    helpUrl: 'https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateRuleGroupsNamespace.html',
  },
  {
    id: 'scraped-twice', severity: WARNING, check: scrapedTwice,
    summary: 'Two scrapers scrape one cluster into one workspace',
    why: 'Where their jobs overlap, you pay twice for each sample, and the samples collide.',
    fix: 'Put the jobs into one scraper, or make sure that the jobs of the scrapers do not overlap.',
    helpUrl: 'https://aws.amazon.com/prometheus/pricing/',
  },
  {
    id: 'scraper-quota', severity: WARNING, check: aboveQuota,
    summary: 'The app has more scrapers in one account and Region than the default quota',
    why: 'The service refuses the scrapers above the quota, and the deployment rolls back.',
    fix: 'Ask AWS Support for a higher quota, or give one scraper more jobs.',
    helpUrl: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html',
  },
];

/** A workspace of this library reports its own namespaces. */
function duplicateNamespaces(app: AppModel): AppProblem[] {
  return [...workspacesOf(app).values()].filter(members => reporterOf(members) === undefined).flatMap(repeatedNamespaces)
    .map(({ namespace, message }) => ({ resources: [namespace], property: 'Name', message }));
}

function scrapedTwice(app: AppModel): AppProblem[] {
  const groups = [...workspacesOf(app).values()].flatMap(({ scrapers }) => [...groupedBy(scrapers, clusterKeyOf).values()]);
  return groups.filter(group => group.length > 1).map(group => ({
    resources: group,
    property: 'Source',
    message: `${group.length} scrapers scrape one cluster into one workspace; where their jobs overlap, you pay twice for each sample`,
  }));
}

/** A scraper of this library warns by itself. */
function aboveQuota(app: AppModel): AppProblem[] {
  return scrapersAboveQuota(app).filter(scraper => validatedConfiguration(scraper) === undefined)
    .map(scraper => ({ resources: [scraper], property: '', message: quotaMessage(scraper) }));
}
