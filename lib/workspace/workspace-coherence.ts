import { Annotations, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../private/app-model';
import { propertyAt } from '../private/property-values';
import { renderedProperties } from '../private/rendered-properties';
import { NotAText, templateTexts } from '../private/template-text';
import { INFOS } from '../private/warnings';
import type { WorkspaceReader } from '../validation/coherence/validate-workspace';
import { coherenceLibrary } from '../validation/coherence-library';
import type { Problem } from '../validation/problem';
import { dashboardSources } from './provisioned-dashboards';
import { type WorkspaceMembers, workspacesOf } from './workspace-members';
import { hasUnknownDestination, isOnlyWrittenByScrapers } from './workspace-writers';

/** A resource that reads from a workspace, with the problems of what it reads. */
export interface IncoherentResource {
  readonly resource: CfnResource;
  /** The property with the expressions, as a template has it. */
  readonly property: string;
  readonly problems: readonly Problem[];
  /** Metrics of well-known programs that the catalogue does not have. */
  readonly unknownMetrics: readonly string[];
}

/** A resource with one of the texts that its property may have. */
interface ResourceReader extends WorkspaceReader {
  readonly resource: CfnResource;
  readonly property: string;
}

/**
 * Validates what reads from a workspace against the scrapers that write to it, for each workspace whose writers are known.
 */
export function incoherentResources(app: AppModel): readonly IncoherentResource[] {
  return app.derive(validateReaders);
}

function validateReaders(app: AppModel): IncoherentResource[] {
  const candidates = [...workspacesOf(app).values()].filter(({ scrapers, ruleGroupsNamespaces, anomalyDetectors }) =>
    scrapers.length > 0 && ruleGroupsNamespaces.length + anomalyDetectors.length > 0);
  if (candidates.length === 0 || hasUnknownDestination(app)) return [];
  return candidates.filter(members => isOnlyWrittenByScrapers(members, app)).flatMap(members => problemsOfMembers([members]));
}

/**
 * Validates the dashboards that an app writes to Grafana against the scrapers that write to the workspaces behind them. Nothing is certain
 * where something else may write to one of the workspaces.
 */
export function incoherentDashboards(app: AppModel): readonly IncoherentResource[] {
  return app.derive(validateDashboards);
}

function validateDashboards(app: AppModel): IncoherentResource[] {
  const sources = dashboardSources(app);
  if (sources.length === 0 || hasUnknownDestination(app)) return [];
  return sources.flatMap(({ workspaceKeys, readers }) => {
    const read = workspaceKeys.map(key => workspacesOf(app).get(key));
    const known = read.filter(members => members !== undefined && isOnlyWrittenByScrapers(members, app)) as WorkspaceMembers[];
    if (known.length === 0 || known.length < read.length) return [];
    const dashboards = readers.map(({ resource, ...dashboard }) => ({ resource, property: '', dashboard }));
    return problemsOfMembers(known, dashboards).filter(({ resource }) => dashboards.some(reader => reader.resource === resource));
  });
}

/** Validates everything that reads from workspaces: most often from one, but a dashboard may read from several. */
function problemsOfMembers(all: readonly WorkspaceMembers[], dashboards: readonly ResourceReader[] = []): IncoherentResource[] {
  const configurations = all.flatMap(({ scrapers }) => scrapers).flatMap(scraper => textsAt(scraper, 'ScrapeConfiguration', 'ConfigurationBlob'));
  const readers = [...all.flatMap(readersOf), ...dashboards];
  if (configurations.includes(undefined) || readers.length === 0) return [];
  const days = all.map(({ resource }) => resource && propertyAt(renderedProperties(resource), 'WorkspaceConfiguration', 'RetentionPeriodInDays'));
  const { metricsNotInCatalogue, validateWorkspace } = coherenceLibrary();
  const texts = {
    scrapeConfigurations: configurations.filter(text => text !== undefined),
    readers: readers.map(({ resource: _, property: __, ...reader }) => reader),
    ...days.every(number => typeof number === 'number') && { retention: Math.max(...days) * 86_400 },
    hasOtherRules: all.some(({ ruleGroupsNamespaces }) => ruleGroupsNamespaces.some(namespace => textsAt(namespace, 'Data').includes(undefined))),
  };
  const [found, unknown] = [validateWorkspace(texts), metricsNotInCatalogue(texts)];
  return readers.map(({ resource, property }, index) => ({
    resource, property, problems: found[index] ?? [], unknownMetrics: unknown[index] ?? [],
  }));
}

function readersOf({ ruleGroupsNamespaces, anomalyDetectors }: WorkspaceMembers): ResourceReader[] {
  return [
    ...ruleGroupsNamespaces.flatMap(resource => known(textsAt(resource, 'Data')).map(ruleFile => ({ resource, property: 'Data', ruleFile }))),
    ...anomalyDetectors.flatMap(resource => known(textsAt(resource, 'Configuration', 'RandomCutForest', 'Query')).map(text => ({
      resource, property: 'Configuration.RandomCutForest.Query', expression: { text, title: `anomaly detector '${resource.alias}'` },
    }))),
  ];
}

/** The texts that a property may have; `undefined` for one that is known only at deployment. */
function textsAt(resource: CfnResource, ...path: string[]): Array<string | undefined> {
  try {
    return templateTexts(propertyAt(renderedProperties(resource), ...path)).map(({ text }) => text);
  } catch (error) {
    if (error instanceof NotAText) return [undefined];
    throw error;
  }
}

function known(texts: ReadonlyArray<string | undefined>): string[] {
  return texts.filter(text => text !== undefined);
}

/**
 * Warns at a construct about expressions that read what nothing writes to the workspace. Waits until the app has created everything.
 *
 * @param reader the construct
 * @param resource the resource that the construct creates
 * @param add adds the warnings to the construct
 */
export function warnOfIncoherence(reader: IConstruct, resource: CfnResource, add: (warnings: readonly Problem[]) => void): void {
  warnWhenComplete(reader, resource, incoherentResources, add);
}

/** Warns at a construct about dashboards that read what nothing writes to the workspaces behind them. */
export function warnOfIncoherentDashboards(reader: IConstruct, resource: CfnResource, add: (warnings: readonly Problem[]) => void): void {
  warnWhenComplete(reader, resource, incoherentDashboards, add);
}

function warnWhenComplete(
  reader: IConstruct, resource: CfnResource, find: (app: AppModel) => readonly IncoherentResource[],
  add: (warnings: readonly Problem[]) => void,
): void {
  whenComplete(reader, (app) => {
    const found = find(app).filter(each => each.resource === resource);
    add(found.flatMap(({ problems }) => problems));
    const unknown = [...new Set(found.flatMap(({ unknownMetrics }) => unknownMetrics))];
    if (unknown.length > 0) Annotations.of(reader).addInfoV2(INFOS.unknownMetrics, unknownMetricsMessage(unknown));
  });
}

/** A message names so many metrics. */
const MOST_METRICS = 10;

function unknownMetricsMessage(metrics: readonly string[]): string {
  const shown = metrics.slice(0, MOST_METRICS).join(', ');
  return `the programs that the jobs scrape may not expose ${shown}${metrics.length > MOST_METRICS ? ` and ${metrics.length - MOST_METRICS} more` : ''}: `
    + 'the catalogue of their metrics does not have it; check the name, or that your version of the program has it';
}

/** Returns true for the resource of a construct that warns by itself. */
export function reportsCoherence({ node: { scope, id } }: CfnResource): boolean {
  return id === 'Resource' && scope !== undefined && ('ruleGroupsNamespaceName' in scope || 'anomalyDetectorId' in scope);
}
