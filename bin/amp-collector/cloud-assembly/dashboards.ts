import { existsSync, readFileSync } from 'node:fs';
import { PROVISIONING_RESOURCE_TYPE } from '../../../lib/grafana/provisioning/resource-properties';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { assetHash, pathOf, type Template } from './template';

/** The dashboards that a construct of this library writes to Grafana, and the workspaces that it adds as data sources. */
export interface DashboardResource {
  readonly constructPath: string;
  readonly template: Template;
  readonly dashboards: readonly JsonObject[];
  readonly dataSources: readonly DataSource[];
}

/** A workspace as a data source. */
export interface DataSource {
  readonly uid: string;
  /** The ID of the workspace, as the template has it. */
  readonly workspaceId: unknown;
}

/** Finds the dashboards in templates. The file of the dashboards is an asset of the stack. */
export function dashboardResources(templates: readonly Template[]): DashboardResource[] {
  return templates.flatMap(template => Object.entries(isObject(template.content.Resources) ? template.content.Resources : {})
    .flatMap(([logicalId, resource]): DashboardResource[] => {
      if (!isObject(resource) || resource.Type !== PROVISIONING_RESOURCE_TYPE || !isObject(resource.Properties)) return [];
      const { DashboardsKey: key, DataSources: dataSources } = resource.Properties;
      const path = pathOf(resource.Metadata)?.replace(/\/Provisioning\/Resource\/Default$/, '');
      return [{
        constructPath: path ?? `${template.stackName}/${logicalId}`, template,
        dashboards: dashboardsIn(template.assets.get(assetHash(key))), dataSources: dataSourcesIn(dataSources),
      }];
    }));
}

/** Without staging, assets are not copied into the assembly. */
function dashboardsIn(file: string | undefined): JsonObject[] {
  return file === undefined || !existsSync(file) ? [] : objectsIn(readFileSync(file, 'utf8'));
}

/** Stands in a text for a value of the template. */
const PLACEHOLDER = /^\{value (\d+)\}$/;

/** Reads a JSON text that a template may join of texts and references. */
function dataSourcesIn(value: unknown): DataSource[] {
  const parts = isObject(value) && Array.isArray(value['Fn::Join']) ? (value['Fn::Join'] as unknown[])[1] : [value];
  if (!Array.isArray(parts)) return [];
  const values = parts as unknown[];
  const text = values.map((part, index) => typeof part === 'string' ? part : `{value ${index}}`).join('');
  return objectsIn(text).flatMap(({ uid, url }) => {
    const id = typeof url === 'string' ? /\/workspaces\/([^/]+)/.exec(url)?.[1] ?? '' : '';
    const [, index] = PLACEHOLDER.exec(id) ?? [];
    return typeof uid === 'string' ? [{ uid, workspaceId: index === undefined ? id : values[Number(index)] }] : [];
  });
}

function objectsIn(json: string): JsonObject[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];
  } catch {
    return [];
  }
}
