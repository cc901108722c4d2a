import { Duration, Stack } from 'aws-cdk-lib';
import type { CfnAnomalyDetector, CfnRuleGroupsNamespace, CfnScraper, IScraperRef, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';
import type { AppModel } from '../private/app-model';
import { encodingOf } from '../private/plain-text';
import { propertyAt } from '../private/property-values';
import { NotAText, templateText, tokenPlaceholder } from '../private/template-text';
import { RuleGroups } from '../rules/rule-groups';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { dashboardQueries } from '../validation/dashboards/dashboard-queries';
import { dashboardsOf } from '../workspace/provisioned-dashboards';
import { membersOf } from '../workspace/workspace-members';
import type { ClusterSize, JobSize } from './cluster-size';
import type { CostEstimateProps, EstimatedScraper } from './cost-estimate';

/** The sizes of one scraper. */
export interface ScraperSizes {
  readonly scraper?: IScraperRef;
  readonly clusterSize?: ClusterSize;
  readonly jobSizes?: { readonly [jobName: string]: JobSize };
}

/** The scrapers and the rules of a workspace in an app. */
export interface EstimatedWorkspace extends Required<Pick<CostEstimateProps, 'scrapers' | 'ruleGroups'>>, Pick<CostEstimateProps, 'retention'> {
  /** The expressions that anomaly detectors and dashboards of the app read. */
  readonly queries: readonly string[];
  /** The paths of scrapers whose configuration is known only at deployment. */
  readonly unread: readonly string[];
}

/** Returns what an app writes to a workspace and evaluates in it. */
export function estimatedWorkspace(
  app: AppModel, workspace: IWorkspaceRef, sizesOf: (scraper: CfnScraper) => ScraperSizes,
): EstimatedWorkspace {
  const { scrapers = [], ruleGroupsNamespaces = [], anomalyDetectors = [], resource } = membersOf(workspace, app) ?? {};
  const days = resource && propertyAt(resource.workspaceConfiguration, 'retentionPeriodInDays');
  return {
    scrapers: scrapers.flatMap(scraper => estimatedScraper(scraper, sizesOf(scraper), scrapers.length > 1)),
    unread: scrapers.filter(scraper => configurationOf(scraper) === undefined).map(pathOf),
    ruleGroups: ruleGroupsNamespaces.flatMap(rulesOf),
    queries: [...anomalyDetectors.flatMap(queryOf), ...dashboardsOf(app, workspace).flatMap(dashboardQueries).map(({ expr }) => expr)],
    ...typeof days === 'number' && { retention: Duration.days(days) },
  };
}

function queryOf({ configuration }: CfnAnomalyDetector): string[] {
  const query = propertyAt(configuration, 'randomCutForest', 'query');
  return typeof query === 'string' ? [query] : [];
}

function estimatedScraper(scraper: CfnScraper, { clusterSize, jobSizes }: ScraperSizes, isOneOfMany: boolean): EstimatedScraper[] {
  const text = configurationOf(scraper);
  if (text === undefined) return [];
  return [{
    scrapeConfiguration: ScrapeConfiguration.fromYaml(text), clusterSize, jobSizes,
    ...isOneOfMany && { name: pathOf(scraper) },
  }];
}

function pathOf({ node }: CfnScraper): string {
  return node.path.replace(/\/Resource$/, '');
}

function configurationOf(scraper: CfnScraper): string | undefined {
  return textOf(scraper, propertyAt(scraper.scrapeConfiguration, 'configurationBlob'));
}

function rulesOf(namespace: CfnRuleGroupsNamespace): RuleGroups[] {
  const text = textOf(namespace, namespace.data);
  return text === undefined ? [] : [RuleGroups.fromYaml(text)];
}

/** Returns a text with tokens for what is known only at deployment; nothing if all of it is. */
function textOf(scope: IConstruct, value: unknown): string | undefined {
  try {
    const text = templateText(Stack.of(scope).resolve(value), tokenPlaceholder);
    if (/^\$\{Token\[[^\]]*\]\}$/.test(text)) return undefined;
    return encodingOf(text, 'scrape_configs|global') === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
  } catch (error) {
    if (error instanceof NotAText) return undefined;
    throw error;
  }
}
