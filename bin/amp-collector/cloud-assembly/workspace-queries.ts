import { memberAt, NotAText, templateTexts } from '../../../lib/private/template-text';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { coherenceLibrary } from '../../../lib/validation/coherence-library';
import type { WorkspaceReader } from '../../../lib/validation/coherence/validate-workspace';
import type { Problem } from '../../../lib/validation/problem';
import { allowsRemoteWrite, grantsRemoteWrite, POLICY_TYPES } from '../../../lib/workspace/remote-write-grants';
import type { DashboardResource } from './dashboards';
import { generatesResources, type Template, type TemplateContent, type TextResource, type TextResourceType, valueAt } from './template';
import { keyOf, WorkspaceKeys } from './workspace-keys';

/** Metadata of this library's Workspace: the statement of the app about other writers. */
const WRITERS = 'cdk-managed-prometheus:writers';

/** The problems of a text that reads what no scraper of its workspace writes. */
export interface QueryProblems {
  readonly resource: DashboardResource | TextResource;
  /** The condition of the text in its template; empty without one. */
  readonly condition: string;
  /** The dashboard, if the resource writes dashboards. */
  readonly dashboard?: JsonObject;
  readonly problems: readonly Problem[];
}

/** A text that reads from a workspace. */
interface TextReader extends WorkspaceReader {
  readonly resource: DashboardResource | TextResource;
  readonly condition: string;
}

/** The parts of an assembly that belong to a workspace to which only its scrapers write. */
interface WorkspaceResources {
  readonly workspace?: TextResource;
  readonly scrapers: readonly TextResource[];
  /** Rule groups namespaces and anomaly detectors. */
  readonly reading: readonly TextResource[];
}

const TYPES = {
  SCRAPER: 'AWS::APS::Scraper', WORKSPACE: 'AWS::APS::Workspace',
  NAMESPACE: 'AWS::APS::RuleGroupsNamespace', DETECTOR: 'AWS::APS::AnomalyDetector',
} as const satisfies Record<string, TextResourceType>;

/** Validates what reads from the workspaces of an assembly against the scrapers that write to them, as synthesis does. */
export function queryProblems(contents: readonly TemplateContent[], dashboards: readonly DashboardResource[]): QueryProblems[] {
  const resources = contents.flatMap(content => content.resources);
  const templates = contents.flatMap(content => content.templates);
  // Scrapers and rules that CloudFormation generates may write to any workspace.
  if (templates.some(({ content }) => generatesResources(content))) return [];
  const keys = new WorkspaceKeys(resources, templates);
  const ofType = (type: TextResourceType) => resources.filter(resource => resource.type === type);
  const scrapers = ofType(TYPES.SCRAPER).filter(({ properties }) => valueAt(properties, 'Destination', 'CloudWatchConfiguration') === undefined)
    .map((resource) => {
      const workspaceArn = valueAt(resource.properties, 'Destination', 'AmpConfiguration', 'WorkspaceArn');
      return { resource, key: keys.of(workspaceArn, resource.templateFile) };
    });
  // A scraper whose workspace is known only at deployment may write to any.
  if (scrapers.some(({ key }) => key === undefined)) return [];
  const readers = [...ofType(TYPES.NAMESPACE), ...ofType(TYPES.DETECTOR)]
    .map(resource => ({ resource, key: keys.of(resource.properties.Workspace, resource.templateFile) }));
  const known = new Map([...new Set(scrapers.map(({ key }) => key))].flatMap((key): Array<[string, WorkspaceResources]> => {
    if (key === undefined) return [];
    const [writing = [], reading = []] = [scrapers, readers]
      .map(list => list.filter(entry => entry.key === key).map(({ resource }) => resource));
    const workspace = ofType(TYPES.WORKSPACE).find(resource => keyOf(resource) === key);
    const isKnown = isOnlyWrittenByScrapers(key, workspace, writing, templates);
    return isKnown ? [[key, { workspace, scrapers: writing, reading }]] : [];
  }));
  return [
    ...[...known.values()].filter(({ reading }) => reading.length > 0).flatMap(members => problemsOf([members])),
    ...dashboardProblems(dashboards, known, keys),
  ];
}

/**
 * Validates dashboards. Which Grafana a construct writes to is not compared: the reader of a dashboard may choose among all data sources of
 * the assembly, unless the dashboard names one.
 */
function dashboardProblems(
  resources: readonly DashboardResource[], known: ReadonlyMap<string, WorkspaceResources>, keys: WorkspaceKeys,
): QueryProblems[] {
  const sources = resources.flatMap(({ dataSources, template: { file } }) =>
    dataSources.map(({ uid, workspaceId }) => ({ uid, members: known.get(keys.of(workspaceId, file) ?? '') })));
  const all = [...new Set(sources.map(({ members }) => members))];
  const [only] = sources;
  const groups = only !== undefined && sources.length === 1
    ? [{ members: all, dataSource: only.uid, isAnyDataSource: true }]
    : [
        { members: all, isAnyDataSource: true },
        ...sources.map(({ uid, members }) => ({ members: [members], dataSource: uid, isAnyDataSource: false })),
      ];
  return groups.flatMap(({ members, ...reader }) => {
    if (members.length === 0 || members.includes(undefined)) return [];
    const readers = resources.flatMap(resource => resource.dashboards.map(json => ({ resource, condition: '', dashboard: { json, ...reader } })));
    return problemsOf(members.filter(each => each !== undefined), readers).filter(({ dashboard }) => dashboard !== undefined);
  });
}

function problemsOf(all: readonly WorkspaceResources[], dashboards: readonly TextReader[] = []): QueryProblems[] {
  const configurations = all.flatMap(({ scrapers }) => scrapers)
    .flatMap(({ properties }) => textsAt(properties, 'ScrapeConfiguration', 'ConfigurationBlob')).map(({ text }) => text);
  if (configurations.includes(undefined)) return [];
  const days = all.map(({ workspace }) => workspace && valueAt(workspace.properties, 'WorkspaceConfiguration', 'RetentionPeriodInDays'));
  const reading = all.flatMap(members => members.reading);
  const readers = [...reading.flatMap(readersOf), ...dashboards];
  const found = coherenceLibrary().validateWorkspace({
    scrapeConfigurations: configurations.filter(text => text !== undefined),
    readers: readers.map(({ resource: _, condition: __, ...reader }) => reader),
    ...days.every(number => typeof number === 'number') && { retention: Math.max(...days) * 86_400 },
    hasOtherRules: reading.some(({ type, properties }) => type === TYPES.NAMESPACE && textsAt(properties, 'Data').some(({ text }) => text === undefined)),
  });
  return readers.map(({ resource, condition, dashboard }, index) => ({
    resource, condition, problems: found[index] ?? [], ...dashboard && { dashboard: dashboard.json },
  }));
}

function readersOf(resource: TextResource): TextReader[] {
  const { type, properties } = resource;
  if (type === TYPES.NAMESPACE) {
    return textsAt(properties, 'Data').flatMap(({ text, condition }) => text === undefined ? [] : [{ resource, condition, ruleFile: text }]);
  }
  const title = `anomaly detector '${typeof properties.Alias === 'string' ? properties.Alias : resource.logicalId}'`;
  return textsAt(properties, 'Configuration', 'RandomCutForest', 'Query').flatMap(({ text, condition }) =>
    text === undefined ? [] : [{ resource, condition, expression: { text, title } }]);
}

/** Follows the synthesis: `isOnlyWrittenByScrapers` in lib/workspace. */
function isOnlyWrittenByScrapers(
  key: string, workspace: TextResource | undefined, scrapers: readonly TextResource[], templates: readonly Template[],
): boolean {
  const stated = statementAbout(key, workspace, templates);
  if (stated !== undefined) return !stated;
  if (workspace === undefined) return false;
  const written = {
    logicalId: workspace.logicalId, scraperRoles: scrapers.map(({ properties }) => JSON.stringify(properties.RoleConfiguration ?? '')),
  };
  const all = templates.flatMap(({ content: { Resources } }) => Object.entries(isObject(Resources) ? Resources : {}));
  return !all.some(([logicalId, resource]) => {
    if (!isObject(resource)) return false;
    const text = JSON.stringify(resource.Properties ?? {});
    if (resource.Type === 'AWS::APS::ResourcePolicy') return allowsRemoteWrite(text) && text.includes(written.logicalId);
    return POLICY_TYPES.includes(String(resource.Type)) && grantsRemoteWrite({ logicalId, text }, written);
  });
}

/** The statement at the workspace of this app, or at an import with its ARN. */
function statementAbout(key: string, workspace: TextResource | undefined, templates: readonly Template[]): boolean | undefined {
  const stacks = new Set(templates.map(({ metadata }) => metadata));
  const entries = [...stacks].flatMap(metadata => [...metadata]).flatMap(([path, list]) => list.map(entry => ({ path, ...entry })));
  const found = entries.find(({ type, path, data }) => type === WRITERS && isObject(data)
    && (workspace === undefined ? data.workspaceArn === key : path === `/${workspace.constructPath}`));
  return isObject(found?.data) ? found.data.otherWriters === true : undefined;
}

function textsAt(properties: JsonObject, ...path: string[]): ReturnType<typeof templateTexts> {
  try {
    return templateTexts(memberAt(properties, path));
  } catch (error) {
    if (error instanceof NotAText) return [{ condition: '' }];
    throw error;
  }
}
