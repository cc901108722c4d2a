import { collectorTarget } from '../../../lib/plugin/scraper-properties';
import type { JsonObject } from '../../../lib/private/json';
import { isFunction, memberAt, NotAText, templateTexts, type TemplateText } from '../../../lib/private/template-text';
import { dashboardTitle } from '../../../lib/validation/dashboards/dashboard-queries';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import type { DeployedText, Document, UNREAD_RULES } from '../input/document';
import { appFactsOf, pathOfSource, sourceFileOf, unacknowledged } from './acknowledgements';
import { AssemblyError, objectAt } from './json';
import { readManifest } from './manifest';
import { type IsSuppressed, readSuppressed } from './validation-report';
import { deployedWorkspaces } from './deployed-workspaces';
import { dashboardResources, type DashboardResource } from './dashboards';
import { queryProblems, type QueryProblems } from './workspace-queries';
import { readStack, type TextResource, type TextResourceType, type UnreadPart } from './template';

/** The property of a resource that holds a text. */
interface TextProperty {
  readonly kind: DeployedText;
  /** The resource, in messages. */
  readonly noun: string;
  /** The text, in messages. */
  readonly text: string;
  readonly path: readonly string[];
  readonly isOptional?: true;
}

const TEXTS: Readonly<Record<TextResourceType, TextProperty>> = {
  'AWS::APS::Scraper': { kind: 'scrape-configuration', noun: 'scraper', text: 'configuration', path: ['ScrapeConfiguration', 'ConfigurationBlob'] },
  'AWS::APS::RuleGroupsNamespace': { kind: 'rule-file', noun: 'rule groups namespace', text: 'rule file', path: ['Data'] },
  'AWS::APS::Workspace': {
    kind: 'alert-manager-definition', noun: 'workspace', text: 'alert manager definition', path: ['AlertManagerDefinition'], isOptional: true,
  },
  'AWS::APS::AnomalyDetector': { kind: 'query', noun: 'anomaly detector', text: 'query', path: ['Configuration', 'RandomCutForest', 'Query'], isOptional: true },
};

/** Reads the texts of all resources in a cloud assembly, its stages and its nested stacks. */
export function readAssembly(folder: string): Document[] {
  const contents = readManifest(folder).map(readStack);
  const dashboards = dashboardResources(contents.flatMap(({ templates }) => templates));
  const queries = queryProblems(contents, dashboards);
  const isSuppressed = readSuppressed(folder);
  const workspaceOf = deployedWorkspaces(contents);
  const texts = contents.flatMap(({ resources, unread: parts }) => [
    ...resources.flatMap((resource) => {
      const workspace = workspaceOf(resource);
      return resourceDocuments(resource, queries.filter(query => query.resource === resource), isSuppressed)
        .map(({ sourceFile, ...document }) => ({
          ...document, ...sourceFile !== undefined && { sourceFile: pathOfSource(sourceFile, folder) }, ...workspace && { workspace },
        }));
    }),
    ...parts.map(unreadDocument),
  ]);
  return [...texts, ...dashboards.flatMap(resource => dashboardDocuments(resource, queries.filter(query => query.resource === resource)))];
}

function dashboardDocuments({ constructPath, template, dashboards }: DashboardResource, found: readonly QueryProblems[]): Document[] {
  return dashboards.map(json => ({
    name: `${constructPath} (${dashboardTitle(json)})`, file: template.file, constructPath, kind: 'dashboard' as const, text: JSON.stringify(json),
    workspaceProblems: found.filter(({ dashboard }) => dashboard === json).flatMap(({ problems }) => problems),
    unacknowledged: (problems: readonly Problem[]) => unacknowledged(problems, constructPath, template.metadata),
  }));
}

function resourceDocuments(resource: TextResource, queries: readonly QueryProblems[], isSuppressed: IsSuppressed): Document[] {
  const { type, constructPath, templateFile: file, properties, metadata, environment } = resource;
  const { kind, noun, text: textName, path, isOptional } = TEXTS[type];
  const property = path.join('.');
  const texts = textsAt(resource, path);
  if (texts === undefined) {
    if (isOptional === true) return [];
    throw new AssemblyError(file, `the ${noun} ${constructPath} has no ${property}`);
  }
  return texts.filter(({ isLeftOut }) => isOptional !== true || isLeftOut !== true).map(({ text, condition }) => ({
    name: condition === '' ? constructPath : `${constructPath} (if ${condition})`,
    file, constructPath, kind, condition,
    ...kind === 'scrape-configuration' && { target: { ...collectorTarget(properties), ...appFactsOf(constructPath, metadata) } },
    ...kind === 'alert-manager-definition' && { environment: { ...environment, isTemplate: true } },
    ...kind === 'rule-file' && typeof properties.Name === 'string' && { namespaceName: properties.Name },
    ...text === undefined
      ? { text: '', unread: unread('unknown-configuration', property, `the ${textName} is known only at deployment, so it is not validated`) }
      : { text, sourceFile: sourceFileOf(constructPath, metadata) },
    workspaceProblems: queries.find(query => query.condition === condition)?.problems,
    unacknowledged: (problems: readonly Problem[]) =>
      unacknowledged(problems, constructPath, metadata).filter(problem => !isSuppressed(constructPath, problem)),
  }));
}

/** @throws NotAText if Fn::If is nested too deeply */
function valueAt({ templateFile, constructPath, properties }: TextResource, path: readonly string[]): unknown {
  let [value, name]: [unknown, string] = [properties, 'properties'];
  for (const [index, key] of path.entries()) {
    if (isFunction(value)) return memberAt(value, path.slice(index));
    const holder = objectAt(templateFile, `the ${name} of ${constructPath}`, value);
    [value, name] = [holder[key] ?? generatedMember(holder), key];
  }
  return value;
}

/** Returns a function that generates members of an object beside those that are given: `Fn::ForEach` or `Fn::Transform`. */
function generatedMember(holder: JsonObject): JsonObject | undefined {
  const [generator] = Object.entries(holder).filter(([name]) => name.startsWith('Fn::'));
  return generator && Object.fromEntries([generator]);
}

/** Returns the texts that a property may have; nothing if it is missing. */
function textsAt(resource: TextResource, path: readonly string[]): TemplateText[] | undefined {
  const { templateFile, constructPath } = resource;
  try {
    const value = valueAt(resource, path);
    return value === undefined || value === null ? undefined : templateTexts(value);
  } catch (error) {
    if (error instanceof NotAText) throw new AssemblyError(templateFile, `the ${path.join('.')} of ${constructPath} cannot be read: ${error.message}`);
    throw error;
  }
}

const UNREAD_PARTS: Readonly<Record<UnreadPart['kind'], Problem>> = {
  'missing-template': unread('missing-template', 'TemplateURL', 'the template of this nested stack is not in the cloud assembly, so it is not validated'),
  'generated-resources': unread('unknown-configuration', 'Resources',
    'CloudFormation generates these resources at deployment, so their texts are not validated'),
};

function unreadDocument({ name, templateFile: file, kind }: UnreadPart): Document {
  return { name, file, constructPath: name, text: '', kind: 'scrape-configuration', unread: UNREAD_PARTS[kind] };
}

function unread(ruleId: typeof UNREAD_RULES[number], path: string, message: string): Problem {
  return { ruleId, path, message, severity: ProblemSeverity.WARNING };
}
