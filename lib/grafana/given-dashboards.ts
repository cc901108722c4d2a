import { isObject, type JsonObject } from '../private/json';
import type { PropertyProblem } from '../private/property-problem';
import { prometheusInputs } from './dashboard-inputs';
import type { GrafanaVersion } from './grafana-version';

/** Reads dashboards as users give them, with the problems of each and those between them. */
export function readDashboards(
  texts: readonly string[], { hasDataSource, version }: { readonly hasDataSource: boolean; readonly version?: GrafanaVersion },
): { readonly dashboards: JsonObject[]; readonly problems: PropertyProblem[] } {
  const [dashboards, problems]: [JsonObject[], PropertyProblem[]] = [[], []];
  texts.forEach((text, index) => {
    const path = `dashboards[${index}]`;
    const dashboard = parse(text);
    if (dashboard === undefined) problems.push({ path, message: 'must be a dashboard as JSON' });
    else {
      problems.push(...dashboardProblems(path, dashboard, dashboards), ...titleProblems(path, dashboard, dashboards, version));
      if (!hasDataSource) problems.push(...inputProblems(path, dashboard));
      dashboards.push(dashboard);
    }
  });
  return { dashboards, problems };
}

function dashboardProblems(path: string, { uid, title }: JsonObject, earlier: readonly JsonObject[]): PropertyProblem[] {
  return [
    ...typeof uid === 'string' && /^[\w-]{1,40}$/.test(uid)
      ? []
      : [{ path, message: `must have a uid of 1 to 40 letters, digits, hyphens and underscores, got ${uid === undefined ? 'none' : JSON.stringify(uid)}` }],
    ...typeof title === 'string' && title !== '' ? [] : [{ path, message: 'must have a title' }],
    ...earlier.some(other => other.uid === uid) ? [{ path, message: `has the uid '${String(uid)}', which another dashboard has too` }] : [],
  ];
}

/** Dashboards of one folder may have the same title since version 11. */
function titleProblems(path: string, { title }: JsonObject, earlier: readonly JsonObject[], version?: GrafanaVersion): PropertyProblem[] {
  if (version?.major === undefined || version.major >= 11 || typeof title !== 'string' || !earlier.some(other => other.title === title)) return [];
  return [{ path, message: `has the title '${title}', which another dashboard of the folder has too; Grafana ${version.version} refuses it` }];
}

function inputProblems(path: string, dashboard: JsonObject): PropertyProblem[] {
  return prometheusInputs(dashboard).map(name => ({
    path, message: `has the input '${name}', a Prometheus data source: specify prometheusWorkspaces, or replace \${${name}} with the uid of one`,
  }));
}

/** An export "for sharing" wraps the dashboard. */
function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    return isObject(value.dashboard) && value.uid === undefined ? value.dashboard : value;
  } catch {
    return undefined;
  }
}
