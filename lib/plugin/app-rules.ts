import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';
import { resourcesOfType } from '../private/app-resources';
import { propertyAt } from '../private/property-values';
import { referenceKey } from '../private/reference-key';
import { ProblemSeverity } from '../validation/problem';
import type { RuleDescription } from '../validation/rule';
import { firstAboveQuota, quotaMessage } from '../scraper/scraper-quota';
import { validatedConfiguration } from '../scraper/validated-scraper';
import { repeatedNamespaces, reporterOf, type WorkspaceMembers, workspacesOf } from '../workspace/workspace-members';

/** A problem of several resources of an app together. */
export interface AppProblem {
  readonly resources: readonly CfnResource[];
  readonly property: string;
  readonly message: string;
}

/** An app with its workspaces. */
export interface ValidatedApp {
  readonly root: IConstruct;
  readonly workspaces: ReadonlyMap<string, WorkspaceMembers>;
}

/** A rule about the resources of an app together. */
export interface AppRule extends RuleDescription {
  readonly check: (app: ValidatedApp) => readonly AppProblem[];
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

/** Reads an app for its rules. */
export function validatedApp(root: IConstruct): ValidatedApp {
  return { root, workspaces: workspacesOf(root) };
}

/** A workspace of this library reports its own namespaces. */
function duplicateNamespaces({ workspaces }: ValidatedApp): AppProblem[] {
  return [...workspaces.values()].filter(members => reporterOf(members) === undefined).flatMap(repeatedNamespaces)
    .map(({ namespace, message }) => ({ resources: [namespace], property: 'Name', message }));
}

function scrapedTwice({ workspaces }: ValidatedApp): AppProblem[] {
  const groups = [...workspaces.values()].flatMap(({ scrapers }) => groupedBy(scrapers, clusterKey));
  return groups.filter(group => group.length > 1).map(group => ({
    resources: group,
    property: 'Source',
    message: `${group.length} scrapers scrape one cluster into one workspace; where their jobs overlap, you pay twice for each sample`,
  }));
}

function clusterKey(scraper: CfnScraper): string | undefined {
  const clusterArn = propertyAt(scraper.source, 'eksConfiguration', 'clusterArn');
  return typeof clusterArn === 'string' ? referenceKey(scraper, clusterArn) : undefined;
}

/** A scraper of this library warns by itself. */
function aboveQuota({ root }: ValidatedApp): AppProblem[] {
  const byEnvironment = groupedBy(resourcesOfType(root, 'AWS::APS::Scraper'), scraper => Stack.of(scraper).environment);
  return byEnvironment.flatMap(([scraper]) => {
    const first = scraper && firstAboveQuota(scraper);
    if (first === undefined || validatedConfiguration(first) !== undefined) return [];
    return [{ resources: [first], property: '', message: quotaMessage(first) }];
  });
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) groups.set(key, [...groups.get(key) ?? [], item]);
  }
  return [...groups.values()];
}
