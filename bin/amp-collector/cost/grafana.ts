import type { GrafanaUsers } from '../../../lib/cost/grafana-users';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { isAssembly, readManifest } from '../cloud-assembly/manifest';
import { readStack, resourcesOf } from '../cloud-assembly/template';
import { notNegative } from '../command-line/values';

/** The options that specify who uses Grafana. */
export interface GrafanaUserOptions {
  readonly 'grafana-editors'?: string;
  readonly 'grafana-viewers'?: string;
}

/**
 * Returns the users of Amazon Managed Grafana: those of the options, and one service account for each Grafana workspace that a cloud
 * assembly provisions. Returns nothing if there is neither.
 */
export function grafanaUsers(operand: string, { 'grafana-editors': editors, 'grafana-viewers': viewers }: GrafanaUserOptions): GrafanaUsers | undefined {
  const templates = isAssembly(operand) ? readManifest(operand).flatMap(stack => readStack(stack).templates) : [];
  const resources = templates.flatMap(({ file, content }) => resourcesOf(file, content).map(([, resource]) => resource));
  const workspaces = resources.filter(({ Type }) => Type === 'AWS::Grafana::Workspace').length;
  const serviceAccounts = new Set(resources.flatMap(provisionedWorkspace)).size;
  if (workspaces + serviceAccounts === 0 && editors === undefined && viewers === undefined) return undefined;
  return {
    editors: notNegative('grafana-editors', editors, 0), viewers: notNegative('grafana-viewers', viewers, 0),
    serviceAccounts, workspaces: Math.max(workspaces, serviceAccounts, 1),
  };
}

/** The function of a `GrafanaProvisioning` has the ID of its Grafana workspace in an environment variable. */
function provisionedWorkspace({ Type, Properties }: JsonObject): string[] {
  if (Type !== 'AWS::Lambda::Function' || !isObject(Properties) || !isObject(Properties.Environment)) return [];
  const { Variables } = Properties.Environment;
  const id = isObject(Variables) ? Variables.GRAFANA_WORKSPACE_ID : undefined;
  return id === undefined ? [] : [JSON.stringify(id)];
}
