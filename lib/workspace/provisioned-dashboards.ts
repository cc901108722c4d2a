import type { CfnResource } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';
import type { AppModel } from '../private/app-model';
import { groupedBy } from '../private/grouped-by';
import type { JsonObject } from '../private/json';
import { referenceKey } from '../private/reference-key';
import type { DashboardReader } from '../validation/coherence/validate-workspace';

/** The dashboards that a construct writes to a Grafana, and the workspaces that it adds as data sources. */
export interface ProvisionedDashboards {
  /** The resource that writes them. */
  readonly resource: CfnResource;
  /** A text that is equal for one Grafana. */
  readonly grafana: string;
  readonly dataSources: ReadonlyArray<{ readonly uid: string; readonly workspace: IWorkspaceRef }>;
  readonly dashboards: readonly JsonObject[];
}

/** A construct that writes dashboards. */
interface DashboardProvisioning extends IConstruct {
  readonly _provisioned: ProvisionedDashboards;
}

/** Workspaces with the dashboards that read all of them, or one of them. */
export interface DashboardSources {
  readonly workspaceKeys: readonly string[];
  readonly readers: ReadonlyArray<DashboardReader & { readonly resource: CfnResource }>;
}

/**
 * Returns the dashboards that an app writes to Grafana, by the workspaces that they read. The reader of a dashboard chooses among all data
 * sources of Grafana, unless the dashboard names one.
 */
export function dashboardSources(app: AppModel): DashboardSources[] {
  const provisioned = [...app.constructs].filter(isProvisioning).map(({ _provisioned }) => _provisioned);
  return [...groupedBy(provisioned, ({ grafana }) => grafana).values()].flatMap(sourcesOfGrafana);
}

/** Returns the dashboards of an app that read a workspace, or may read it. */
export function dashboardsOf(app: AppModel, workspace: IWorkspaceRef): JsonObject[] {
  const sources = dashboardSources(app).filter(({ workspaceKeys }) => workspaceKeys.includes(keyOf(workspace)));
  return [...new Set(sources.flatMap(({ readers }) => readers.map(({ json }) => json)))];
}

function sourcesOfGrafana(provisioned: readonly ProvisionedDashboards[]): DashboardSources[] {
  const sources = new Map(provisioned.flatMap(({ dataSources }) => dataSources.map(({ uid, workspace }) => [uid, keyOf(workspace)])));
  const dashboards = provisioned.flatMap(({ resource, dashboards: own }) =>
    own.map(json => ({ resource, json, text: JSON.stringify(json) })));
  const readers = (dataSource: string | undefined, isAnyDataSource: boolean) =>
    dashboards.map(({ resource, json }) => ({ resource, json, isAnyDataSource, ...dataSource !== undefined && { dataSource } }));
  const [[uid] = []] = sources;
  if (sources.size === 1) return [{ workspaceKeys: [...sources.values()], readers: readers(uid, true) }];
  return [
    { workspaceKeys: [...new Set(sources.values())], readers: readers(undefined, true) },
    ...[...sources].filter(([each]) => dashboards.some(({ text }) => text.includes(each)))
      .map(([each, key]) => ({ workspaceKeys: [key], readers: readers(each, false) })),
  ];
}

function keyOf(workspace: IWorkspaceRef): string {
  return referenceKey(workspace, workspace.workspaceRef.workspaceArn);
}

function isProvisioning(construct: IConstruct): construct is DashboardProvisioning {
  return '_provisioned' in construct;
}
