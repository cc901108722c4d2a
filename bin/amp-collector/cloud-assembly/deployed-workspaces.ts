import type { DeployedWorkspace } from '../input/document';
import { type TemplateContent, type TextResource, valueAt } from './template';
import { keyOf, WorkspaceKeys } from './workspace-keys';

/** The property that names the workspace, by the type of the resource. */
const WORKSPACE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::APS::Scraper': ['Destination', 'AmpConfiguration', 'WorkspaceArn'],
  'AWS::APS::RuleGroupsNamespace': ['Workspace'],
  'AWS::APS::AnomalyDetector': ['Workspace'],
};

/** Returns the workspace that a scraper writes to, or that evaluates rules; nothing for other resources and other destinations. */
export function deployedWorkspaces(contents: readonly TemplateContent[]): (resource: TextResource) => DeployedWorkspace | undefined {
  const resources = contents.flatMap(content => content.resources);
  const keys = new WorkspaceKeys(resources, contents.flatMap(({ templates }) => templates));
  const workspaces = new Map(resources.filter(({ type }) => type === 'AWS::APS::Workspace').map(resource => [keyOf(resource), resource]));
  return ({ type, properties, templateFile, environment: { region } }) => {
    const value = valueAt(properties, ...WORKSPACE_PROPERTIES[type] ?? ['']);
    if (value === undefined) return undefined;
    const key = keys.of(value, templateFile);
    const workspace = workspaces.get(key ?? '');
    if (workspace === undefined) return importedWorkspace(key ?? `${templateFile} ${JSON.stringify(value)}`, region);
    const days = valueAt(workspace.properties, 'WorkspaceConfiguration', 'RetentionPeriodInDays');
    return {
      key: keyOf(workspace), name: workspace.constructPath,
      ...workspace.environment.region !== undefined && { region: workspace.environment.region },
      ...typeof days === 'number' && { retentionDays: days },
    };
  };
}

/** A workspace of which the template has at most the ARN, in which there may be references. */
function importedWorkspace(key: string, region: string | undefined): DeployedWorkspace {
  const [, regionOfArn = region] = /:aps:([a-z]{2}(?:-[a-z]+)+-\d):/.exec(key) ?? [];
  const [id = 'a workspace that is known only at deployment'] = /\bws-[\w-]+/.exec(key) ?? [];
  return { key, name: id, ...regionOfArn !== undefined && { region: regionOfArn } };
}
